# SPDX-License-Identifier: Apache-2.0
import re
import subprocess
import unittest

import source_tree

DEV = source_tree.ROOT / "dev"


def dev(*words):
    return subprocess.run([DEV, *words], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/")


class Dev(unittest.TestCase):
    def test_every_verb_is_in_the_help(self):
        verbs = re.findall(r"^verb_(\w+)\(\)", DEV.read_text(), re.MULTILINE)
        self.assertGreater(len(verbs), 10)
        for words in ((), ("help",), ("--help",)):
            told = dev(*words)
            self.assertEqual(told.returncode, 0)
            for verb in verbs:
                self.assertRegex(told.stdout, rf"(?m)^  (\w+, )?{verb}\b")

    def test_an_unknown_verb_is_refused(self):
        told = dev("biuld")
        self.assertEqual(told.returncode, 1)
        self.assertIn("there is no verb biuld", told.stderr)
        self.assertEqual(told.stdout, "")

    def test_the_packages_are_named_in_one_place(self):
        control = (source_tree.ROOT / "debian/control").read_text()
        packages = re.findall(r"^ ([a-z0-9.+-]+)", control.split("Build-Depends:")[1].split("\n\n")[0], re.MULTILINE)
        self.assertIn("libasio-dev", packages)
        for script in (DEV, source_tree.ROOT / ".ci/run"):
            named = [name for name in packages if name.startswith("lib") and name in script.read_text()]
            self.assertEqual(named, [])
