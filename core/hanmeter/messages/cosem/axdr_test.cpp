// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/axdr.h"

#include <doctest/doctest.h>

#include "support/hdlc.h"

using namespace hanmeter::messages::cosem;
using hanmeter::bytes::Bytes;
using hanmeter::bytes::Cursor;
using hanmeter::bytes::Error;
using hanmeter::bytes::Fault;
using hanmeter::tests::joined;
using hanmeter::tests::Octets;
using hanmeter::tests::octets;

namespace {

// Writes down what it is told: `1{2` an opening at level 1 of 2 elements, `2=0a0b` a value, `}1@7`
// an end at level 1 in front of byte 7.
struct Notes final : Visitor {
    std::string text{};

    void begin(const Element& element) override {
        text += std::to_string(element.level) + "{" + std::to_string(element.count) + " ";
    }
    void value(const Element& element) override {
        std::array<char, 256> room;
        hanmeter::bytes::TextWriter hex{room};
        hex.put_hex(element.content);
        text += std::to_string(element.level) + "=" + std::string{hex.view()} + " ";
    }
    void end(const Element& element, std::size_t end_offset) override {
        text += "}" + std::to_string(element.level) + "@" + std::to_string(end_offset) + " ";
    }
};

std::string notes_of(const Octets& data) {
    Notes notes;
    const auto size = walk(data, notes);
    if (!size) return "fault";
    CHECK(*size == data.size());
    return notes.text;
}

Fault fault_of(const Octets& data) {
    Notes notes;
    const auto size = walk(data, notes);
    REQUIRE_FALSE(size);
    return size.fault();
}

struct Silent final : Visitor {};

// Every shorter piece of `data` ends inside it: truncated, at an offset within.
void check_cuts(const Octets& data) {
    for (std::size_t there = 0; there < data.size(); ++there) {
        Silent silent;
        const auto size = walk(Bytes{data}.first(there), silent);
        CAPTURE(there);
        REQUIRE_FALSE(size);
        CHECK(size.fault().error == Error::truncated);
        CHECK(size.fault().offset <= there);
    }
}

struct Sample {
    const char* hex;
    const char* content;
};

// One of each simple type of the table.
constexpr Sample samples[] = {
    {"00", ""},
    {"03 01", "01"},
    {"04 0B FFE0", "ffe0"},
    {"04 08 AA", "aa"},
    {"04 00", ""},
    {"05 FFFFFFFE", "fffffffe"},
    {"06 00000552", "00000552"},
    {"09 06 0101000281FF", "0101000281ff"},
    {"09 00", ""},
    {"0A 04 36353135", "36353135"},
    {"0C 02 C3A6", "c3a6"},
    {"0D 42", "42"},
    {"0F FF", "ff"},
    {"10 FFF6", "fff6"},
    {"11 80", "80"},
    {"12 09C4", "09c4"},
    {"14 8000000000000000", "8000000000000000"},
    {"15 FFFFFFFFFFFFFFFF", "ffffffffffffffff"},
    {"16 1B", "1b"},
    {"17 43664CCD", "43664ccd"},
    {"18 3FB999999999999A", "3fb999999999999a"},
    {"19 07E5031702131A3AFF800000", "07e5031702131a3aff800000"},
    {"1A 07E5031702", "07e5031702"},
    {"1B 131A3AFF", "131a3aff"},
    {"1C FF", "ff"},
    {"1D FFFE", "fffe"},
    {"1E FFFFFFFD", "fffffffd"},
    {"1F 01", "01"},
    {"20 0002", "0002"},
    {"21 00000003", "00000003"},
    {"FF", ""},
};

// `levels` structures of one around a null.
Octets nested(std::size_t levels) {
    Octets data;
    for (std::size_t i = 0; i < levels; ++i) data.insert(data.end(), {0x02, 0x01});
    data.push_back(0x00);
    return data;
}

}  // namespace

TEST_CASE("every simple type has its size, alone and inside a structure") {
    for (const Sample& sample : samples) {
        CAPTURE(sample.hex);
        const Octets data = octets(sample.hex);
        CHECK(notes_of(data) == "1=" + std::string{sample.content} + " ");
        check_cuts(data);
        const Octets inside = joined({octets("02 02"), data, octets("11 07")});
        CHECK(notes_of(inside) == "1{2 2=" + std::string{sample.content} + " 2=07 }1@" +
                                      std::to_string(inside.size()) + " ");
        check_cuts(inside);
    }
}

TEST_CASE("bits are counted in bits") {
    struct Bits final : Visitor {
        std::size_t bits = 99;
        void value(const Element& element) override { bits = element.bits; }
    } bits;
    REQUIRE(walk(octets("04 0B FFE0"), bits));
    CHECK(bits.bits == 11);
    REQUIRE(walk(octets("0F 0B"), bits));
    CHECK(bits.bits == 0);
}

TEST_CASE("what is not in the table is unknown, and where it stood") {
    for (unsigned tag = 0; tag < 256; ++tag) {
        const bool known = tag <= 0x06 || tag == 0x09 || tag == 0x0A || tag == 0x0C ||
                           tag == 0x0D || (tag >= 0x0F && tag <= 0x21) || tag == 0xFF;
        CAPTURE(tag);
        Silent silent;
        const Octets data =
            joined({{0x02, 0x02, 0x00}, {static_cast<std::uint8_t>(tag)}, Octets(40)});
        const auto size = walk(data, silent);
        const bool unknown = !size && size.fault() == Fault{Error::unknown_tag, 3};
        CHECK(unknown == !known);
    }
}

TEST_CASE("arrays and structures nest, and end where they end") {
    CHECK(notes_of(octets("02 02 01 02 11 01 11 02 02 00")) ==
          "1{2 2{2 3=01 3=02 }2@8 2{0 }2@10 }1@10 ");
    CHECK(notes_of(octets("01 00")) == "1{0 }1@2 ");
    CHECK(notes_of(octets("02 01 02 01 02 01 00")) == "1{1 2{1 3{1 4= }3@7 }2@7 }1@7 ");
}

TEST_CASE("offsets count from the start of the walk") {
    struct Offsets final : Visitor {
        std::vector<std::size_t> seen{};
        void begin(const Element& element) override { seen.push_back(element.offset); }
        void value(const Element& element) override { seen.push_back(element.offset); }
    } offsets;
    REQUIRE(walk(octets("02 03 09 02 AABB 06 00000001 01 01 11 05"), offsets));
    CHECK(offsets.seen == std::vector<std::size_t>{0, 2, 6, 11, 13});
}

TEST_CASE("bytes behind the data are left to the caller") {
    Silent silent;
    const auto size = walk(octets("11 05 FF FF"), silent);
    REQUIRE(size);
    CHECK(*size == 2);
}

TEST_CASE("lengths and counts of one to five octets, shortest form or not") {
    for (const char* hex : {"02", "81 02", "82 0002", "83 000002", "84 00000002"}) {
        CAPTURE(hex);
        const Octets length = octets(hex);
        Cursor cursor{length};
        CHECK(*read_length(cursor) == 2);
        CHECK(cursor.at_end());
        const Octets text = joined({{0x09}, length, octets("AABB")});
        CHECK(notes_of(text) == "1=aabb ");
        check_cuts(text);
        const Octets array = joined({{0x01}, length, octets("1101 1102")});
        CHECK(notes_of(array) == "1{2 2=01 2=02 }1@" + std::to_string(array.size()) + " ");
        check_cuts(array);
    }
    const Octets longest = octets("84 FFFFFFFF");
    Cursor cursor{longest};
    CHECK(*read_length(cursor) == 0xFFFFFFFFU);
}

TEST_CASE("a length that no encoder writes") {
    for (const char* hex : {"80", "85 0000000001", "88 0000000000000001", "FF"}) {
        CAPTURE(hex);
        CHECK(fault_of(joined({{0x09}, octets(hex), Octets(16)})) == Fault{Error::bad_length, 1});
        CHECK(fault_of(joined({{0x02}, octets(hex), Octets(16)})) == Fault{Error::bad_length, 1});
    }
}

TEST_CASE("nesting has its limit") {
    check_cuts(nested(max_depth));
    CHECK(notes_of(nested(max_depth)) != "fault");
    CHECK(fault_of(nested(max_depth + 1)) == Fault{Error::too_deep, 2 * max_depth});
    CHECK(fault_of(nested(2000)).error == Error::too_deep);
}

TEST_CASE("counts have their limit, and never exceed the bytes that are left") {
    CHECK(notes_of(joined({octets("01 82 1000"), Octets(max_count)})) != "fault");
    CHECK(fault_of(joined({octets("01 82 1001"), Octets(5000)})) == Fault{Error::too_many, 1});
    CHECK(fault_of(octets("01 84 FFFFFFFF 00")) == Fault{Error::too_many, 1});
    CHECK(fault_of(octets("01 05 00 00 00 00")) == Fault{Error::truncated, 1});
}

TEST_CASE("strings have their limit") {
    const Octets largest = joined({octets("09 83 010000"), Octets(max_length, 0x41)});
    Silent silent;
    CHECK(walk(largest, silent));
    CHECK(fault_of(octets("09 83 010001")) == Fault{Error::too_long, 1});
    CHECK(fault_of(octets("0A 84 FFFFFFFF")) == Fault{Error::too_long, 1});
    CHECK(fault_of(octets("04 83 010001")) == Fault{Error::too_long, 1});
}

TEST_CASE("real bodies cut at every byte are truncated and nothing else") {
    const auto body = [](const Octets& frame, std::size_t from) {
        return Octets{frame.begin() + static_cast<std::ptrdiff_t>(from), frame.end() - 3};
    };
    namespace vectors = hanmeter::tests::vectors;
    check_cuts(body(vectors::aidon_list2, 18));
    check_cuts(body(vectors::kaifa_list2, 31));
    check_cuts(body(vectors::kamstrup_hour, 29));
}
