#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the direction of the flow: a file includes its own folder and lower numbers, nothing else.

Folders of one number do not include each other, and neither do the files of a folder whose files
are alternatives of each other (a source, a sink, a meter): those meet only in the folder's list.
"""
import re
from pathlib import Path

import source_tree

# The numbers of ARCHITECTURE.md. A new folder gets its row here and there.
CORE = {
    "bytes": 1,
    "values": 2,
    "framing": 3,
    "messages": 4,
    "meters": 5,
    "shapes": 6,
    "decoder": 7,
    "inspect": 8,
}
HOST = {
    "io": 9,
    "crypto": 9,
    "captures": 10,
    "formats": 11,
    "link": 12,
    "energy": 13,
    "store": 14,
    "pipeline": 15,
    "sources": 16,
    "sinks": 17,
    "web": 18,
}
SIM = 9
APP = 19
TESTS = 20

# The simulator must not know how frames are read, or one mistake would hide the other.
SIM_MAY_INCLUDE = ("bytes", "values", "sim")

# Folders whose files do not include each other. `gather` files name all of them; `common` files
# are named by all of them.
ALTERNATIVES = {
    "meters": {"gather": ("meter_lists",), "common": ("positional_list", "meter_list")},
    "sources": {"gather": ("source_list",), "common": ()},
    "sinks": {"gather": ("sink_list",), "common": ()},
}

# Headers so slow that the product includes each in one file only.
HEAVY = {"CLI/": 1, "toml++/": 1, "nlohmann/": 1, "httplib.h": 2}  # in how many files

# What the core does without: heap, clock, threads, input and output.
NOT_IN_CORE = frozenset(
    "string vector map set unordered_map unordered_set deque list forward_list queue stack memory"
    " functional iostream istream ostream sstream fstream iomanip cstdio stdio.h print chrono ctime"
    " time.h thread mutex shared_mutex condition_variable future atomic regex locale filesystem"
    " random cmath math.h typeinfo typeindex any exception stdexcept new format".split()
)

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def folder_of(path):
    """The layer's name: `core/hanmeter/framing/hdlc.cpp` -> framing; None where there is none."""
    parts = Path(path).parts
    if parts[0] in ("core", "host") and len(parts) > 2 and parts[1] == "hanmeter":
        return re.sub(r"(_test)?\.(cpp|h)$", "", parts[2])
    return parts[0]


def number_of(path):
    parts = Path(path).parts
    table = {"core": CORE, "host": HOST}.get(parts[0])
    if table is not None:
        return table.get(folder_of(path))
    return {"sim": SIM, "app": APP, "tests": TESTS, "fuzz": TESTS, "bench": TESTS}.get(parts[0])


def locate(root, name):
    """The file that a quoted include means, relative to root; None where it does not exist."""
    top = name.split("/", 1)[0]
    places = {"hanmeter": ("core", "host"), "sim": ("",), "app": ("",), "fuzz": ("",)}.get(top, ("tests",))
    for place in places:
        if (Path(root) / place / name).is_file():
            return Path(place) / name
    return None


def stem(path):
    return path.stem.removesuffix("_test")


def judge(path, name, target):
    """What is wrong with one include of one of our own files, or None."""
    folder, other = folder_of(path), folder_of(target)
    if target.parts[0] in ("tests", "fuzz"):
        return None if source_tree.is_test(path) else "is for tests only"
    if path.parts[0] == "sim" and other not in SIM_MAY_INCLUDE:
        return "the simulator includes bytes/ and values/ only"
    if folder == other and path.parts[0] == target.parts[0]:
        rule = ALTERNATIVES.get(folder)
        free = rule is None or stem(path) == stem(target) or stem(path) in rule["gather"]
        return None if free or stem(target) in rule["common"] else f"files in {folder}/ do not include each other"
    if source_tree.is_test(path) and target.parts[0] == "sim":
        return None
    if number_of(target) >= number_of(path):
        return f"{folder} ({number_of(path)}) must not look at {other} ({number_of(target)})"
    return None


def system_problem(path, name):
    if path.parts[0] == "core" and not source_tree.is_test(path) and name in NOT_IN_CORE:
        return f"{path}: the core does without <{name}>"
    if name.split("/", 1)[0] in ("hanmeter", "sim", "app"):
        return f"{path}: our own <{name}> is included with quotes"
    return None


def cycles(graph):
    """Every circle of includes, each once, as a list of files."""
    found, done, path = [], set(), []

    def visit(node):
        if node in path:
            found.append(path[path.index(node) :] + [node])
        if node in path or node in done:
            return
        path.append(node)
        for other in sorted(graph.get(node, ())):
            visit(other)
        done.add(path.pop())

    for node in sorted(graph):
        visit(node)
    return found


def check(root):
    problems, graph, heavy = [], {}, {}
    for path in source_tree.code_files(root):
        if number_of(path) is None:
            problems.append(f"{path}: its folder has no number in tools/layers.py")
            continue
        for mark, name in INCLUDE.findall((Path(root) / path).read_text(encoding="utf-8")):
            if mark == "<":
                problems += filter(None, [system_problem(path, name)])
                for big in HEAVY:
                    if name.startswith(big) and not source_tree.is_test(path):
                        heavy.setdefault(big, set()).add(str(path))
                continue
            target = locate(root, name)
            if target is None:
                problems.append(f'{path}: "{name}" is no file of hanmeter/, sim/ or app/')
                continue
            graph.setdefault(path, set()).add(target)
            fault = judge(path, name, target) if number_of(target) is not None else None
            if fault:
                problems.append(f'{path}: "{name}": {fault}')
    for circle in cycles(graph):
        problems.append("a circle of includes: " + " -> ".join(map(str, circle)))
    for big, files in sorted(heavy.items()):
        if len(files) > HEAVY[big] or any(name.endswith(".h") for name in files):
            allowed = "exactly one .cpp" if HEAVY[big] == 1 else f"{HEAVY[big]} .cpp"
            problems.append(f"<{big}> belongs in {allowed}: " + ", ".join(sorted(files)))
    return problems


if __name__ == "__main__":
    source_tree.main("layers", check)
