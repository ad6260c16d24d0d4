// SPDX-License-Identifier: Apache-2.0
// SML 1.04, chapter 6: type-length fields by hand.
#include "hanmeter/messages/sml/walk.h"

#include <doctest/doctest.h>

#include <string>

#include "hanmeter/messages/sml/message.h"
#include "support/octets.h"

using namespace hanmeter;
using bytes::Error;
using messages::sml::Element;
using messages::sml::Type;
using tests::Octets;
using tests::octets;

namespace {

// `[o2 i1 [ u4 ] ]`: each element as its type and the size of its content.
class Words final : public messages::sml::Visitor {
public:
    void begin(const Element& /*list*/) override { text += "["; }
    void value(const Element& element) override {
        text += std::string{letter(element.type)} + std::to_string(element.content.size());
    }
    void end(const Element& /*list*/) override { text += "]"; }

    std::string text{};

private:
    static char letter(Type type) {
        switch (type) {
            case Type::octet_string: return 'o';
            case Type::boolean: return 'b';
            case Type::integer: return 'i';
            case Type::unsigned_: return 'u';
            case Type::list: return 'l';
            case Type::end_of_message: return 'e';
        }
        return '?';
    }
};

std::string walked(const Octets& input) {
    Words words;
    const auto size = messages::sml::walk(input, words);
    if (!size) return "stopped " + std::string{bytes::text(size.fault().error)};
    return words.text + (*size == input.size() ? "" : " and more");
}

std::string stopped(Error error) {
    return "stopped " + std::string{bytes::text(error)};
}

// `depth` lists of one element each, around a byte.
Octets nested(std::size_t depth) {
    Octets out(depth, 0x71);
    out.insert(out.end(), {0x62, 0x01});
    return out;
}

// A list of so many absent elements; the count takes three type-length bytes.
Octets list_of(std::size_t count) {
    Octets out{static_cast<std::uint8_t>(0xF0 | (count >> 8)),
               static_cast<std::uint8_t>(0x80 | (count >> 4 & 0x0F)),
               static_cast<std::uint8_t>(count & 0x0F)};
    out.insert(out.end(), count, 0x01);
    return out;
}

}  // namespace

TEST_CASE("each type, with lengths that count the field itself") {
    CHECK(walked(octets("01")) == "o0");
    CHECK(walked(octets("034142")) == "o2");
    CHECK(walked(octets("4201")) == "b1");
    CHECK(walked(octets("52FF")) == "i1");
    CHECK(walked(octets("6500000001")) == "u4");
    CHECK(walked(octets("73 62 01 01 72 52FF 01")) == "[u1o0[i1o0]]");
    CHECK(walked(octets("70")) == "[]");
    CHECK(walked(octets("00")) == "e0");
}

TEST_CASE("lengths of more than one byte") {
    Octets long_text = octets("8102");  // 18 bytes, two of them the field
    long_text.insert(long_text.end(), 16, 'x');
    CHECK(walked(long_text) == "o16");
    CHECK(walked(octets("8000 00")) == stopped(Error::bad_length));
    CHECK(walked(octets("80808080808001")) == stopped(Error::bad_length));
    CHECK(walked(octets("8001")) == stopped(Error::bad_length));  // shorter than its own field
}

TEST_CASE("the types that are none") {
    for (const char* field : {"12", "22", "32"}) {
        CAPTURE(field);
        CHECK(walked(octets(std::string{field} + "01")) == stopped(Error::unknown_tag));
    }
}

TEST_CASE("depth: as deep as the limit and no deeper") {
    using messages::sml::max_depth;
    CHECK(walked(nested(max_depth)) ==
          std::string(max_depth, '[') + "u1" + std::string(max_depth, ']'));
    CHECK(walked(nested(max_depth + 1)) == stopped(Error::too_deep));
    CHECK(walked(nested(1000)) == stopped(Error::too_deep));
}

TEST_CASE("elements of a list: as many as the limit and no more") {
    using messages::sml::max_count;
    CHECK(walked(list_of(max_count)).size() == 2 * max_count + 2);
    CHECK(walked(list_of(max_count + 1)) == stopped(Error::too_many));
}

TEST_CASE("cut at any byte it is truncated, and nothing beyond is read") {
    const Octets whole = octets("73 034142 72 6500000001 01 52FF");
    REQUIRE(walked(whole) == "[o2[u4o0]i1]");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const Octets cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK(walked(cut) == stopped(Error::truncated));
    }
}

TEST_CASE("integers of every width, with their sign") {
    const auto number = [](std::string_view hex) {
        const Octets content = octets(hex);
        const Element element{.type = Type::integer, .content = content};
        return messages::sml::signed_of(element);
    };
    CHECK(number("FF") == -1);
    CHECK(number("7FFF") == 32767);
    CHECK(number("FFFB2E") == -1234);
    CHECK(number("FFFFFFFFFE") == -2);
    CHECK(number("8000000000000000") == INT64_MIN);
    CHECK_FALSE(number("000000000000000000"));
}
