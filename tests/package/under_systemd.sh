#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# under_systemd.sh ROOT: boots a systemd of its own over ROOT, where the package is installed, and lets
# probe.sh look at the service there. ROOT itself is not changed. Needs root and systemd-nspawn.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

layer=$(mktemp -d)
mount -t tmpfs hanmeter-boot "$layer"

# A control group of its own in the one hierarchy that systemd wants, whatever this machine has.
umount --recursive --lazy /sys/fs/cgroup
mount -t cgroup2 none /sys/fs/cgroup
group=/sys/fs/cgroup/$(basename "$layer")
mkdir "$group"
echo $$ >"$group/cgroup.procs"

clean_up() {
    echo $$ >/sys/fs/cgroup/cgroup.procs
    find "$group" -depth -type d -exec rmdir {} + || true
    umount --recursive --lazy "$layer"
    rmdir "$layer"
}
trap clean_up EXIT

mkdir "$layer"/{upper,work,root}
mount -t overlay overlay -o "lowerdir=$1,upperdir=$layer/upper,workdir=$layer/work" "$layer/root"
root=$layer/root

rm -f "$root/etc/machine-id"
cp "$here/probe.sh" "$root/root/"
cat >"$root/etc/systemd/system/probe.service" <<'TEXT'
[Unit]
DefaultDependencies=no
Requires=basic.target
After=basic.target
[Service]
Type=oneshot
ExecStart=/bin/sh -c '/root/probe.sh >/root/probe.log 2>&1; echo $$? >/root/probe.code'
ExecStopPost=/bin/systemctl --no-block poweroff
TEXT

# In a process name space, so that nothing survives if it has to be killed.
timeout --signal=KILL 120 unshare --pid --fork --kill-child --mount-proc \
    systemd-nspawn --quiet --directory="$root" --register=no --keep-unit \
    --machine="hanmeter-$$" --console=pipe --private-network --boot \
    systemd.unit=probe.service </dev/null >"$layer/boot.log" 2>&1 || true

cat "$root/root/probe.log" 2>/dev/null || cat "$layer/boot.log"
[ "$(cat "$root/root/probe.code" 2>/dev/null)" = 0 ]
