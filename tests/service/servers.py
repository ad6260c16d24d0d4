# SPDX-License-Identifier: Apache-2.0
"""Real servers of Debian's on free ports of 127.0.0.1, each with a folder of its own."""
import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

PATIENCE = 60


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def answers(port):
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False


class Server:
    """`words` make its command line of a port and a folder."""

    def __init__(self, words):
        self.port = free_port()
        self.folder = tempfile.TemporaryDirectory(prefix="hanmeter-server-")
        os.chmod(self.folder.name, 0o777)
        self.words = words(self.port, Path(self.folder.name))
        self.start()

    def start(self):
        with open(Path(self.folder.name) / "log", "w") as log:
            self.process = subprocess.Popen(self.words, stdout=log, stderr=log, cwd="/")
        until = time.monotonic() + PATIENCE
        while not answers(self.port):
            if time.monotonic() > until or self.process.poll() is not None:
                raise AssertionError((Path(self.folder.name) / "log").read_text())
            time.sleep(0.05)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def hang(self, seconds):
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGCONT)

    def end(self):
        self.kill()
        self.folder.cleanup()


def mosquitto():
    def words(port, folder):
        (folder / "m.conf").write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\nuser root\n"
                                       "max_queued_messages 0\npersistence true\n"
                                       f"persistence_location {folder}/\n"
                                       "autosave_on_changes true\nautosave_interval 1\n")
        return ["mosquitto", "-c", str(folder / "m.conf")]
    return Server(words)


class Influx(Server):
    def __init__(self):
        def words(port, folder):
            (folder / "i.conf").write_text(f"""
bind-address = "127.0.0.1:{free_port()}"
reporting-disabled = true
[meta]
dir = "{folder}/meta"
[data]
dir = "{folder}/data"
wal-dir = "{folder}/wal"
[http]
bind-address = "127.0.0.1:{port}"
log-enabled = false
""")
            return ["influxd", "-config", str(folder / "i.conf")]
        super().__init__(words)
        self.ask("CREATE DATABASE meters")

    def ask(self, query):
        import json
        text = urllib.parse.urlencode({"db": "meters", "epoch": "ms", "q": query})
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/query",
                                            data=text.encode(), timeout=30) as answer:
                    results = json.load(answer)["results"][0]
                    return results["series"][0]["values"] if "series" in results else []
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)


class Postgres(Server):
    BIN = "/usr/lib/postgresql/15/bin"

    def __init__(self):
        def words(port, folder):
            as_other = (["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
                        if os.geteuid() == 0 else [])
            subprocess.run([*as_other, f"{self.BIN}/initdb", "-D", f"{folder}/data", "-A", "trust",
                            "-U", "postgres", "--no-sync"], check=True, cwd="/",
                           stdout=subprocess.DEVNULL)
            return [*as_other, f"{self.BIN}/postgres", "-D", f"{folder}/data", "-p", str(port),
                    "-k", "", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
        super().__init__(words)
        until = time.monotonic() + PATIENCE
        while self.run("postgres", "CREATE DATABASE meters").returncode != 0:
            if time.monotonic() > until:
                raise AssertionError("PostgreSQL does not answer")
            time.sleep(0.1)

    def run(self, database, query):
        return subprocess.run(["psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres",
                               "-At", "-F", " ", "-c", query, database],
                              capture_output=True, text=True, cwd="/")

    def ask(self, query):
        return [line.split(" ") for line in self.run("meters", query).stdout.splitlines()]
