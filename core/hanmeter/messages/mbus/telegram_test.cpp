// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/mbus/telegram.h"

#include <doctest/doctest.h>

#include "support/octets.h"

using namespace hanmeter;
using namespace hanmeter::messages::mbus;
using tests::octets;

namespace {

std::vector<Record> records_of(bytes::Bytes data) {
    std::vector<Record> all;
    Records walk{data};
    while (true) {
        const auto record = walk.next();
        REQUIRE(record);
        if (!*record) return all;
        all.push_back(**record);
    }
}

bytes::Fault fault_of(const std::vector<std::uint8_t>& data) {
    Records walk{data};
    while (true) {
        const auto record = walk.next();
        if (!record) return record.fault();
        REQUIRE(*record);
    }
}

}  // namespace

TEST_CASE("the long header") {
    // 12345678, SIE, version 1, electricity, access 42, mode 5 with five blocks.
    const auto frame =
        octets("68 11 11 68 53 F0 5B 78 56 34 12 25 4D 01 02 2A 00 50 05 2F 2F 00 16");
    const auto telegram = read_telegram(frame);
    REQUIRE(telegram);
    CHECK(telegram->security_mode() == 5);
    CHECK(telegram->ciphered_size() == 80);
    CHECK(telegram->access == 0x2A);
    CHECK(telegram->records.size() == 2);
    const auto title = octets("25 4D 78 56 34 12 01 02");
    CHECK(std::equal(title.begin(), title.end(), telegram->title().begin()));
    CHECK_FALSE(read_telegram(octets("68 03 03 68 53 F0 5B 9E 16")));
    CHECK_FALSE(
        read_telegram(octets("68 11 11 68 53 F0 10 78 56 34 12 25 4D 01 02 2A 00 50 05 2F "
                             "2F 00 16")));
}

TEST_CASE("records with extensions, texts and fill") {
    const auto data = octets(
        "2F 2F 04 03 01 00 00 00 84 10 FB 82 F3 3C 02 00 00 00 "
        "0D FD 11 03 43 42 41 C1 91 32 13 07 2F 02 FC 03 48 52 25 74 D4 11 2F");
    const auto all = records_of(data);
    REQUIRE(all.size() == 5);
    CHECK(all[0].type == DataType::int32);
    CHECK(all[0].offset == 2);
    CHECK(all[1].tariff == 1);
    CHECK(all[1].information.size() == 4);
    CHECK(all[2].type == DataType::variable);
    CHECK(all[2].data.size() == 3);
    // C1: storage bit 1 on; 91: storage 1 << 1, tariff 1; 32: storage 2 << 5, tariff 3 << 2.
    CHECK(all[3].storage == 1 + (1 << 1) + (2 << 5));
    CHECK(all[3].tariff == 1 + (3 << 2));
    CHECK(all[3].function == 0);
    CHECK(all[4].data.size() == 2);  // behind a unit in text
    CHECK(records_of(octets("01 03 05 0F AA BB CC")).size() == 1);
    CHECK(records_of({}).empty());
}

TEST_CASE("records that are none") {
    CHECK(fault_of(octets("04 03 01 00 00")).error == bytes::Error::truncated);
    CHECK(fault_of(octets("04")).error == bytes::Error::truncated);
    CHECK(fault_of(octets("84")).error == bytes::Error::truncated);
    CHECK(fault_of(octets("0D FD 11 C0 43")).error == bytes::Error::bad_length);
    CHECK(fault_of(octets("3F 00")).error == bytes::Error::unknown_tag);
    CHECK(fault_of(std::vector<std::uint8_t>(20, 0x84)).error == bytes::Error::too_many);
    // A DIF and ten DIFEs are the most.
    const auto longest = octets("81 81 81 81 81 81 81 81 81 81 00 03 07");
    CHECK(records_of(longest).size() == 1);
    CHECK(fault_of(octets("81 81 81 81 81 81 81 81 81 81 81 00 03 07")).error ==
          bytes::Error::too_many);
}
