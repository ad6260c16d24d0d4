# SPDX-License-Identifier: Apache-2.0
from pathlib import Path

import fixture
import sizes

BODY = "    step();\n" * 59


class Functions(fixture.TreeTest):
    def sizes_of(self, text):
        return {name: count for name, _, count in sizes.functions(text)}

    def test_free_functions_and_members_are_measured(self):
        text = """
namespace hanmeter {
int one() { return 1; }

class Reader {
  public:
    int two() const noexcept {
        return 2;
    }
    template <class Visitor>
    void three(Visitor&& visitor)
    {
        if (visitor) {
            visitor();
        }
    }
};
}  // namespace hanmeter
"""
        self.assertEqual(self.sizes_of(text), {"one": 1, "two": 4, "three": 7})

    def test_initialisers_are_no_functions(self):
        text = """
constexpr int table[] = {
    1,
    2,
};
std::array<int, 2> other{
    1, 2};
enum class Tag : int {
    array,
};
"""
        self.assertEqual(self.sizes_of(text), {})

    def test_constructors_with_member_initialisers(self):
        text = """
Reader::Reader(int a, Options options = Options{})
    : a_{a}, b_(a),
      c_{} {
    start();
}
auto next(int a) -> std::optional<int> {
    return a;
}
"""
        self.assertEqual(self.sizes_of(text), {"Reader::Reader": 5, "next": 3})

    def test_braces_in_texts_and_comments_do_not_count(self):
        text = """
void f() {
    puts("} not the end {{");  // } nor this
    auto raw = R"(}})";
    char c = '}';
    int thousand = 1'000;
}
void g() {}
"""
        self.assertEqual(self.sizes_of(text), {"f": 6, "g": 1})

    def test_test_cases_are_functions(self):
        self.assertEqual(self.sizes_of('TEST_CASE("a { b") {\n    CHECK(1);\n}\n'), {"TEST_CASE": 3})


class Sizes(fixture.TreeTest):
    def test_a_function_of_60_lines_passes_and_of_61_does_not(self):
        self.write("core/a.cpp", "void f() {\n" + BODY[: -len("    step();\n")] + "}\n")
        self.assertEqual(sizes.check_file(Path("core/a.cpp"), (self.root / "core/a.cpp").read_text()), [])
        self.assert_one(sizes.check_file(Path("core/a.cpp"), "void f() {\n" + BODY + "}\n"), "a.cpp:1", "f has 61")

    def test_files_and_headers_have_their_own_bounds(self):
        self.assertEqual(sizes.check_file(Path("core/a.cpp"), "\n" * 500), [])
        self.assert_one(sizes.check_file(Path("core/a.cpp"), "\n" * 501), "501 lines")
        self.assertEqual(sizes.check_file(Path("core/a.h"), "\n" * 250), [])
        self.assert_one(sizes.check_file(Path("core/a.h"), "\n" * 251), "251 lines")

    def test_columns(self):
        self.assertEqual(sizes.check_file(Path("core/a.h"), "//" + "x" * 98 + "\n"), [])
        self.assert_one(sizes.check_file(Path("core/a.h"), "\n//" + "x" * 99 + "\n"), "a.h:2", "101 columns")

    def test_an_exemption_needs_its_file(self):
        self.assertIn("quantity.cpp", "".join(sizes.check(self.root)))
