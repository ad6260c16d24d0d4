#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Small habits that decay when nobody looks: licence lines, stray prints, floats in the core."""
import re
from pathlib import Path

import source_tree

SPDX = "SPDX-License-Identifier: Apache-2.0"
COMMENTED = {".cpp": "//", ".h": "//", ".py": "#", ".cmake": "#", ".txt": "#", ".sh": "#"}

# The library speaks through its callers. Who may write to stdout or stderr all the same, and why:
MAY_PRINT = {
    "host/hanmeter/sinks/console.cpp": "it is the console",
    "host/hanmeter/io/log.cpp": "all talk to stderr passes through it",
    "sim/testdata/main.cpp": "it is a program, which writes testdata/",
}
PRINT = re.compile(
    r"\bstd::(cout|cerr|clog)\b"
    r"|\b(?:std::)?(printf|vprintf|puts|putchar)\s*\("
    r"|\b(?:fmt|std)::print(?:ln)?\s*\(\s*(?:\"|stdout|stderr)"
    r"|\b(stdout|stderr)\b"
)
FLOAT = re.compile(r"\b(float|double)\b|\b\d+\.\d*(?:[eE][+-]?\d+)?[fF]?(?![\w.])")


def licensed_files(root):
    """Every hand-written file whose first line carries the licence."""
    yield from source_tree.code_files(root)
    for folder in ("tools", "cmake", "tests", "packaging", *source_tree.CODE_FOLDERS):
        for path in sorted((Path(root) / folder).rglob("*")):
            script = path.suffix in (".py", ".cmake", ".sh") or path.name == "CMakeLists.txt"
            if script and path.is_file():
                yield path.relative_to(root)


def licence_problem(path, text):
    lines = [line for line in text.splitlines()[:2] if not line.startswith("#!")]
    wanted = f"{COMMENTED[path.suffix]} {SPDX}"
    return None if lines and lines[0] == wanted else f"{path}:1: the first line is `{wanted}`"


def each_match(path, text, pattern, complaint):
    for number, line in enumerate(source_tree.strip(text).splitlines(), 1):
        if found := pattern.search(line):
            yield f"{path}:{number}: `{found.group(0).strip()}`: {complaint}"


def check(root):
    problems = []
    for path in sorted(set(licensed_files(root))):
        text = (Path(root) / path).read_text(encoding="utf-8")
        problems += filter(None, [licence_problem(path, text)])
        if path.suffix not in source_tree.CODE_SUFFIXES or source_tree.is_test(path):
            continue
        if path.parts[0] in ("core", "host", "sim") and str(path) not in MAY_PRINT:
            problems += each_match(path, text, PRINT, "a library does not print")
        if path.parts[0] == "core":
            problems += each_match(path, text, FLOAT, "the core counts in integers")
    return problems


if __name__ == "__main__":
    source_tree.main("habits", check)
