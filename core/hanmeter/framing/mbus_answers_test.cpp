// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/framing/mbus_answers.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using namespace hanmeter;

namespace {

unsigned by_bytes(const std::vector<std::uint8_t>& data) {
    framing::MbusAnswers answers;
    unsigned count = 0;
    for (const std::uint8_t byte : data) count += answers.take({&byte, 1});
    return count;
}

unsigned whole(const std::vector<std::uint8_t>& data) {
    framing::MbusAnswers answers;
    return answers.take(data);
}

}  // namespace

TEST_CASE("a reset of the link and a telegram to F0 want an answer, once") {
    const auto reset = tests::octets("10 40 F0 30 16");
    const auto telegram = tests::octets("68 03 03 68 53 F0 5B 9E 16");  // 53 + F0 + 5B = 19E
    CHECK(whole(reset) == 1);
    CHECK(by_bytes(reset) == 1);
    CHECK(whole(telegram) == 1);
    CHECK(by_bytes(telegram) == 1);
    CHECK(whole(tests::octets("10 40 F0 30 16 68 03 03 68 73 F0 5B BE 16")) == 2);
}

TEST_CASE("frames begin inside what is none") {
    CHECK(whole(tests::octets("10 10 40 F0 30 16")) == 1);
    CHECK(whole(tests::octets("68 10 40 F0 30 16")) == 1);
    CHECK(by_bytes(tests::octets("68 68 03 03 68 53 F0 5B 9E 16")) == 1);
    CHECK(by_bytes(tests::octets("10 40 68 03 03 68 53 F0 5B 9E 16")) == 1);
}

TEST_CASE("nothing else is answered") {
    CHECK(whole(tests::octets("10 40 F1 31 16")) == 0);              // another address
    CHECK(whole(tests::octets("68 03 03 68 53 FF 5B AD 16")) == 0);  // to all
    CHECK(whole(tests::octets("68 03 03 68 08 F0 5B 53 16")) == 0);  // an answer
    CHECK(whole(tests::octets("68 03 03 68 53 F0 5B 9F 16")) == 0);  // a wrong sum
    CHECK(whole(tests::octets("7E A0 27 01 02 01 10 5A 87 E6 E7 00")) == 0);
    CHECK(whole(std::vector<std::uint8_t>(4000, 0x68)) == 0);
    CHECK(whole(std::vector<std::uint8_t>(4000, 0x10)) == 0);
}
