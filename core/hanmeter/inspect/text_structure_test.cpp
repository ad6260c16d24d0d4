// SPDX-License-Identifier: Apache-2.0
// Indexes are counted by hand.
#include "hanmeter/inspect/text_structure.h"

#include <doctest/doctest.h>

#include <string>

#include "support/octets.h"

using namespace hanmeter;

namespace {

struct Text final : inspect::TextSink {
    std::string all{};
    void put(std::string_view text) override { all += text; }
};

}  // namespace

TEST_CASE("a telegram, line by line") {
    const std::string text =
        "/ABC5\\T\r\n\r\n1-0:1.7.0(01.234*kW)\r\nrubbish\x01\r\n0-1:24.2.1(260115080000W)(00001."
        "000*m3)\r\n!";
    Text told;
    inspect::tell_telegram({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, told);
    CHECK(told.all ==
          "\nTelegram length is 85\n"
          "     IDENT ABC5\\T\n"
          "     Line 1 index 11 1-0:1.7.0 (01.234*kW)\n"
          "     NO LINE index 33 rubbish.\n"
          "     Line 2 index 43 0-1:24.2.1 (260115080000W)(00001.000*m3)\n");
}

TEST_CASE("an SML message, element by element") {
    const auto message =
        tests::octets("73 03 4142 77 01 62 1E 52 FF 55 FFFFFFFE 42 01 69 0000000000000001 01 00");
    Text told;
    inspect::tell_sml_message(message, told);
    CHECK(told.all ==
          "\nSML message length is 28\n"
          "     LIST: 3 elements at level 1 index 0\n"
          "         Object 1 OCTETS 4142 index 1 level 2\n"
          "         LIST: 7 elements at level 2 index 4\n"
          "             Object 2 NONE  index 5 level 3\n"
          "             Object 3 UINT8 30 index 6 level 3\n"
          "             Object 4 INT8 -1 index 8 level 3\n"
          "             Object 5 INT32 -2 index 10 level 3\n"
          "             Object 6 BOOLEAN 01 index 15 level 3\n"
          "             Object 7 UINT64 1 index 17 level 3\n"
          "             Object 8 NONE  index 26 level 3\n"
          "         Object 9 END  index 27 level 2\n");
}

TEST_CASE("M-Bus records, one a line") {
    Text told;
    inspect::tell_records(tests::octets("2F2F 0403 40E20100 02AB3C 0100 0C"), told);
    CHECK(told.all ==
          "\nM-Bus records length is 14\n"
          "     Record 1 index 2 INT32 VIF 03 data 40e20100\n"
          "     Record 2 index 8 INT16 VIF ab3c data 0100\n"
          " Stopped at index 14: the data ends inside an element\n");
}

TEST_CASE("what breaks off says where") {
    Text told;
    inspect::tell_sml_message(tests::octets("72 05 4142"), told);
    CHECK(told.all.find("Stopped at index") != std::string::npos);
}
