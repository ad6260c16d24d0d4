# SPDX-License-Identifier: Apache-2.0
import fixture
import habits

LICENCE = "// SPDX-License-Identifier: Apache-2.0\n"


class Habits(fixture.TreeTest):
    def test_every_file_names_its_licence_first(self):
        self.write("core/hanmeter/bytes/a.cpp", LICENCE)
        self.write("tools/b.py", "#!/usr/bin/env python3\n# SPDX-License-Identifier: Apache-2.0\n")
        self.assertEqual(habits.check(self.root), [])
        self.write("core/hanmeter/bytes/a.h", "#pragma once\n" + LICENCE)
        self.write("core/CMakeLists.txt", "add_library(x)\n")
        self.assertEqual(len(habits.check(self.root)), 2)

    def test_a_library_does_not_print(self):
        for line in ("std::cout << 1;", 'printf("x");', 'fmt::print("x");', 'std::fputs("x", stderr);'):
            self.write("host/hanmeter/link/baud.cpp", f"{LICENCE}void f() {{ {line} }}\n")
            self.assert_one(habits.check(self.root), "baud.cpp:2", "does not print")

    def test_words_that_only_look_like_printing(self):
        self.write("host/hanmeter/link/baud.cpp", LICENCE + '// not std::cout\nauto s = "printf(1)";\nsnprintf(a, 1, b);\n')
        self.write("host/hanmeter/link/baud_test.cpp", LICENCE + "std::cout << 1;\n")
        self.write("host/hanmeter/sinks/console.cpp", LICENCE + "std::fputs(text, stdout);\n")
        self.assertEqual(habits.check(self.root), [])

    def test_the_core_has_no_floats(self):
        for line in ("float f;", "double d = x;", "auto x = 1.5;", "auto y = 2.f;", "auto z = 1e3 + 2.0e3;"):
            self.write("core/hanmeter/values/a.cpp", LICENCE + line + "\n")
            self.assert_one(habits.check(self.root), "a.cpp:2", "integers")

    def test_words_that_only_look_like_floats(self):
        self.write("core/hanmeter/values/a.cpp", LICENCE + '// a float, 1.5\nTag::double_long; float64(1); print("1.5");\n')
        self.write("host/hanmeter/energy/a.cpp", LICENCE + "double allowed;\n")
        self.assertEqual(habits.check(self.root), [])
