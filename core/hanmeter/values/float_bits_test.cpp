// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/float_bits.h"

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <cstdint>
#include <random>
#include <string>

using namespace hanmeter::values;

namespace {

std::string printed(const Decimal& number) {
    std::string room(1200, '\0');
    hanmeter::bytes::TextWriter out{room};
    number.write(out);
    return std::string{out.view()};
}

// The library's own shortest form, without an exponent.
template <class Float>
std::string by_library(Float number) {
    std::string room(1200, '\0');
    const auto end =
        std::to_chars(room.data(), room.data() + room.size(), number, std::chars_format::fixed);
    room.resize(static_cast<std::size_t>(end.ptr - room.data()));
    return room;
}

template <class Float>
Float read_back(const std::string& text) {
    Float number{};
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

TEST_CASE("numbers that everybody knows") {
    CHECK(printed(*shortest_decimal_of_float32(0x3F800000)) == "1");
    CHECK(printed(*shortest_decimal_of_float32(0x3DCCCCCD)) == "0.1");
    CHECK(printed(*shortest_decimal_of_float32(0xC3664CCD)) == "-230.3");
    CHECK(printed(*shortest_decimal_of_float64(0x3FB999999999999A)) == "0.1");
    CHECK(printed(*shortest_decimal_of_float64(0x40C81C8000000000)) == "12345");
    CHECK(printed(*shortest_decimal_of_float32(0)) == "0");
    CHECK(printed(*shortest_decimal_of_float32(0x00000001)) ==
          "0.000000000000000000000000000000000000000000001");
    CHECK_FALSE(shortest_decimal_of_float32(0x7FC00000));
    CHECK_FALSE(shortest_decimal_of_float64(0xFFF0000000000000));
}

TEST_CASE("any bits read back as they were, in as many digits as the library takes") {
    std::mt19937_64 random{20261125};
    for (int i = 0; i < 3000; ++i) {
        const std::uint64_t bits = random();
        const auto as_float = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
        if (const auto number = shortest_decimal_of_float32(static_cast<std::uint32_t>(bits))) {
            CHECK(read_back<float>(printed(*number)) == as_float);
            std::string scientific(64, '\0');
            const auto end = std::to_chars(scientific.data(), scientific.data() + 64, as_float,
                                           std::chars_format::scientific);
            std::size_t digits = 0;
            for (const char* at = scientific.data(); at != end.ptr && *at != 'e'; ++at) {
                if (*at >= '0' && *at <= '9') ++digits;
            }
            CHECK(std::to_string(number->magnitude()).size() <= digits);
        }
        if (const auto number = shortest_decimal_of_float64(bits)) {
            CHECK(read_back<double>(printed(*number)) == std::bit_cast<double>(bits));
        }
    }
}
