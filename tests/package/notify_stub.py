#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""notify_stub.py SECONDS COMMAND...: runs a command as a service manager does that waits for its word.

Prints what arrives on NOTIFY_SOCKET. When READY=1 has come the command gets SIGTERM. Exit code 0 if
READY=1 came in time and the command then ended with 0 or 143.
"""
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time


def wait_for_ready(listener, child, until):
    while time.monotonic() < until and child.poll() is None:
        try:
            message = listener.recv(4096).decode()
        except TimeoutError:
            continue
        print(message.strip(), flush=True)
        if "READY=1" in message.splitlines():
            return True
    return False


def main():
    seconds, command = float(sys.argv[1]), sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        listener.bind(f"{folder}/notify")
        listener.settimeout(0.2)
        child = subprocess.Popen(command, env={**os.environ, "NOTIFY_SOCKET": f"{folder}/notify"})
        ready = wait_for_ready(listener, child, time.monotonic() + seconds)
        child.send_signal(signal.SIGTERM)
        code = child.wait(timeout=10)
    print(f"ready: {ready}, exit code: {code}", flush=True)
    sys.exit(0 if ready and code in (0, 143, -signal.SIGTERM) else 1)


if __name__ == "__main__":
    main()
