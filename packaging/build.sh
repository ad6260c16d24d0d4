#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# build.sh DIR: the Debian package of this tree, made in DIR from a copy, so that the tree stays
# clean. What git does not know is left out.
set -euo pipefail
tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
mkdir -p "$1"
dir=$(cd "$1" && pwd)
copy=$dir/hanmeter

rm -f "$dir"/hanmeter*.deb "$dir"/hanmeter_*.buildinfo "$dir"/hanmeter_*.changes
mkdir -p "$copy"
find "$copy" -mindepth 1 -maxdepth 1 ! -name build -exec rm -rf {} +
cd "$tree"
git ls-files -z --cached --others --exclude-standard |
    tar -c --null --ignore-failed-read --no-recursion -T - | tar -x -C "$copy"

cd "$copy"
jobs=$(nproc)
export DEB_BUILD_PROFILES=nocheck DEB_BUILD_OPTIONS="nocheck noautodbgsym parallel=$jobs"
dpkg-buildpackage -b -us -uc -ui --no-pre-clean >"$dir/build.log" 2>&1 || {
    tail -n 40 "$dir/build.log" >&2
    exit 1
}
ls "$dir"/hanmeter_*.deb
