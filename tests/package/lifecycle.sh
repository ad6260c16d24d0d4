#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# lifecycle.sh FOLDER: installs FOLDER/hanmeter_*.deb, starts it, upgrades, removes and purges it.
# All of it happens on a throw-away layer over this machine's files, so nothing of it stays. Needs
# root. Where systemd-nspawn is at hand the service also runs under a systemd of its own.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [ "${2:-}" != inside ]; then
    [ "$(id -u)" = 0 ] || { echo "the package test needs root" >&2; exit 1; }
    exec unshare --mount "$0" "$(cd "$1" && pwd)" inside
fi

deb=$(ls "$1"/hanmeter_*.deb)
layer=$(mktemp -d)
mount -t tmpfs hanmeter-test "$layer"
mkdir "$layer"/{upper,work,root,new}
mount -t overlay overlay -o "lowerdir=/,upperdir=$layer/upper,workdir=$layer/work" "$layer/root"
mount -t proc proc "$layer/root/proc"
mount --rbind /dev "$layer/root/dev"
mount -t tmpfs run "$layer/root/run"
cp "$here/notify_stub.py" "$layer/root/root/"

passed=0
failed=0

inside() { chroot "$layer/root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C "$@"; }

# expect WHAT COMMAND...
expect() {
    local what=$1 log=$layer/log
    shift
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $what"
    else
        failed=$((failed + 1))
        echo "FAILED  $what"
        sed 's/^/        /' "$log"
    fi
}

install_deb() {
    cp "$1" "$layer/root/root/hanmeter.deb"
    inside dpkg --force-confold -i /root/hanmeter.deb
}

# The same package with the next version and one more line in the settings.
next_version() {
    dpkg-deb -R "$deb" "$layer/new/tree"
    sed -i 's/^Version: .*/&+next/' "$layer/new/tree/DEBIAN/control"
    echo '# a line of the next version' >>"$layer/new/tree/etc/default/hanmeter"
    (cd "$layer/new/tree" && find usr lib -type f -exec md5sum {} + >DEBIAN/md5sums)
    dpkg-deb -b "$layer/new/tree" "$layer/new/hanmeter.deb"
}

# shellcheck disable=SC2016 # dpkg replaces them, not the shell
state_is() { [ "$(inside dpkg-query -W -f '${db:Status-Status}' hanmeter 2>/dev/null || echo none)" = "$1" ]; }
# shellcheck disable=SC2016
version_ends() { inside dpkg-query -W -f '${Version}' hanmeter | grep -q "$1\$"; }

runs() {
    inside hanmeter --version | grep -E '^hanmeter [0-9]+\.[0-9]+\.[0-9]+'
}

reads_a_frame() {
    inside hanmeter read sim:aidon-3p?speed=100 --count 2 -F json | grep '"active_power_import_w"'
}

# What the unit starts, with its settings, under a stub in systemd's place.
says_ready() {
    inside env HANPORT=sim:aidon-3p FLAGS=-f python3 -B /root/notify_stub.py 10 \
        /usr/lib/hanmeter/hanmeter-service
}

manual_is_whole() {
    inside man --warnings -l /usr/share/man/man1/hanmeter.1.gz >/dev/null
    [ -z "$(inside man --warnings -l /usr/share/man/man1/hanmeter.1.gz 2>&1 >/dev/null)" ]
}

completions_are_shell() {
    inside bash -n /usr/share/bash-completion/completions/hanmeter
    [ -s "$layer/root/usr/share/zsh/vendor-completions/_hanmeter" ]
    [ -s "$layer/root/usr/share/fish/vendor_completions.d/hanmeter.fish" ]
}

unit_is_understood() {
    [ -z "$(inside systemd-analyze verify /lib/systemd/system/hanmeter.service 2>&1)" ]
}

# Everything that this layer holds and that Debian's own book-keeping does not explain.
left_behind() {
    local found
    found=$(cd "$layer/upper" && find . ! -type d \
        ! -path './var/lib/dpkg/*' ! -path './var/log/*' ! -path './var/cache/*' ! -path './root/*' \
        ! -path './etc/ld.so.cache' ! -path './tmp/*' ! -path './var/lib/systemd/*')
    found+=$(cd "$layer/upper" && find . \( -path ./root -o -path ./var/cache/man \) -prune -o \
        -name '*hanmeter*' -print)
    [ -z "$found" ] || { echo "$found"; return 1; }
}

expect "install" install_deb "$deb"
expect "it is installed" state_is installed
expect "hanmeter --version" runs
expect "it reads a simulated meter" reads_a_frame
expect "the service says READY=1 and ends on SIGTERM" says_ready
expect "the manual page has no faults" manual_is_whole
expect "completion for bash, zsh and fish" completions_are_shell
expect "systemd understands the installed unit" unit_is_understood
expect "nothing is enabled unasked" inside sh -c '! find /etc/systemd -name "hanmeter*" | grep .'
if command -v systemd-nspawn >/dev/null; then
    expect "started, killed, stopped under systemd" "$here/under_systemd.sh" "$layer/root"
    sed 's/^/        /' "$layer/log"
else
    echo "--      under systemd: passed over, there is no systemd-nspawn"
fi

expect "the settings are the owner's" inside sh -c 'echo HANPORT=/dev/mine >>/etc/default/hanmeter'
expect "the next version is made" next_version
expect "upgrade" install_deb "$layer/new/hanmeter.deb"
expect "the version went up" version_ends next
expect "the owner's settings are kept" inside grep -q '^HANPORT=/dev/mine' /etc/default/hanmeter
expect "it still runs" runs

expect "remove" inside dpkg -r hanmeter
expect "the program is gone" inside sh -c '! command -v hanmeter'
expect "the settings are kept" inside test -f /etc/default/hanmeter
inside mkdir -p /var/lib/private/hanmeter
inside touch /var/lib/private/hanmeter/readings.jsonl
expect "purge" inside dpkg -P hanmeter
expect "it is gone" state_is none
expect "nothing is left behind" left_behind

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
