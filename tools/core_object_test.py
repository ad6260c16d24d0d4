# SPDX-License-Identifier: Apache-2.0
import subprocess

import core_object
import fixture

CLEAN = """
extern "C" void* memcpy(void*, const void*, unsigned long);
namespace hanmeter {
struct Listener { virtual void hear(int) = 0; protected: ~Listener() = default; };
struct Quiet final : Listener { void hear(int) override; };
void Quiet::hear(int) {}
void copy(char* to, const char* from, unsigned long n) { memcpy(to, from, n); }
extern const int table[2] = {1, 2};
}
"""


class CoreObject(fixture.TreeTest):
    def problems(self, text):
        self.write("a.cpp", text)
        flags = ["-std=c++20", "-O1", "-fno-exceptions", "-fno-rtti"]
        subprocess.run(["g++", *flags, "-c", "a.cpp", "-o", "a.o"], cwd=self.root, check=True)
        library = self.root / "liba.a"
        library.unlink(missing_ok=True)
        subprocess.run(["ar", "rc", library, "a.o"], cwd=self.root, check=True)
        return core_object.check(str(library))

    def test_plain_code_passes(self):
        self.assertEqual(self.problems(CLEAN), [])

    def test_the_heap_is_seen(self):
        self.assert_one(self.problems("int* f() { return new int; }"), "operator new")
        self.assert_one(self.problems("void f(int* p) { delete p; }"), "operator delete")
        self.assert_one(self.problems('#include <cstdlib>\nvoid* f() { return malloc(9); }'), "malloc")

    def test_a_virtual_destructor_needs_the_heap(self):
        text = "struct L { virtual ~L(); virtual void f(); }; L::~L() {} void L::f() {}"
        self.assert_one(self.problems(text), "operator delete")

    def test_output_and_exceptions_of_the_library_are_seen(self):
        self.assert_one(self.problems('#include <cstdio>\nvoid f(int n) { printf("%d", n); }'), "printf")
        text = "#include <string_view>\nchar f(std::string_view s) { return s.at(3); }"
        self.assert_one(self.problems(text), "__throw_out_of_range")

    def test_state_is_seen(self):
        self.assert_one(self.problems("int count = 3; int f() { return ++count; }"), ".data")
        self.assert_one(self.problems("static int n; int f() { return ++n; }"), ".bss")

    def test_a_guarded_static_is_seen(self):
        text = "int g(); int f() { static int x = g(); return x; }"
        self.assertIn("a.o calls __cxa_guard_acquire", self.problems(text))
