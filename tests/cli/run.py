#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs one case of the command line: a folder of plain files.

    run.py --program PATH CASE

    cmd      a shell script; `hanmeter` is the program under test
    only-if  a shell script that fails where the case cannot be played; it is then skipped
    in.*     copied to where the script runs, as is every file of frames/; of X.hex there is X.bin
             besides, its bytes
    stdin    what the script gets on standard input; without the file there is none
    stdout   what it must print there, to the byte; without the file nothing
    stderr   likewise, but `...` in a line stands for any text
    exit     the status it must leave behind; without the file 0

With HANMETER_UPDATE=1 in the environment the last three are written anew from what happened, where
they do not fit. Look at the difference before it is committed.
"""
import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 60
SKIPPED = 77
FRAMES = Path(__file__).parent / "frames"
DEFAULTS = {"stdout": "", "stderr": "", "exit": "0\n"}


def bytes_of_hex(text):
    digits = re.sub(r"#.*", "", text)
    return bytes.fromhex("".join(digits.split()))


def furnish(case, room):
    for source in [*FRAMES.iterdir(), *case.glob("in.*")]:
        shutil.copy(source, room)
        if source.suffix == ".hex":
            (room / source.with_suffix(".bin").name).write_bytes(bytes_of_hex(source.read_text()))


def environment(program, room):
    kept = {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
    path = f"{program.parent}:{os.environ.get('PATH', '/usr/bin:/bin')}"
    return kept | {"PATH": path, "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": str(room)}


def playable(case):
    condition = case / "only-if"
    if not condition.exists():
        return True
    return subprocess.run(["bash", str(condition)], capture_output=True, check=False).returncode == 0


def play(case, program):
    with tempfile.TemporaryDirectory(prefix="hanmeter-cli-") as folder:
        room = Path(folder)
        furnish(case, room)
        given = case / "stdin"
        return subprocess.run(
            ["bash", "-u", str(case / "cmd")],
            cwd=room,
            env=environment(program, room),
            input=given.read_bytes() if given.exists() else b"",
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )


def fits(expected, actual):
    """Whether `actual` is `expected`, in whose lines `...` stands for any text."""
    pattern = re.escape(expected).replace(re.escape("..."), "[^\n]*")
    return re.fullmatch(pattern, actual) is not None


def difference(name, expected, actual):
    lines = difflib.unified_diff(
        expected.splitlines(), actual.splitlines(), f"{name}, expected", f"{name}, printed", lineterm=""
    )
    return "\n".join(lines)


def settle(case, name, actual, update):
    """None where a file of the case fits or was made to fit, else what to say."""
    path = case / name
    expected = path.read_text() if path.exists() else DEFAULTS[name]
    if fits(expected, actual) if name == "stderr" else expected == actual:
        return None
    if not update:
        return difference(name, expected, actual)
    if actual == DEFAULTS[name]:
        path.unlink(missing_ok=True)
    else:
        path.write_text(actual)
    return None


def judge(case, done, update):
    happened = {
        "stdout": done.stdout.decode("utf-8", "backslashreplace"),
        "stderr": done.stderr.decode("utf-8", "backslashreplace"),
        "exit": f"{done.returncode}\n",
    }
    settled = [settle(case, name, actual, update) for name, actual in happened.items()]
    return [problem for problem in settled if problem]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("case", type=Path)
    arguments = parser.parse_args()
    case = arguments.case.resolve()
    if not playable(case):
        print("skipped: only-if says no")
        return SKIPPED
    update = os.environ.get("HANMETER_UPDATE") == "1"
    problems = judge(case, play(case, arguments.program.resolve()), update)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
