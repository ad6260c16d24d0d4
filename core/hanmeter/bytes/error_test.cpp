// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/bytes/error.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/bytes/result.h"

using namespace hanmeter::bytes;

TEST_CASE("every error has a sentence of its own, short and without a full stop") {
    std::set<std::string> seen;
    for (int i = 0; i <= static_cast<int>(Error::unknown_list); ++i) {
        const std::string sentence{text(static_cast<Error>(i))};
        CAPTURE(sentence);
        CHECK(sentence != "unknown error");
        CHECK(sentence.size() <= 60);
        CHECK(sentence.back() != '.');
        CHECK(seen.insert(sentence).second);
    }
}

TEST_CASE("a result holds a value or a fault") {
    const Result<int> good{7};
    CHECK(good);
    CHECK(*good == 7);
    const Result<int> bad{Error::too_deep, 12};
    CHECK_FALSE(bad);
    CHECK(!bad);
    CHECK(bad.fault() == Fault{Error::too_deep, 12});
}

TEST_CASE("hexadecimal digits of either case, and nothing else") {
    std::string digits;
    for (int character = 0; character < 256; ++character) {
        const int value = hex_value(static_cast<char>(character));
        CHECK(value < 16);
        if (value >= 0) digits += static_cast<char>(character);
    }
    CHECK(digits == "0123456789ABCDEFabcdef");
    for (unsigned value = 0; value < 16; ++value) {
        CHECK(hex_value(hex_digit(value)) == static_cast<int>(value));
    }
}

TEST_CASE("printable are blank to tilde") {
    CHECK_FALSE(is_printable_ascii(0x1F));
    CHECK(is_printable_ascii(' '));
    CHECK(is_printable_ascii('~'));
    CHECK_FALSE(is_printable_ascii(0x7F));
    CHECK_FALSE(is_printable_ascii(0x80));
}
