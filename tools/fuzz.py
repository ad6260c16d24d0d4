#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the fuzz targets of a build for a while and says what they did.

What a target finds is kept below BUILD/findings/NAME; minimised and moved to
fuzz/regressions/NAME it is a test from then on. The corpus that a run collects stays in
BUILD/corpus/NAME and is where the next one starts.
"""
import argparse
import concurrent.futures
import re
import subprocess
import sys
import time
from pathlib import Path

import source_tree

HEX_TEXT = re.compile(rb"^[0-9A-Fa-f\s]+$")


def write_seeds(root, name, folder):
    """Our telegrams as text and as the bytes that they mean, and what is kept for this target."""
    folder.mkdir(parents=True, exist_ok=True)
    places = [root / "testdata", root / "fuzz/seeds" / name, root / "fuzz/regressions" / name]
    files = sorted(p for place in places for p in place.rglob("*") if p.is_file())
    for number, path in enumerate(files):
        data = path.read_bytes()
        (folder / f"{number}").write_bytes(data)
        if HEX_TEXT.match(data) and len(digits := b"".join(data.split())) % 2 == 0:
            (folder / f"{number}.bytes").write_bytes(bytes.fromhex(digits.decode()))


def run_target(program, root, build, seconds):
    """(name, exit code, executions, last lines of its output)"""
    name = program.name.removesuffix("_fuzz")
    corpus, seeds, findings = (build / kind / name for kind in ("corpus", "seeds", "findings"))
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    write_seeds(root, name, seeds)
    command = [
        str(program),
        f"-max_total_time={seconds}",
        "-seed=20261125",  # each run begins the same way; more seconds go further
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-max_len=700",
        "-print_final_stats=1",
        f"-artifact_prefix={findings}/",
        str(corpus),
        str(seeds),
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    counted = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stdout)
    (build / f"{name}.log").write_text(done.stdout)
    return name, done.returncode, int(counted.group(1)) if counted else 0, done.stdout.splitlines()[-40:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    programs = sorted((arguments.build / "fuzz").glob("*_fuzz"))
    if arguments.only:
        programs = [p for p in programs if p.name == f"{arguments.only}_fuzz"]
    if not programs:
        sys.exit(f"there is no fuzz target {arguments.only}")
    began, failures = time.monotonic(), 0
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        build = arguments.build.resolve()
        runs = [pool.submit(run_target, p.resolve(), source_tree.ROOT, build, arguments.seconds) for p in programs]
        for run in concurrent.futures.as_completed(runs):
            name, code, executions, tail = run.result()
            good = code == 0 and executions > 0
            failures += not good
            print(f"{name}: {executions} executions, {'nothing found' if good else 'FAILED'}", flush=True)
            if not good:
                print("\n".join(tail), flush=True)
    print(f"{len(programs)} targets, {failures} failed, {time.monotonic() - began:.0f} s")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
