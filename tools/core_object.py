#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Looks into libhanmeter-core.a: it may call nothing but these, and keep no state between calls."""
import re
import subprocess
import sys

import source_tree

# What any freestanding compiler may ask for, and our own names. No heap, no exceptions, no type
# information, no guarded statics, no input or output: those would show here. Two that surprise:
# string_view::substr can throw (write {data, size}), and a public virtual destructor calls delete
# (make it protected and not virtual).
MAY_CALL = re.compile(
    r"^(hanmeter::"
    r"|vtable for hanmeter::"
    r"|(mem(cpy|move|set|cmp|chr)|bcmp|strlen|abort)$"
    r"|__(u?divti3|u?modti3|udivmodti4|multi3|ashlti3|lshrti3|ctzdi2|clzdi2|popcountdi2)$"
    r"|__(cxa_pure_virtual|stack_chk_fail)$"
    r"|_GLOBAL_OFFSET_TABLE_$)"
)
MUST_NOT = re.compile(r"typeinfo|guard variable|operator (new|delete)")
# Sections that hold state (or code that runs before main).
STATE = re.compile(r"^\.(t?data|t?bss|init_array|ctors)(?!\.rel\.ro)(\.|$)")


def call_problems(listing):
    """`listing` is what `nm -AuC` prints."""
    for line in listing.splitlines():
        found = re.match(r"[^:]+:([^:]+):\s+[UwvW] (.+)$", line)
        if found and (not MAY_CALL.match(found.group(2)) or MUST_NOT.search(found.group(2))):
            yield f"{found.group(1)} calls {found.group(2)}"


def state_problems(listing):
    """`listing` is what `size -A` prints."""
    member = "?"
    for line in listing.splitlines():
        if found := re.match(r"(\S+)\s+\(ex .*\):?$|(\S+\.o)\s*:", line):
            member = found.group(1) or found.group(2)
        elif found := re.match(r"(\.\S+)\s+(\d+)\s+\d+$", line):
            if STATE.match(found.group(1)) and int(found.group(2)):
                yield f"{member}: {found.group(2)} bytes of state in {found.group(1)}"


def check(library):
    def run(*command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    calls = call_problems(run("nm", "-AuC", library))
    return sorted(set(calls)) + list(state_problems(run("size", "-A", library)))


if __name__ == "__main__":
    sys.exit(source_tree.finish("core object", check(sys.argv[1])))
