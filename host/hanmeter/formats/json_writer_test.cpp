// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/json_writer.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "hanmeter/formats/utf8.h"

using namespace hanmeter::formats;

namespace {

std::string as_json(std::string_view text) {
    std::string out;
    JsonWriter{out}.value(text);
    return out;
}

}  // namespace

TEST_CASE("commas stand between what stands beside each other") {
    std::string out;
    JsonWriter json{out};
    json.open_object();
    json.member("a");
    json.open_array();
    json.open_array();
    json.close_array();
    json.integer(-1);
    json.open_object();
    json.close_object();
    json.close_array();
    json.member("b", "c");
    json.member_if_any("d", "");
    json.member("e");
    json.boolean(true);
    json.close_object();
    CHECK(out == R"({"a":[[],-1,{}],"b":"c","e":true})");
}

TEST_CASE("every single byte and every pair of bytes gives what a JSON reader takes") {
    for (int first = 0; first < 256; ++first) {
        for (int second = -1; second < 256; ++second) {
            std::string text{static_cast<char>(first)};
            if (second >= 0) text += static_cast<char>(second);
            const std::string out = as_json(text);
            REQUIRE(nlohmann::json::accept(out));
            REQUIRE(out.find('\n') == std::string::npos);
            // Where a strict reader takes the text as it is, nothing was replaced.
            if (nlohmann::json(text).dump(-1, ' ', false,
                                          nlohmann::json::error_handler_t::ignore) ==
                nlohmann::json(text).dump(-1, ' ', false,
                                          nlohmann::json::error_handler_t::replace)) {
                REQUIRE(nlohmann::json::parse(out).get<std::string>() == text);
            }
        }
    }
}

TEST_CASE("characters of RFC 3629 and their neighbours that are none") {
    CHECK(character_length("a") == 1);
    CHECK(character_length("\xC3\xA5x") == 2);
    CHECK(character_length("\xE2\x82\xAC") == 3);
    CHECK(character_length("\xED\x9F\xBF") == 3);
    CHECK(character_length("\xF0\x9F\x98\x80") == 4);
    CHECK(character_length("\xF4\x8F\xBF\xBF") == 4);
    for (const std::string_view none :
         {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF", "\xE2\x82",
          "\xE2\x82(", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
          "\xF0\x9F\x98", "\xFE", "\xFF"}) {
        CHECK(character_length(none) == 0);
    }
    CHECK(is_control("\n"));
    CHECK(is_control("\x7F"));
    CHECK(is_control("\xC2\x9B"));
    CHECK_FALSE(is_control("\xC2\xA0"));
    CHECK_FALSE(is_control(" "));
    CHECK_FALSE(is_control("\xE2\x80\x80"));
}
