// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/compact_array.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using namespace hanmeter::messages::cosem;
using hanmeter::bytes::Bytes;
using hanmeter::bytes::Error;
using hanmeter::tests::joined;
using hanmeter::tests::Octets;
using hanmeter::tests::octets;

namespace {

struct Notes final : Visitor {
    std::string text{};

    void begin(const Element& element) override {
        text += std::to_string(element.level) + "{" + std::to_string(element.count) + " ";
    }
    void value(const Element& element) override {
        std::array<char, 256> room;
        hanmeter::bytes::TextWriter hex{room};
        hex.put_hex(element.content);
        text += std::to_string(static_cast<int>(element.tag)) + "=" + std::string{hex.view()} + " ";
    }
    void end(const Element& element, std::size_t end_offset) override {
        text += "}" + std::to_string(element.level) + "@" + std::to_string(end_offset) + " ";
    }
};

std::string notes_of(const Octets& data) {
    Notes notes;
    const auto size = walk(data, notes);
    if (!size) return std::string{hanmeter::bytes::text(size.fault().error)};
    CHECK(*size == data.size());
    for (std::size_t there = 0; there < data.size(); ++there) {
        Notes cut;
        const auto shorter = walk(Bytes{data}.first(there), cut);
        REQUIRE_FALSE(shorter);
        CHECK(shorter.fault().error == Error::truncated);
        if (data[0] == 0x13) CHECK(cut.text.empty());  // nothing before all of it is there
    }
    return notes.text;
}

}  // namespace

TEST_CASE("elements of one simple type, without their tags") {
    CHECK(notes_of(octets("13 12 06 0001 0002 0003")) == "1{3 18=0001 18=0002 18=0003 }1@9 ");
    CHECK(notes_of(octets("13 12 00")) == "1{0 }1@3 ");
}

TEST_CASE("structures, each member with its type") {
    CHECK(notes_of(octets("13 0202 06 11 0A 00000001 05 00000002 06")) ==
          "1{2 2{2 6=00000001 17=05 }2@11 2{2 6=00000002 17=06 }2@16 }1@16 ");
}

TEST_CASE("arrays of one type and strings with their own lengths") {
    CHECK(notes_of(octets("13 01 0002 11 04 01 02 03 04")) ==
          "1{2 2{2 17=01 17=02 }2@8 2{2 17=03 17=04 }2@10 }1@10 ");
    CHECK(notes_of(octets("13 09 05 01 AA 02 BBCC")) == "1{2 9=aa 9=bbcc }1@8 ");
    CHECK(notes_of(octets("13 04 05 0B FFE0 01 80")) == "1{2 4=ffe0 4=80 }1@8 ");
}

TEST_CASE("as a member of a structure its neighbours stay where they are") {
    CHECK(notes_of(octets("02 03 11 01 13 12 02 0007 11 02")) ==
          "1{3 17=01 2{1 18=0007 }2@9 17=02 }1@11 ");
}

TEST_CASE("contents that do not end with an element are no contents") {
    const std::string wrong{hanmeter::bytes::text(Error::bad_length)};
    CHECK(notes_of(octets("13 12 05 0001 0002 00")) == wrong);
    CHECK(notes_of(octets("13 09 03 01 AA 02")) == wrong);
    CHECK(notes_of(octets("13 0202 06 11 04 00000001")) == wrong);
}

TEST_CASE("types of no bytes cannot be counted, however often they are asked for") {
    CHECK(notes_of(octets("13 00 01 00")) == hanmeter::bytes::text(Error::bad_length));
    CHECK(notes_of(octets("13 01 0FFF 00 01 00")) == hanmeter::bytes::text(Error::bad_length));
    // Sixteen arrays of 4095 nulls in each other would be 4095^16 elements.
    Octets bomb{0x13};
    for (int i = 0; i < 12; ++i) bomb.insert(bomb.end(), {0x01, 0x0F, 0xFF});
    bomb.insert(bomb.end(), {0x00, 0x01, 0x00});
    CHECK(notes_of(bomb) == hanmeter::bytes::text(Error::too_many));
}

TEST_CASE("descriptions have the limits that data has") {
    const std::string unknown{hanmeter::bytes::text(Error::unknown_tag)};
    CHECK(notes_of(octets("13 07 01 00")) == unknown);
    CHECK(notes_of(octets("13 07 00")) == unknown);
    CHECK(notes_of(octets("13 13 12 02 0001")) == unknown);
    CHECK(notes_of(octets("13 12 80")) == hanmeter::bytes::text(Error::bad_length));
    CHECK(notes_of(octets("13 12 83 010001")) == hanmeter::bytes::text(Error::too_long));
    Octets deep{0x13};
    for (int i = 0; i < 40; ++i) deep.insert(deep.end(), {0x02, 0x01});
    deep.insert(deep.end(), {0x11, 0x01, 0x05});
    CHECK(notes_of(deep) == hanmeter::bytes::text(Error::too_deep));
    CHECK(notes_of(octets("13 01 0000 11 01 05")) == hanmeter::bytes::text(Error::too_many));
}

TEST_CASE("the levels of nested contents go no deeper than the walk's own") {
    for (std::size_t outside = 0; outside <= max_depth; ++outside) {
        Octets data;
        for (std::size_t i = 0; i < outside; ++i) data.insert(data.end(), {0x02, 0x01});
        data = joined({data, octets("13 02 01 11 01 05")});
        CAPTURE(outside);
        const bool fits = outside + 3 <= max_depth;
        CHECK((notes_of(data) == hanmeter::bytes::text(Error::too_deep)) == !fits);
    }
}
