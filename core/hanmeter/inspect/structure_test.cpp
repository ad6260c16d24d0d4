// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/inspect/structure.h"

#include <doctest/doctest.h>

#include <string>

#include "support/hdlc.h"

using namespace hanmeter;
using tests::joined;
using tests::Octets;
using tests::octets;
namespace vectors = tests::vectors;

namespace {

class Teller final : public Listener, public inspect::TextSink {
public:
    std::string text{};

    void put(std::string_view more) override { text += more; }
    void message(const Message& message) override { structure_.message(message); }
    void refused_message(const messages::cosem::Apdu& apdu, bytes::Fault fault) override {
        structure_.refused_message(apdu, fault);
    }

private:
    inspect::Structure structure_{*this};
};

std::string structure_of(const Octets& stream) {
    DecoderMemory memory;
    Decoder decoder{memory.room()};
    Teller teller;
    bytes::Bytes input{stream};
    while (decoder.take(input, {}, &teller) != nullptr) {
    }
    while (decoder.finish({}, &teller) != nullptr) {
    }
    return teller.text;
}

// What is shown of one element: its word and its value.
std::string object_of(std::string_view element) {
    const std::string text =
        structure_of(tests::push_of(joined({octets("0F 40000000 00 0201"), octets(element)})));
    const std::size_t at = text.find("Object 1 ");
    if (at == std::string::npos) return text;
    return text.substr(at + 9, text.find('\n', at) - at - 9);
}

const std::string aidon_list2 =
    "\nFrame length is 207\n"
    "     Data type 01 remaining packet length is 193 index 17 level 1\n"
    "     ARRAY: 9 elements at level 1\n"
    "         Data type 02 remaining packet length is 191 index 19 level 2\n"
    "         STRUCT: 2 elements at level 2\n"
    "             Data type 09 remaining packet length is 189 index 21 level 3\n"
    "             Object 1 OCTETS 0101000281ff\n"
    "             Data type 0a remaining packet length is 181 index 29 level 3\n"
    "             Object 2 STRING AIDON_V0001\n"
    "         Data type 02 remaining packet length is 168 index 42 level 2\n"
    "         STRUCT: 2 elements at level 2\n"
    "             Data type 09 remaining packet length is 166 index 44 level 3\n"
    "             Object 3 OCTETS 0000600100ff\n"
    "             Data type 0a remaining packet length is 158 index 52 level 3\n"
    "             Object 4 STRING 7359992890941742\n"
    "         Data type 02 remaining packet length is 140 index 70 level 2\n"
    "         STRUCT: 2 elements at level 2\n"
    "             Data type 09 remaining packet length is 138 index 72 level 3\n"
    "             Object 5 OCTETS 0000600107ff\n"
    "             Data type 0a remaining packet length is 130 index 80 level 3\n"
    "             Object 6 STRING 6515\n"
    "         Data type 02 remaining packet length is 124 index 86 level 2\n"
    "         STRUCT: 3 elements at level 2\n"
    "             Data type 09 remaining packet length is 122 index 88 level 3\n"
    "             Object 7 OCTETS 0100010700ff\n"
    "             Data type 06 remaining packet length is 114 index 96 level 3\n"
    "             Object 8 UINT32 1362\n"
    "             Data type 02 remaining packet length is 109 index 101 level 3\n"
    "             STRUCT: 2 elements at level 3\n"
    "                 Data type 0f remaining packet length is 107 index 103 level 4\n"
    "                 Object 9 SCALAR 0\n"
    "                 Data type 16 remaining packet length is 105 index 105 level 4\n"
    "                 Object 10 VARIABLE 27\n"
    "         Data type 02 remaining packet length is 103 index 107 level 2\n"
    "         STRUCT: 3 elements at level 2\n"
    "             Data type 09 remaining packet length is 101 index 109 level 3\n"
    "             Object 11 OCTETS 0100020700ff\n"
    "             Data type 06 remaining packet length is 93 index 117 level 3\n"
    "             Object 12 UINT32 0\n"
    "             Data type 02 remaining packet length is 88 index 122 level 3\n"
    "             STRUCT: 2 elements at level 3\n"
    "                 Data type 0f remaining packet length is 86 index 124 level 4\n"
    "                 Object 13 SCALAR 0\n"
    "                 Data type 16 remaining packet length is 84 index 126 level 4\n"
    "                 Object 14 VARIABLE 27\n"
    "         Data type 02 remaining packet length is 82 index 128 level 2\n"
    "         STRUCT: 3 elements at level 2\n"
    "             Data type 09 remaining packet length is 80 index 130 level 3\n"
    "             Object 15 OCTETS 0100030700ff\n"
    "             Data type 06 remaining packet length is 72 index 138 level 3\n"
    "             Object 16 UINT32 996\n"
    "             Data type 02 remaining packet length is 67 index 143 level 3\n"
    "             STRUCT: 2 elements at level 3\n"
    "                 Data type 0f remaining packet length is 65 index 145 level 4\n"
    "                 Object 17 SCALAR 0\n"
    "                 Data type 16 remaining packet length is 63 index 147 level 4\n"
    "                 Object 18 VARIABLE 29\n"
    "         Data type 02 remaining packet length is 61 index 149 level 2\n"
    "         STRUCT: 3 elements at level 2\n"
    "             Data type 09 remaining packet length is 59 index 151 level 3\n"
    "             Object 19 OCTETS 0100040700ff\n"
    "             Data type 06 remaining packet length is 51 index 159 level 3\n"
    "             Object 20 UINT32 0\n"
    "             Data type 02 remaining packet length is 46 index 164 level 3\n"
    "             STRUCT: 2 elements at level 3\n"
    "                 Data type 0f remaining packet length is 44 index 166 level 4\n"
    "                 Object 21 SCALAR 0\n"
    "                 Data type 16 remaining packet length is 42 index 168 level 4\n"
    "                 Object 22 VARIABLE 29\n"
    "         Data type 02 remaining packet length is 40 index 170 level 2\n"
    "         STRUCT: 3 elements at level 2\n"
    "             Data type 09 remaining packet length is 38 index 172 level 3\n"
    "             Object 23 OCTETS 01001f0700ff\n"
    "             Data type 10 remaining packet length is 30 index 180 level 3\n"
    "             Object 24 INT16 93\n"
    "             Data type 02 remaining packet length is 27 index 183 level 3\n"
    "             STRUCT: 2 elements at level 3\n"
    "                 Data type 0f remaining packet length is 25 index 185 level 4\n"
    "                 Object 25 SCALAR -1\n"
    "                 Data type 16 remaining packet length is 23 index 187 level 4\n"
    "                 Object 26 VARIABLE 33\n"
    "         Data type 02 remaining packet length is 21 index 189 level 2\n"
    "         STRUCT: 3 elements at level 2\n"
    "             Data type 09 remaining packet length is 19 index 191 level 3\n"
    "             Object 27 OCTETS 0100200700ff\n"
    "             Data type 12 remaining packet length is 11 index 199 level 3\n"
    "             Object 28 UINT16 2500\n"
    "             Data type 02 remaining packet length is 8 index 202 level 3\n"
    "             STRUCT: 2 elements at level 3\n"
    "                 Data type 0f remaining packet length is 6 index 204 level 4\n"
    "                 Object 29 SCALAR -1\n"
    "                 Data type 16 remaining packet length is 4 index 206 level 4\n"
    "                 Object 30 VARIABLE 35\n";

}  // namespace

TEST_CASE("every element of a published frame") {
    CHECK(structure_of(vectors::aidon_list2) == aidon_list2);
}

TEST_CASE("the word of every type") {
    CHECK(object_of("00") == "NULL ");
    CHECK(object_of("0301") == "BOOLEAN true");
    CHECK(object_of("0300") == "BOOLEAN false");
    CHECK(object_of("0409FF80") == "BITS ff80");
    CHECK(object_of("05FFFFFFFF") == "INT32 -1");
    CHECK(object_of("0600000BF3") == "UINT32 3059");
    CHECK(object_of("0906 0100010700FF") == "OCTETS 0100010700ff");
    CHECK(object_of("0907 4B464D5F303031") == "OCTETS 4b464d5f303031 \"KFM_001\"");
    CHECK(object_of("0A04 36353135") == "STRING 6515");
    CHECK(object_of("0C02 4142") == "UTF8 AB");
    CHECK(object_of("0D12") == "BCD 12");
    CHECK(object_of("0FFD") == "SCALAR -3");
    CHECK(object_of("10FFFE") == "INT16 -2");
    CHECK(object_of("11FF") == "UINT8 255");
    CHECK(object_of("1209C4") == "UINT16 2500");
    CHECK(object_of("14FFFFFFFFFFFFFFFF") == "INT64 -1");
    CHECK(object_of("15FFFFFFFFFFFFFFFF") == "UINT64 18446744073709551615");
    CHECK(object_of("161B") == "VARIABLE 27");
    CHECK(object_of("17 43668000") == "FLOAT32 230.5");
    CHECK(object_of("17 7FC00000") == "FLOAT32 NaN");
    CHECK(object_of("18 3FB999999999999A") == "FLOAT64 0.1");
    CHECK(object_of("19 07E5031702131A3AFF800000") == "DATETIME 07e5031702131a3aff800000");
    CHECK(object_of("1A 07E5031702") == "DATE 07e5031702");
    CHECK(object_of("1B 131A3AFF") == "TIME 131a3aff");
    CHECK(object_of("1CFF") == "DELTA8 -1");
    CHECK(object_of("1DFFFF") == "DELTA16 -1");
    CHECK(object_of("1EFFFFFFFF") == "DELTA32 -1");
    CHECK(object_of("1FFF") == "UDELTA8 255");
    CHECK(object_of("20FFFF") == "UDELTA16 65535");
    CHECK(object_of("21FFFFFFFF") == "UDELTA32 4294967295");
    CHECK(object_of("FF") == "ANY ");
    CHECK(object_of("13 11 01 05") == "UINT8 5");
}

TEST_CASE("a message of several frames counts in itself, and says so") {
    const std::string text = structure_of(joined({vectors::segment1, vectors::segment2}));
    CHECK(text ==
          "\nAPDU length is 25, index counts in the APDU\n"
          "     Data type 02 remaining packet length is 7 index 18 level 1\n"
          "     STRUCT: 1 elements at level 1\n"
          "         Data type 06 remaining packet length is 5 index 20 level 2\n"
          "         Object 1 UINT32 3059\n");
}

TEST_CASE("a message without a frame counts in itself as well") {
    for (const Octets& llc : {Octets{}, octets("E6E700")}) {
        CHECK(structure_of(joined({llc, octets("0F 40000000 00 0201 06 00000BF3")})) ==
              "\nAPDU length is 13, index counts in the APDU\n"
              "     Data type 02 remaining packet length is 7 index 6 level 1\n"
              "     STRUCT: 1 elements at level 1\n"
              "         Data type 06 remaining packet length is 5 index 8 level 2\n"
              "         Object 1 UINT32 3059\n");
    }
}

TEST_CASE("the walk is shown to where it breaks") {
    const std::string text = structure_of(tests::push_of(octets("0F 40000000 00 0202 1105 07 00")));
    CHECK(text.find("Object 1 UINT8 5\n Stopped at index 21: an unknown type tag\n") !=
          std::string::npos);
    const std::string left = structure_of(tests::push_of(octets("0F 40000000 00 0201 1105 1106")));
    CHECK(left.find("Object 1 UINT8 5\n Stopped at index 21: bytes are left over behind the last "
                    "element\n") != std::string::npos);
}

TEST_CASE("a message that is not opened, and one of another kind") {
    CHECK(structure_of(vectors::ciphered) ==
          "\n Unknown frame format db and 08: ciphered, and no key opens it\n");
    CHECK(structure_of(tests::push_of(octets("C2 00"))) ==
          "\n Unknown frame format c2 and 00: an APDU that carries no readings\n");
    CHECK(structure_of(tests::push_of(octets("C2"))).find("Unknown frame format c2") !=
          std::string::npos);
}

TEST_CASE("a message in which nothing is understood is shown all the same") {
    const std::string text = structure_of(tests::push_of(octets("0F 40000000 00 0202 1105 1106")));
    CHECK(text.find("Object 2 UINT8 6\n No register is named in it\n") != std::string::npos);
}

TEST_CASE("a notification whose head is broken says why") {
    const std::string text = structure_of(tests::push_of(octets("0F 40000000 0B 0202")));
    CHECK(text == "\n Unknown frame format 0f and 40: a length that no encoder writes\n");
}
