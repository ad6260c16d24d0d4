# SPDX-License-Identifier: Apache-2.0
"""What the structure checks share: which files are ours, and their code without comments."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE_FOLDERS = ("core", "host", "sim", "app", "tests", "fuzz", "bench")
CODE_SUFFIXES = (".cpp", ".h")

_LITERAL = re.compile(
    r'R"(?P<mark>[^()\\\s]*)\((?s:.*?)\)(?P=mark)"'  # raw string
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'"  # a character, not a digit separator
    r"|//[^\n]*"
    r"|/\*(?s:.*?)\*/"
)


def code_files(root, folders=CODE_FOLDERS):
    """Every C++ file of the tree, as paths relative to root, sorted."""
    found = []
    for folder in folders:
        base = Path(root) / folder
        found += [p.relative_to(root) for p in base.rglob("*") if p.suffix in CODE_SUFFIXES]
    return sorted(found)


def is_test(path):
    return path.stem.endswith("_test") or path.parts[0] in ("tests", "fuzz", "bench")


def _blank(match):
    text = match.group(0)
    lines = "\n" * text.count("\n")
    return '""' + lines if text[0] in "\"R" else ("0" if text[0] == "'" else lines)


def strip(text):
    """The code alone: comments gone, literals empty, every line still on its line."""
    return _LITERAL.sub(_blank, text)


def finish(name, problems):
    """Prints what was found and gives the exit code."""
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{name}: nothing to complain about")
    return 1 if problems else 0


def main(name, check):
    """The whole program of a check that takes a tree: `check.py [root]`."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    sys.exit(finish(name, check(root)))
