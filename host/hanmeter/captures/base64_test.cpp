// SPDX-License-Identifier: Apache-2.0
// The digits are those of RFC 4648; what they stand for was worked out with coreutils' base64.
#include "hanmeter/captures/base64.h"

#include "hanmeter/captures/undone_for_test.h"

namespace hanmeter::captures {
namespace {

std::string hex_of(const std::vector<std::uint8_t>& data) {
    std::string text;
    for (const std::uint8_t octet : data) {
        text += {bytes::hex_digit(octet >> 4), bytes::hex_digit(octet)};
    }
    return text;
}

std::string undone(std::string_view text) {
    return hex_of(undo(as_bytes(text), Format::automatic, [] { return std::size_t{7}; }).data);
}

// 7E A0 27 01 02 01 10 5A 87 E6 E7 00 0F 40 00 00 00
const std::string frame = "fqAnAQIBEFqH5ucAD0AAAAA=";
const std::string frame_hex = "7ea0270102 0110 5a87e6e7000f40000000";

std::string without_blanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

}  // namespace

TEST_CASE("whole bytes out of digits") {
    const auto bytes_of = [](std::string_view text) {
        std::vector<std::uint8_t> data;
        for_each_base64_byte(text, [&](std::uint8_t byte) { data.push_back(byte); });
        CHECK(data.size() == base64_bytes(text.size()));
        return hex_of(data);
    };
    CHECK(bytes_of("Zg") == "66");
    CHECK(bytes_of("Zm8") == "666f");
    CHECK(bytes_of("Zm9v") == "666f6f");
    CHECK(bytes_of("Zm9vYmFy") == "666f6f626172");
    CHECK(bytes_of("--__++//") == "fbeffffbefff");
}

TEST_CASE("what looks like a meter's bytes") {
    CHECK(looks_like_base64("fqAnAQIBEFqH5ucA"));
    CHECK(looks_like_base64("aFxcaFP/AAFnDwAAAAAAAAAA"));    // 68 5C 5C 68
    CHECK(looks_like_base64("GxsbGwEBAQF2BQAAAAFiAGIA"));    // SML
    CHECK(looks_like_base64("EgNIQU4a1AF+oNJBCIMTgtbm"));    // a gateway's envelope around 7E A0
    CHECK(looks_like_base64("L0lTSzVcMk01NTBULTEwMTINCg"));  // /ISK5\2M550T-1012
    CHECK_FALSE(looks_like_base64("fqAnAQIBEFqH5uc"));       // too short
    CHECK_FALSE(looks_like_base64("AConversionOfWords"));
    CHECK_FALSE(looks_like_base64("fqAnAQIBEFqH5uc!"));
    CHECK_FALSE(looks_like_base64("alllowercasewordswithoutanynumbersinthematall"));
}

TEST_CASE("alone, in lines, among text and in JSON") {
    const std::string wanted = without_blanks(frame_hex);
    CHECK(undone(frame + "\n") == wanted);
    CHECK(undone("fqAnAQIBEFqH5ucA\nD0AAAAA=\n") == wanted);
    CHECK(undone("[12:00:01] frame: " + frame + "\n") == wanted);
    CHECK(undone("{\"rssi\":-60,\"data\":\"" + frame + "\",\"n\":12}\n") == wanted);
}

TEST_CASE("a line of base64 may begin like a comment") {
    const std::string first = "fqAnAQIBEFqH5ucAD0AAAAAAfqAnAQIBEFqH5ucAD0AAAAAA";
    CHECK(undone(first + "\n//8A\n").ends_with("ffff00"));
}

}  // namespace hanmeter::captures
