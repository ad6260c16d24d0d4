#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes every generated file that is kept in the repository, or with --check compares them.

    generated.py [--check] [--program PATH]

A generator prints its file to stdout and reads nothing but files of the tree. A row whose command
starts with `{program}` needs the built program and is passed over where there is none.
"""
import argparse
import difflib
import subprocess
import sys
from pathlib import Path

import source_tree

# (the file, the command that prints it). One row per generated file; this is the only list.
FILES = [
    ("core/hanmeter/meters/profiles/profiles.cpp", ["python3", "tools/profiles.py"]),
    ("docs/options.md", ["{program}", "--markdown"]),
    ("docs/hanmeter.toml", ["{program}", "check", "--sample"]),
    ("docs/meters.md", ["{program}", "meters", "--as", "markdown"]),
]


def produce(root, command, program):
    words = [word.replace("{program}", str(program)) for word in command]
    return subprocess.run(words, check=True, capture_output=True, cwd=root).stdout


def check_file(root, name, wanted):
    path = Path(root) / name
    kept = path.read_bytes() if path.is_file() else b""
    if kept == wanted:
        return []
    lines = difflib.unified_diff(
        kept.decode("utf-8", "replace").splitlines(),
        wanted.decode("utf-8", "replace").splitlines(),
        "kept",
        "generated",
        lineterm="",
    )
    return [f"{name}: out of date, run `./dev generated`", *list(lines)[:20]]


def run(root, files, program, check):
    problems = []
    for name, command in files:
        if command[0] == "{program}" and program is None:
            print(f"{name}: passed over, the program is not built")
            continue
        wanted = produce(root, command, program)
        if check:
            problems += check_file(root, name, wanted)
        else:
            (Path(root) / name).write_bytes(wanted)
    return problems


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--program", type=Path)
    arguments = parser.parse_args()
    program = arguments.program
    if program is not None and not program.is_file():
        program = None
    problems = run(source_tree.ROOT, FILES, program and program.resolve(), arguments.check)
    sys.exit(source_tree.finish("generated files", problems))


if __name__ == "__main__":
    main()
