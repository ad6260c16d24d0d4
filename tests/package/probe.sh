#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs under the systemd that under_systemd.sh boots and looks at hanmeter.service as it is installed.
set -eu

of() { systemctl show -P "$1" hanmeter; }
active() { [ "$(of ActiveState)" = active ]; }
runs_as_its_own_user() { [ "$(ps -o user= -p "$(of MainPID)")" = hanmeter ]; }
prints_fields() { journalctl -q -u hanmeter | grep -q act_pow_pos; }
prints_codes() { journalctl -q -u hanmeter | grep -q 1-0:1.7.0; }
restarted_once() { [ "$(of NRestarts)" = 1 ] && active; }
stopped_well() { [ "$(of ActiveState) $(of Result)" = "inactive success" ]; }
failed_once() { [ "$(of ActiveState) $(of NRestarts)" = "failed 0" ]; }

# await WHAT COMMAND...: at most ten seconds.
await() {
    what=$1
    shift
    for _ in $(seq 100); do
        if "$@" >/dev/null 2>&1; then
            echo "ok: $what"
            return
        fi
        sleep 0.1
    done
    echo "never: $what"
    systemctl --no-pager status hanmeter || true
    exit 1
}

mkdir -p /etc/systemd/system/hanmeter.service.d
printf '[Service]\nRestartSec=0.2\n' >/etc/systemd/system/hanmeter.service.d/quick.conf
printf 'HANPORT=sim:aidon-3p?speed=100\nFLAGS=-f -l raw.bin\n' >/etc/default/hanmeter
systemctl daemon-reload

systemctl start hanmeter
await "started, which means that READY=1 came" active
await "it is not root" runs_as_its_own_user
await "the journal has the fields" prints_fields
await "-l writes into its own folder" test -s /var/lib/hanmeter/raw.bin

kill -9 "$(of MainPID)"
await "killed, it is started again and ready" restarted_once

systemctl stop hanmeter
await "stopped, it has not failed" stopped_well

# A pseudo-terminal that only root and dialout may open stands in for the adapter.
hanmeter read sim:aidon-3p?speed=100 --count 20 -F null -l /root/frames.bin
socat 'SYSTEM:while cat /root/frames.bin; do sleep 0.1; done' \
    PTY,link=/dev/HANserial,raw,echo=0,group=dialout,mode=0660 &
await "the adapter is there" test -c /dev/HANserial
printf 'FLAGS=-o\n' >/etc/default/hanmeter
systemctl start hanmeter
await "a port that belongs to dialout is read" prints_codes
systemctl stop hanmeter

echo 'FLAGS=--no-such-flag' >/etc/default/hanmeter
systemctl start hanmeter && exit 1
await "a wrong flag is not tried for ever" failed_once
