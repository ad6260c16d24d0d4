# SPDX-License-Identifier: Apache-2.0
"""70-hanmeter.rules, read and carried out by udev itself on consoles that pass for adapters.

What the kernel would say of an adapter is put before our rules by a file of the test's own. All of
it happens in a mount name space with a /dev and a /run of its own. Needs root.
"""
import grp
import os
import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

RULES = Path(__file__).resolve().parents[2] / "packaging/70-hanmeter.rules"
PLACE = Path("/run/udev/rules.d")
FIRST, SECOND = "tty11", "tty12"  # stand in for ttyUSB0 and ttyUSB1
SKIPPED = 77

CP210X = {"ID_BUS": "usb", "ID_VENDOR_ID": "10c4", "ID_MODEL_ID": "ea60", "ID_USB_INTERFACE_NUM": "00"}


def mount_empty(folder):
    subprocess.run(["mount", "-t", "tmpfs", "none", folder], check=True)


def make_node(name, console=None):
    major, minor = Path(f"/sys/class/{console or 'tty'}/{name}/dev").read_text().strip().split(":")
    os.mknod(f"/dev/{name}", 0o020600, os.makedev(int(major), int(minor)))


class Plugged:
    """What udev made of one device."""

    def __init__(self, name, output):
        self.complaints = re.findall(r"^\S*70-hanmeter\.rules:\d+.*$", output, re.MULTILINE)
        self.properties = dict(re.findall(r"^(\w+)=(.*)$", output, re.MULTILINE))
        links = self.properties.get("DEVLINKS", "").split()
        self.links = sorted(l.removeprefix("/dev/") for l in links if not l.startswith("/dev/char/"))
        status = os.stat(f"/dev/{name}")
        self.mode, self.group = status.st_mode & 0o777, status.st_gid


class Rules(unittest.TestCase):
    def setUp(self):
        mount_empty("/dev")
        self.addCleanup(subprocess.run, ["umount", "/dev"], check=True)
        mount_empty("/run")
        self.addCleanup(subprocess.run, ["umount", "/run"], check=True)
        make_node("null", "mem")
        for name in (FIRST, SECOND):
            make_node(name)
        PLACE.mkdir(parents=True)
        text = RULES.read_text().replace('"ttyUSB0"', f'"{FIRST}"').replace('"ttyUSB1"', f'"{SECOND}"')
        (PLACE / RULES.name).write_text(text)

    def plug(self, said, name=FIRST, action="add"):
        told = "".join(f', ENV{{{key}}}="{value}"' for key, value in said.items())
        (PLACE / "69-kernel.rules").write_text(f'KERNEL=="{name}"{told}\n')
        done = subprocess.run(
            ["udevadm", "test", f"--action={action}", f"/sys/class/tty/{name}"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True,
        )  # fmt: skip
        return Plugged(name, done.stdout)

    def test_udev_understands_every_line(self):
        self.assertEqual(self.plug(CP210X).complaints, [])
        with open(PLACE / RULES.name, "a", encoding="utf-8") as rules:
            rules.write('SUBSYSTEM=="tty", LINKS+="x"\n')
        self.assertEqual(len(self.plug(CP210X).complaints), 1)

    def test_the_common_adapters_are_known(self):
        known = "10c4:ea60 067b:2303 067b:23a3 0403:6001 0403:6015 1a86:7523 1a86:55d3"
        for vendor, product in (pair.split(":") for pair in known.split()):
            found = self.plug({**CP210X, "ID_VENDOR_ID": vendor, "ID_MODEL_ID": product, "ID_SERIAL_SHORT": "AB12"})
            self.assertEqual(found.links, ["HANserial", "hanmeter-AB12"])
            self.assertEqual((found.mode, found.group), (0o660, grp.getgrnam("dialout").gr_gid))
            self.assertEqual(found.properties["ID_MM_DEVICE_IGNORE"], "1")
            self.assertEqual(found.properties["ID_MM_PORT_IGNORE"], "1")

    def test_nothing_else_is_touched(self):
        others = (
            {**CP210X, "ID_VENDOR_ID": "2341", "ID_MODEL_ID": "0043"},
            {**CP210X, "ID_VENDOR_ID": "0403"},
            {**CP210X, "ID_BUS": "pci"},
            {},
        )
        for said in others:
            found = self.plug(said)
            self.assertEqual(found.links, [])
            self.assertNotIn("ID_MM_DEVICE_IGNORE", found.properties)
            self.assertNotEqual(found.group, grp.getgrnam("dialout").gr_gid)

    def test_a_removed_adapter_is_left_alone(self):
        self.assertEqual(self.plug(CP210X, action="remove").links, [])

    def test_adapters_without_a_serial_number_of_their_own_go_by_their_port(self):
        path = {"ID_PATH": "platform-usb-0:1.2:1.0"}
        for said in ({}, {"ID_SERIAL_SHORT": "0001"}):
            found = self.plug({**CP210X, **path, **said})
            self.assertEqual(found.links, ["HANserial", "hanmeter-platform-usb-0:1.2:1.0"])

    def test_the_second_port_of_an_adapter(self):
        found = self.plug({**CP210X, "ID_SERIAL_SHORT": "AB12", "ID_USB_INTERFACE_NUM": "01"})
        self.assertEqual(found.links, ["HANserial", "hanmeter-AB12-if01"])

    def test_of_two_adapters_the_lower_number_keeps_the_shared_name(self):
        for order in ((FIRST, SECOND), (SECOND, FIRST)):
            for name in order:
                self.plug({**CP210X, "ID_SERIAL_SHORT": f"of-{name}"}, name)
            self.assertEqual(os.readlink("/dev/HANserial"), FIRST)
            for name in order:
                self.assertEqual(os.readlink(f"/dev/hanmeter-of-{name}"), name)

    def test_a_file_of_the_owner_ties_the_shared_name_to_one(self):
        own = f'SUBSYSTEM=="tty", ENV{{ID_SERIAL_SHORT}}=="of-{SECOND}", OPTIONS+="link_priority=100"\n'
        (PLACE / "71-own.rules").write_text(own)
        for name in (SECOND, FIRST):
            self.plug({**CP210X, "ID_SERIAL_SHORT": f"of-{name}"}, name)
        self.assertEqual(os.readlink("/dev/HANserial"), SECOND)


def main():
    missing = [what for what in ("udevadm", "unshare") if not shutil.which(what)]
    if missing or os.geteuid() != 0 or not Path(f"/sys/class/tty/{SECOND}").exists():
        print("skipped: this needs root, udev and virtual consoles")
        sys.exit(SKIPPED)
    if "--inside" not in sys.argv:
        inside = ["unshare", "--mount", sys.executable, "-B", __file__, "--inside"]
        os.execvp(inside[0], inside)
    sys.argv.remove("--inside")
    unittest.main(verbosity=2)


if __name__ == "__main__":
    main()
