#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keeps files, functions and lines small enough to be read."""
import re
from pathlib import Path

import source_tree

LINES_OF_SOURCE = 500
LINES_OF_HEADER = 250
LINES_OF_FUNCTION = 60
COLUMNS = 100

# Tables are as long and as wide as their facts. Each row says why: a file, or "file:function".
TABLES = {
    "core/hanmeter/meters/profiles/profiles.cpp": "made from the profiles: one position a line",
    "core/hanmeter/values/quantity.cpp": "the catalogue: one quantity a line, aligned",
}

_TEMPLATE = re.compile(r"\btemplate\s*<")
_MEMBER_INITIALISER = re.compile(r"\)[^;{}()]*(?<!:):(?!:).*[\w>]\s*$", re.DOTALL)


def _without_templates(head):
    """Drops `template <class T>`, whose words would look like a class."""
    while match := _TEMPLATE.search(head):
        depth, end = 1, match.end()
        while depth and end < len(head):
            depth += {"<": 1, ">": -1}.get(head[end], 0)
            end += 1
        head = head[: match.start()] + head[end:]
    return head


def _kind(head):
    """What an opening brace at namespace or class level opens: scope, function or block."""
    head = _without_templates(re.sub(r"^\s*#.*$", "", head, flags=re.MULTILINE)).strip()
    if re.search(r"\bnamespace\b", head) or re.search(r'\bextern\s*""$', head):
        return "scope"
    if re.search(r"\benum\b", head) or head.count("(") != head.count(")"):
        return "block"
    if re.search(r"\b(class|struct|union)\b[^()]*$", head):
        return "scope"
    if _MEMBER_INITIALISER.search(head) or head.endswith("="):
        return "block"
    return "function" if "(" in head else "block"


def _name(head):
    found = re.search(r"([\w:~]+|operator\s*\S+?)\s*\(", _without_templates(head))
    return found.group(1) if found else "?"


def functions(text):
    """(name, first line, number of lines) of every function that has a body."""
    found, opened = [], []  # opened: (kind, what stood before the brace, its first line)
    head, line, first = "", 1, 1
    for char in source_tree.strip(text):
        level = opened[-1][0] if opened else "scope"
        if char == "{":
            kind = _kind(head) if level == "scope" else "block"
            opened.append((kind, head, first))
            head = ""
        elif char == "}" and opened:
            kind, before, start = opened.pop()
            if kind == "function":
                found.append((_name(before), start, line - start + 1))
            head, first = (before + "{}", start) if kind == "block" else ("", line)
        elif char == ";" and level == "scope":
            head = ""
        elif level == "scope":
            if not head.strip():
                head, first = "", line
            head += char
        line += char == "\n"
    return found


def check_file(path, text):
    problems = []
    lines = text.splitlines()
    limit = LINES_OF_HEADER if path.suffix == ".h" else LINES_OF_SOURCE
    if len(lines) > limit and str(path) not in TABLES:
        problems.append(f"{path}: {len(lines)} lines, {limit} are allowed")
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS and str(path) not in TABLES:
            problems.append(f"{path}:{number}: {len(line)} columns, {COLUMNS} are allowed")
    for name, first, count in functions(text):
        if count > LINES_OF_FUNCTION and f"{path}:{name}" not in TABLES:
            problems.append(f"{path}:{first}: {name} has {count} lines, {LINES_OF_FUNCTION} are allowed")
    return problems


def check(root):
    problems = []
    for path in source_tree.code_files(root):
        problems += check_file(path, (Path(root) / path).read_text(encoding="utf-8"))
    for name in TABLES:
        if not (Path(root) / name.split(":", 1)[0]).is_file():
            problems.append(f"{name}: named in TABLES, but there is no such file")
    return problems


if __name__ == "__main__":
    source_tree.main("sizes", check)
