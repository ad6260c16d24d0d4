# SPDX-License-Identifier: Apache-2.0
"""hanmeter.service and what it runs: /etc/default/hanmeter turned into a command line."""
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
UNIT = PACKAGING / "hanmeter.service"

# Exposure as systemd-analyze counts it, 0 (sealed) to 10; what is left is the network and the ports.
MOST_EXPOSURE = 1.5


def unit_values(key):
    return re.findall(rf"^{key}=(.*)$", UNIT.read_text(), re.MULTILINE)


class CommandLine(unittest.TestCase):
    def words(self, **environment):
        """The arguments that the program gets for these settings."""
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "program"
            program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
            program.chmod(0o755)
            environment = {"PATH": "/usr/bin:/bin", "HANMETER": str(program),
                           "HANMETER_CONFIG": "/nowhere/hanmeter.toml", **environment}
            done = subprocess.run(
                [PACKAGING / "hanmeter-service"], env=environment, cwd=PACKAGING, text=True,
                stdout=subprocess.PIPE, check=True,
            )  # fmt: skip
            return done.stdout.splitlines()

    def test_nothing_set(self):
        self.assertEqual(self.words(), ["read", "/dev/HANserial"])

    def test_a_configuration_comes_before_the_settings(self):
        with tempfile.NamedTemporaryFile(suffix=".toml") as config:
            words = self.words(HANMETER_CONFIG=config.name, HANPORT="/dev/x", FLAGS="-x")
            self.assertEqual(words, ["run", "-c", config.name])

    def test_the_settings_as_shipped(self):
        lines = (PACKAGING / "hanmeter.default").read_text().splitlines()
        shipped = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        self.assertEqual(set(shipped), {"HANPORT", "FLAGS", "DOMOIDXKWH", "DOMOIDXKW"})
        self.assertEqual(self.words(**shipped), ["read", "-f", "/dev/HANserial"])

    def test_flags_are_split_at_blanks_and_nothing_else(self):
        words = self.words(FLAGS="-f  -l *.service -F json:$HOME", HANPORT="/dev/tty USB")
        self.assertEqual(words, ["read", "-f", "-l", "*.service", "-F", "json:$HOME", "/dev/tty USB"])

    def test_both_indexes(self):
        words = self.words(DOMOIDXKWH="13", DOMOIDXKW="12", HANPORT="/dev/x")
        self.assertEqual(words, ["read", "--energy-idx", "13", "--power-idx", "12", "/dev/x"])

    def test_an_index_that_is_0_empty_or_missing_is_not_sent(self):
        for nothing in ({}, {"DOMOIDXKWH": "0"}, {"DOMOIDXKWH": ""}):
            words = self.words(DOMOIDXKW="12", **nothing)
            self.assertEqual(words, ["read", "--power-idx", "12", "/dev/HANserial"])
        self.assertEqual(self.words(DOMOIDXKW="0", DOMOIDXMETER="0"), ["read", "/dev/HANserial"])

    def test_the_older_name_of_the_power_index(self):
        self.assertEqual(self.words(DOMOIDXMETER="9"), ["read", "--power-idx", "9", "/dev/HANserial"])
        self.assertIn("9", self.words(DOMOIDXMETER="9", DOMOIDXKW="0"))
        self.assertNotIn("9", self.words(DOMOIDXMETER="9", DOMOIDXKW="12"))


class Unit(unittest.TestCase):
    def setUp(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("no systemd-analyze")

    def analyze(self, *arguments):
        return subprocess.run(
            ["systemd-analyze", "--no-pager", *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def verify(self, text):
        """What systemd says about a unit, where what it starts is there."""
        text = re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", text, flags=re.MULTILINE)
        text = re.sub(r"^Documentation=.*\n", "", text, flags=re.MULTILINE)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / UNIT.name).write_text(text)
            return self.analyze("verify", f"{folder}/{UNIT.name}")

    def test_systemd_understands_every_line(self):
        done = self.verify(UNIT.read_text())
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        misspelt = self.verify(UNIT.read_text().replace("ProtectHome=", "ProtectHouse="))
        self.assertIn("ProtectHouse", misspelt.stdout)

    def test_exposure(self):
        done = self.analyze("security", "--offline=true", f"--threshold={int(MOST_EXPOSURE * 10)}", str(UNIT))
        print(done.stdout.splitlines()[-1])
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_what_it_promises(self):
        self.assertEqual(unit_values("Type"), ["notify"])
        self.assertEqual(unit_values("EnvironmentFile"), ["-/etc/default/hanmeter"])
        self.assertEqual(unit_values("Restart"), ["on-failure"])
        self.assertEqual(unit_values("DevicePolicy"), ["closed"])
        self.assertEqual(unit_values("User"), [])
        self.assertEqual(unit_values("DynamicUser"), ["yes"])


if __name__ == "__main__":
    outcome = unittest.main(exit=False, verbosity=2).result
    sys.exit(0 if outcome.wasSuccessful() else 1)
