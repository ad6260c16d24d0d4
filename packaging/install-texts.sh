#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# install-texts.sh DESTDIR: puts beside an installed program what it writes about itself, and the
# settings of its service.
set -eu
root=$1
program=$root/usr/bin/hanmeter
here=$(dirname "$0")

write() {
    file=$root/$1
    shift
    mkdir -p "$(dirname "$file")"
    "$program" "$@" >"$file"
}

write usr/share/man/man1/hanmeter.1 --man
write usr/share/bash-completion/completions/hanmeter --completion bash
write usr/share/zsh/vendor-completions/_hanmeter --completion zsh
write usr/share/fish/vendor_completions.d/hanmeter.fish --completion fish
write usr/share/doc/hanmeter/examples/hanmeter.toml check --sample
install -D -m 644 "$here/hanmeter.default" "$root/etc/default/hanmeter"
