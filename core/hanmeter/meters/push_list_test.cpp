// SPDX-License-Identifier: Apache-2.0
// Blue Book, push setup (class 40): bodies made by hand.
#include "hanmeter/meters/push_list.h"

#include <doctest/doctest.h>

#include "support/lists.h"

using namespace hanmeter;
using tests::joined;
using tests::Octets;
using tests::octets;

namespace {

Octets element(std::size_t count) {
    if (count < 0x80) return {static_cast<std::uint8_t>(count)};
    return {0x81, static_cast<std::uint8_t>(count)};
}

// structure { class 3, code, attribute 2, index 0 }
Octets descriptor(std::string_view code, std::string_view attribute = "02") {
    return joined({octets("0204 120003 0906"), octets(code), octets("0F"), octets(attribute),
                   octets("120000")});
}

// The array itself, then `count` powers, each a double-long-unsigned of its number.
Octets list_of(std::size_t descriptors, std::size_t values) {
    Octets body = joined({{0x02}, element(values + 1), {0x01}, element(descriptors + 1)});
    body = joined({body, octets("0204 120028 0906 0008190900FF 0F02 120000")});
    for (std::size_t i = 0; i < descriptors; ++i) {
        body = joined({body, descriptor("0100010700FF")});
    }
    for (std::size_t i = 0; i < values; ++i) {
        body = joined({body, octets("06000000"), {static_cast<std::uint8_t>(i)}});
    }
    return body;
}

std::string read(const Octets& body) {
    std::array<values::Object, 80> room;
    values::ObjectList objects{room};
    const auto outline = messages::cosem::outline_of(body);
    if (!outline) return "no data";
    if (!meters::read_push_list(body, *outline, objects)) return "another list";
    return tests::lines(objects.view());
}

std::size_t lines_of(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

TEST_CASE("element i is what descriptor i names") {
    const Octets body =
        joined({octets("0203 0103"), octets("0204 120028 0906 0008190900FF 0F02 120000"),
                descriptor("0100010700FF"), descriptor("0100020700FF"), octets("06 0000016A"),
                octets("06 00000000")});
    CHECK(read(body) == "1-0:1.7.0.255 = 362\n1-0:2.7.0.255 = 0\n");
}

TEST_CASE("an object's own name says nothing") {
    const Octets body =
        joined({octets("0203 0103"), octets("0204 120028 0906 0008190900FF 0F02 120000"),
                octets("0204 120028 0906 0008190900FF 0F01 120000"), descriptor("0100010700FF"),
                octets("0906 0008190900FF"), octets("06 0000016A")});
    CHECK(read(body) == "1-0:1.7.0.255 = 362\n");
}

TEST_CASE("as many descriptors as the limit, and one more") {
    const std::string most =
        read(list_of(meters::max_descriptors - 1, meters::max_descriptors - 1));
    CHECK(lines_of(most) == meters::max_descriptors - 1);
    CHECK(read(list_of(meters::max_descriptors, meters::max_descriptors)) == "another list");
}

TEST_CASE("descriptors and values that are not as many") {
    CHECK(read(list_of(3, 2)) == "another list");
    CHECK(read(list_of(2, 3)) == "another list");
}

TEST_CASE("a list without descriptors is another") {
    CHECK(read(octets("0202 0906 0100010700FF 06 0000016A")) == "another list");
    CHECK(read(octets("0101 0202 0906 0100010700FF 06 0000016A")) == "another list");
}
