# SPDX-License-Identifier: Apache-2.0
import fixture
import generated

FILES = [("docs/list.txt", ["cat", "list.in"])]


class Generated(fixture.TreeTest):
    def test_what_is_written_is_up_to_date(self):
        self.write("list.in", "one\ntwo\n")
        self.write("docs/list.txt", "one\n")
        self.assertEqual(generated.run(self.root, FILES, None, check=False), [])
        self.assertEqual((self.root / "docs/list.txt").read_text(), "one\ntwo\n")
        self.assertEqual(generated.run(self.root, FILES, None, check=True), [])

    def test_what_was_edited_by_hand_is_named(self):
        self.write("list.in", "one\ntwo\n")
        self.write("docs/list.txt", "one\nthree\n")
        problems = generated.run(self.root, FILES, None, check=True)
        self.assertIn("docs/list.txt: out of date", problems[0])
        self.assertIn("+two", problems)
        self.assertEqual((self.root / "docs/list.txt").read_text(), "one\nthree\n")

    def test_a_missing_file_is_named(self):
        self.write("list.in", "one\n")
        self.assertTrue(generated.run(self.root, FILES, None, check=True))
