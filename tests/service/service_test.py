#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""hanmeter run, with everything around it broken for real.

    service_test.py --program PATH [--kills N] [--seed N] [--only NAME]

Each test runs the program as its users do, with a configuration, a meter behind TCP and real outputs.
"""
import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import servers  # noqa: E402
from numbered_meter import NumberedMeter  # noqa: E402
from servers import free_port  # noqa: E402

ARGUMENTS = None
PATIENCE = 60  # seconds for anything that has to happen


def wait_until(condition, what):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        found = condition()
        if found:
            return found
        time.sleep(0.02)
    raise AssertionError(f"in {PATIENCE} s this did not happen: {what}")


def numbers_of(path, keep=50):
    """The powers in a JSON lines file and what was rotated from it, the oldest first."""
    found = []
    for part in [f"{path}.{n}" for n in range(keep, 0, -1)] + [str(path)]:
        with contextlib.suppress(FileNotFoundError), open(part, encoding="utf-8") as file:
            found += [json.loads(line)["active_power_import_w"] for line in file]
    return found


def number_in(values):
    """The number behind a meter's clock of 13 bytes, as docs/store.md has it."""
    data = values[13:]
    number, shift = data[0] & 0x3F, 6
    if data[0] & 0x80:
        for byte in data[1:]:
            number |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
    return number


def frames_of(data):
    """The HDLC frames in what the simulator wrote, by their length fields."""
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at + 1 : at + 3], "big") & 0x7FF
        yield data[at : at + size + 2]
        at += size + 2


class Service:
    def __init__(self, folder, configuration):
        self.folder = Path(folder)
        self.config = self.folder / "hanmeter.toml"
        self.write(configuration)
        self.process = None
        self.talk = self.folder / "talk"

    def write(self, configuration):
        self.config.write_text(configuration, encoding="utf-8")

    def start(self):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("HANMETER_")}
        with open(self.talk, "ab") as talk:
            self.process = subprocess.Popen(
                [ARGUMENTS.program, "run", "-c", str(self.config)],
                stderr=talk, stdout=talk, env=environment,
            )

    def said(self):
        return self.talk.read_text(encoding="utf-8", errors="replace")

    def kill(self, with_signal=signal.SIGKILL):
        self.process.send_signal(with_signal)
        return self.process.wait(PATIENCE)

    def resident_kb(self):
        if ARGUMENTS.sanitized:
            return 0
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1])
        return 0


class Test(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="hanmeter-service-")
        self.services = []
        self.addCleanup(self.clean)

    def clean(self):
        for service in self.services:
            if service.process and service.process.poll() is None:
                service.process.kill()
                service.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def service(self, configuration):
        made = Service(self.folder, configuration)
        self.services.append(made)
        return made

    def path(self, name):
        return str(Path(self.folder) / name)

    def rows(self, store="store.db"):
        with contextlib.closing(sqlite3.connect(f"file:{self.path(store)}?mode=ro", uri=True)) as db:
            return [(seq, number_in(values)) for seq, values in
                    db.execute("SELECT seq, bytes FROM reading ORDER BY seq")]

    def test_kill_at_any_moment(self):
        seed = ARGUMENTS.seed or int.from_bytes(os.urandom(4), "big")
        print(f"seed {seed}, {ARGUMENTS.kills} kills", flush=True)
        dice = random.Random(seed)
        meter = NumberedMeter(rate=1000)
        self.addCleanup(meter.end)
        service = self.service(f"""
[[meter]]
name = "home"
source = "tcp://127.0.0.1:{meter.port}"
[store]
path = "{self.path('store.db')}"
sync = "1s"
[sink.file]
path = "{self.path('out.jsonl')}"
rotate_at = "20kB"
keep = 5000
[sink.command]
run = "sh"
with = ["-c", "cat >> {self.path('command.jsonl')}"]
batches = true
""")
        committed = []
        for _ in range(ARGUMENTS.kills):
            service.start()
            begun = len(committed)
            # Most kills fall into the middle of things; some right at the start.
            if dice.random() < 0.9:
                wait_until(lambda: os.path.exists(self.path("store.db"))
                           and len(self.rows()) > begun, "a reading in the store")
            time.sleep(dice.choice([0, 0.01, 0.1, 0.5, 1.0, 1.2]) * dice.random())
            service.kill()
            if not os.path.exists(self.path("store.db")):
                continue
            rows = self.rows()
            self.assertEqual(rows[: len(committed)], committed, "a committed reading is gone")
            committed = rows
        meter.rate = 100
        service.start()
        wait_until(lambda: len(self.rows()) > len(committed), "a reading after the last kill")
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        rows = self.rows()
        numbers = [number for _, number in rows]
        self.assertEqual([seq for seq, _ in rows], list(range(1, len(rows) + 1)))
        self.assertEqual(numbers, sorted(set(numbers)), "a reading stands twice, or not in order")
        self.assertEqual(numbers_of(self.path("out.jsonl"), 5000), numbers,
                         "the file holds something else than the store")
        self.assertEqual(set(numbers_of(self.path("command.jsonl"), 0)), set(numbers))
        self.assertNotIn("damaged", service.said())
        print(f"{len(numbers)} readings", flush=True)

    def test_a_day_through_everything(self):
        """Every hour's energy stands in every output as the simulator put it on the wire."""
        subprocess.run([ARGUMENTS.program, "simulate", "aidon-3p", self.path("day.bin"),
                        "--all-at-once", "--duration", "86400", "--start", "2026-01-15T00:00:00",
                        "-q"], check=True)
        code = bytes.fromhex("09060100010800FF06")
        energies = {}
        count = 0
        begun = 1_768_431_600_000  # 2026-01-15T00:00:00 in Oslo, date -d in ms
        with open(self.path("day.log"), "w", encoding="ascii") as log:
            for frame in frames_of(Path(self.path("day.bin")).read_bytes()):
                moment = begun + count * 2500
                count += 1
                log.write(time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(moment / 1000))
                          + f".{moment % 1000:03}Z {frame.hex()}\n")
                found = frame.find(code)
                if found >= 0:
                    at = found + len(code)
                    energies[moment] = int.from_bytes(frame[at : at + 4], "big") * 10
        self.assertEqual(len(energies), 24)
        self.assertEqual(count, 24 * 3600 / 2.5)
        influx = servers.Influx()
        self.addCleanup(influx.end)
        postgres = servers.Postgres()
        self.addCleanup(postgres.end)
        broker = servers.mosquitto()
        self.addCleanup(broker.end)
        heard = open(self.path("heard"), "w")
        self.addCleanup(heard.close)
        watcher = subprocess.Popen(["mosquitto_sub", "-p", str(broker.port), "-q", "1", "-t",
                                    "hanmeter/home/history", "-i", "watcher", "-c"], stdout=heard)
        self.addCleanup(watcher.wait)
        self.addCleanup(watcher.kill)
        service = self.service(f"""
[[meter]]
name = "home"
source = "{self.path('day.log')}"
[store]
path = "{self.path('store.db')}"
keep_readings = "5000d"
[sink.file]
path = "{self.path('out.jsonl')}"
[sink.influxdb]
url = "http://127.0.0.1:{influx.port}"
[sink.postgres]
url = "postgresql://postgres@127.0.0.1:{postgres.port}/meters"
[sink.mqtt]
url = "mqtt://127.0.0.1:{broker.port}"
""")
        service.start()
        self.assertEqual(service.process.wait(300), 0, service.said())
        self.assertNotIn("could not be handed on", service.said())

        def hours(lines):
            rows = [json.loads(line) for line in lines]
            counted = [row for row in rows if "active_energy_import_wh" in row]
            return len(rows), [row["active_energy_import_wh"] for row in counted]

        wanted = list(energies.values())
        with open(self.path("out.jsonl"), encoding="utf-8") as file:
            self.assertEqual(hours(file), (count, wanted))
        self.assertEqual([[at, value] for at, value in energies.items()],
                         influx.ask("SELECT active_energy_import_wh FROM electricity"))
        self.assertEqual(influx.ask("SELECT count(active_power_import_w) FROM electricity")[0][1],
                         count)
        self.assertEqual(
            [[str(at), str(value)] for at, value in energies.items()],
            postgres.ask("SELECT (extract(epoch FROM time) * 1000)::bigint,"
                         " active_energy_import_wh FROM hanmeter_readings"
                         " WHERE active_energy_import_wh IS NOT NULL ORDER BY time"))
        self.assertEqual(postgres.ask("SELECT count(*) FROM hanmeter_readings"), [[str(count)]])

        def told():
            with open(self.path("heard"), encoding="utf-8") as file:
                text = file.read()
            return hours(text[: text.rfind("\n") + 1].splitlines())

        wait_until(lambda: told()[0] >= count, "all of it over MQTT")
        self.assertEqual(told(), (count, wanted))
        exported = subprocess.run([ARGUMENTS.program, "export", "-c", str(service.config)],
                                  capture_output=True, text=True, check=True).stdout.splitlines()
        self.assertEqual(hours(exported), (count, wanted))

    def test_outputs_that_hang_and_die_disturb_nobody_and_catch_up(self):
        influx, postgres, broker = servers.Influx(), servers.Postgres(), servers.mosquitto()
        for server in (influx, postgres, broker):
            self.addCleanup(server.end)
        meter = NumberedMeter(rate=200)
        self.addCleanup(meter.end)
        service = self.service(f"""
[[meter]]
name = "home"
source = "tcp://127.0.0.1:{meter.port}"
[store]
path = "{self.path('store.db')}"
[sink.file]
path = "{self.path('out.jsonl')}"
[sink.influxdb]
url = "http://127.0.0.1:{influx.port}"
timeout = "1s"
[sink.postgres]
url = "postgresql://postgres@127.0.0.1:{postgres.port}/meters"
timeout = "1s"
[sink.mqtt]
url = "mqtt://127.0.0.1:{broker.port}"
timeout = "1s"
""")
        service.start()
        written = lambda: len(numbers_of(self.path("out.jsonl")))  # noqa: E731
        wait_until(lambda: os.path.exists(self.path("out.jsonl")) and written() > 200, "a start")
        early = service.resident_kb()
        for server in (influx, postgres, broker):
            before = written()
            server.hang(1.5)
            self.assertGreater(written(), before + 150, "somebody else was held up")
        for server in (influx, postgres, broker):
            before = written()
            server.kill()
            time.sleep(1)
            self.assertGreater(written(), before + 100, "somebody else was held up")
            server.start()
        meter.over = True

        def all_there():
            count = written()
            return (postgres.ask("SELECT count(*) FROM hanmeter_readings") == [[str(count)]]
                    and influx.ask("SELECT count(active_power_import_w) FROM electricity")
                    and influx.ask("SELECT count(active_power_import_w) FROM electricity"
                                   )[0][1] == count)

        wait_until(all_there, "everything in every output")
        self.assertLess(service.resident_kb(), early + 4000)
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        numbers = numbers_of(self.path("out.jsonl"))
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        self.assertEqual([int(row[0]) for row in postgres.ask(
            "SELECT active_power_import_w FROM hanmeter_readings ORDER BY time")], numbers)
        self.assertEqual([row[1] for row in influx.ask(
            "SELECT active_power_import_w FROM electricity")], numbers)
        with contextlib.closing(sqlite3.connect(self.path("store.db"))) as db:
            at = dict(db.execute("SELECT name, acknowledged FROM sink"))
        self.assertEqual(set(at.values()), {len(numbers)}, at)

    def test_a_full_disk_and_room_again(self):
        if os.geteuid() != 0:
            self.skipTest("mounting a small disk needs root")
        disk = self.path("disk")
        os.mkdir(disk)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk])
        if mounted.returncode != 0:
            self.skipTest("nothing can be mounted here")
        self.addCleanup(subprocess.run, ["umount", "-l", disk])
        meter = NumberedMeter(rate=500)
        self.addCleanup(meter.end)
        service = self.service(f"""
[[meter]]
name = "home"
source = "tcp://127.0.0.1:{meter.port}"
[store]
path = "{disk}/store.db"
sync = "1s"
[sink.file]
path = "{self.path('out.jsonl')}"
""")
        service.start()
        wait_until(lambda: "takes nothing" in service.said(), "the disk being full")
        stopped_at = len(numbers_of(self.path("out.jsonl")))
        time.sleep(0.5)
        self.assertEqual(len(numbers_of(self.path("out.jsonl"))), stopped_at,
                         "an output had what the store has not")
        subprocess.run(["mount", "-o", "remount,size=50m", disk], check=True)
        wait_until(lambda: "takes readings again" in service.said(), "room again")
        wait_until(lambda: len(numbers_of(self.path("out.jsonl"))) > stopped_at + 100, "more")
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        numbers = numbers_of(self.path("out.jsonl"))
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)), "something was lost")

    def test_a_store_that_may_not_be_written(self):
        service = self.service(f"""
[[meter]]
source = "sim:aidon-3p"
[store]
path = "/proc/store.db"
""")
        service.start()
        self.assertEqual(service.process.wait(PATIENCE), 4)
        self.assertIn("the store /proc/store.db cannot be opened", service.said())

    def test_a_reload_loses_no_telegram(self):
        meter = NumberedMeter(rate=500)
        self.addCleanup(meter.end)
        settings = f"""
[[meter]]
name = "home"
source = "tcp://127.0.0.1:{meter.port}"
[store]
path = "{self.path('store.db')}"
[sink.file]
path = "{self.path('out.jsonl')}"
"""
        service = self.service(settings)
        service.start()
        wait_until(lambda: os.path.exists(self.path("out.jsonl"))
                   and numbers_of(self.path("out.jsonl")), "readings")
        more = settings + f"[sink.file.second]\npath = \"{self.path('second.jsonl')}\"\n"
        for text in [more, settings, more, "[[meter]]\nsuorce = 3\n", more]:
            service.write(text)
            service.process.send_signal(signal.SIGHUP)
            time.sleep(0.3)
        wait_until(lambda: "did you mean source?" in service.said(), "the mistake being told")
        wait_until(lambda: os.path.exists(self.path("second.jsonl")), "the second file")
        time.sleep(0.3)
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        numbers = numbers_of(self.path("out.jsonl"))
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        second = numbers_of(self.path("second.jsonl"))
        self.assertEqual(second, sorted(set(second)))
        self.assertEqual(second[-1], numbers[-1])

    def test_an_output_that_hangs_holds_up_nobody_and_memory_stays_flat(self):
        meter = NumberedMeter(rate=2000)
        self.addCleanup(meter.end)
        service = self.service(f"""
[[meter]]
name = "home"
source = "tcp://127.0.0.1:{meter.port}"
[store]
path = "{self.path('store.db')}"
[sink.command]
run = "sleep"
with = ["1000"]
timeout = "1h"
[sink.file]
path = "{self.path('out.jsonl')}"
rotate_at = "1GiB"
""")
        service.start()
        wait_until(lambda: os.path.exists(self.path("out.jsonl"))
                   and len(numbers_of(self.path("out.jsonl"))) > 2000, "2000 readings")
        early = service.resident_kb()
        wait_until(lambda: len(numbers_of(self.path("out.jsonl"))) > 12000, "12000 readings")
        self.assertLess(service.resident_kb(), early + 2000)
        begun = time.monotonic()
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        self.assertLess(time.monotonic() - begun, 15)
        numbers = numbers_of(self.path("out.jsonl"))
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))

    def test_metrics_are_what_promtool_wants_and_a_silent_meter_vanishes(self):
        if not shutil.which("promtool"):
            self.fail("promtool is missing: package prometheus")
        port = free_port()
        service = self.service(f"""
[[meter]]
name = "home \\"1\\""
source = "sim:aidon-3p?speed=100"
[[meter]]
name = "dead"
source = "tcp://127.0.0.1:1"
[store]
path = ""
[web]
listen = "127.0.0.1:{port}"
""")
        service.start()

        def page(path="/metrics"):
            with contextlib.suppress(OSError):
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as answer:
                    return answer.read().decode()
            return ""

        text = wait_until(lambda: "hanmeter_voltage_volts" in page() and page(), "voltages")
        checked = subprocess.run(["promtool", "check", "metrics"], input=text, text=True,
                                 capture_output=True)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertEqual(checked.stderr, "")
        self.assertIn('hanmeter_power_watts{meter="home \\"1\\"",direction="import"}', text)
        self.assertIn('hanmeter_frames_total{meter="dead",result="ok"} 0', text)
        self.assertNotIn('watts{meter="dead"', text)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
        self.assertEqual(refused.exception.code, 503)
        self.assertIn("dead", refused.exception.read().decode())

    def test_a_token_is_wanted_where_others_can_come(self):
        service = self.service("[[meter]]\nsource = \"sim:aidon-3p\"\n[store]\npath = \"\"\n"
                               "[web]\nlisten = \":0\"\n")
        service.start()
        self.assertEqual(service.process.wait(PATIENCE), 3)
        self.assertIn("[web] token is needed", service.said())

    def test_a_key_that_comes_later_opens_what_was_kept(self):
        settings = f"""
[[meter]]
name = "home"
source = "sim:kaifa-at?speed=50"
KEY
[store]
path = "{self.path('store.db')}"
[sink.file]
path = "{self.path('out.jsonl')}"
"""
        service = self.service(settings.replace("KEY", ""))
        service.start()
        time.sleep(1.5)
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        with contextlib.closing(sqlite3.connect(self.path("store.db"))) as db:
            kept = db.execute("SELECT count(*) FROM refused WHERE reason = 'not opened'")
            kept = kept.fetchone()[0]
        self.assertGreater(kept, 2)
        self.assertEqual(os.path.getsize(self.path("out.jsonl")), 0)
        service.write(settings.replace("KEY", 'key = "000102030405060708090a0b0c0d0e0f"'))
        service.start()
        wait_until(lambda: f"the key opened {kept} messages" in service.said(), "them opened")
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        numbers = numbers_of(self.path("out.jsonl"))
        self.assertGreaterEqual(len(numbers), kept)

    def test_the_bytes_of_a_line_are_shared(self):
        port = free_port()
        service = self.service(f"""
[[meter]]
name = "home"
source = "sim:aidon-3p?speed=50"
share = "tcp-listen://127.0.0.1:{port}"
[store]
path = ""
""")
        service.start()

        def read():
            return subprocess.run(
                [ARGUMENTS.program, "read", f"tcp://127.0.0.1:{port}", "--count", "5", "-q",
                 "-F", "json"], capture_output=True, text=True, timeout=PATIENCE).stdout

        lines = wait_until(read, "readings of the shared line").splitlines()
        self.assertEqual(len(lines), 5)
        self.assertIn("active_power_import_w", lines[0])

    def test_a_counter_that_falls_is_stored_and_not_handed_on_as_one(self):
        service = self.service(f"""
[[meter]]
name = "home"
source = "{self.path('in.hex')}"
[store]
path = "{self.path('store.db')}"
[sink.file]
path = "{self.path('out.jsonl')}"
""")
        lines = []
        for energy in [1000, 1001, 5, 1002]:  # the third is a slip
            lines.append("0F0000000100" "0102"
                         "020309060100010800FF06%08X02020F00161E"
                         "020309060100010700FF060000000102020F00161B" % energy)
        Path(self.path("in.hex")).write_text("\n".join(lines) + "\n", encoding="ascii")
        service.start()
        self.assertEqual(service.process.wait(PATIENCE), 0)
        with open(self.path("out.jsonl"), encoding="utf-8") as file:
            readings = [json.loads(line) for line in file]
        self.assertEqual(len(readings), 4, service.said())
        marked = [reading.get("suspect") for reading in readings]
        self.assertEqual(marked, [None, None, ["1-0:1.8.0.255"], None], readings)
        self.assertNotIn("active_energy_import_wh", readings[2])
        self.assertEqual(readings[3]["active_energy_import_wh"], 1002)

    def test_two_meters_of_one_id_are_told_apart(self):
        service = self.service(f"""
[[meter]]
source = "sim:kamstrup-3p?speed=100"
[[meter]]
source = "sim:kamstrup-3p?speed=100&seed=2"
[store]
path = "{self.path('store.db')}"
[sink.file]
path = "{self.path('out.jsonl')}"
""")
        service.start()

        def meters():
            with contextlib.suppress(FileNotFoundError):
                with open(self.path("out.jsonl"), encoding="utf-8") as file:
                    return {json.loads(line)["meter"] for line in file}
            return set()

        wait_until(lambda: len(meters()) == 2, "two meters")
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        self.assertEqual(service.said().count("as another meter does"), 1)

    def test_without_a_name_the_id_is_remembered(self):
        settings = f"""
[[meter]]
source = "sim:aidon-3p?speed=20"
[store]
path = "{self.path('store.db')}"
[sink.file]
path = "{self.path('out.jsonl')}"
"""
        service = self.service(settings)

        def meters():
            with contextlib.suppress(FileNotFoundError):
                with open(self.path("out.jsonl"), encoding="utf-8") as file:
                    return [json.loads(line)["meter"] for line in file]
            return []

        service.start()
        wait_until(meters, "the id")
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        before = len(meters())
        service.start()
        wait_until(lambda: len(meters()) > before, "more readings")
        self.assertEqual(service.kill(signal.SIGTERM), 0)
        self.assertEqual(set(meters()), {"7359992890000002"})


def main():
    global ARGUMENTS
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--sanitized", action="store_true", help="its memory says nothing")
    parser.add_argument("--only")
    ARGUMENTS = parser.parse_args()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Test)
    if ARGUMENTS.only:
        suite = unittest.TestSuite(t for t in suite if ARGUMENTS.only in t.id())
    sys.exit(0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1)


if __name__ == "__main__":
    main()
