// SPDX-License-Identifier: Apache-2.0
#include "app/assemble.h"

#include <doctest/doctest.h>

#include <asio/io_context.hpp>

#include "hanmeter/captures/capture.h"
#include "hanmeter/formats/format.h"
#include "hanmeter/io/serial_port.h"

using namespace hanmeter;
using namespace hanmeter::app;

TEST_CASE("Every word that the table offers means something to who takes it") {
    for_each_word(option(OptionId::input_format).words, [](std::string_view word) {
        CHECK_MESSAGE(captures::format_from(word).has_value(), word);
    });
    for_each_word(option(OptionId::parity).words, [](std::string_view word) {
        CHECK_MESSAGE(io::parity_from(word).has_value(), word);
    });
    std::string formats;
    for (const formats::Format& format : formats::formats()) {
        formats += (formats.empty() ? "" : " ") + std::string{format.name};
    }
    CHECK(option(OptionId::format).words == formats);
}

TEST_CASE("An input gets its source; what nothing takes is a mistake of the command line") {
    asio::io_context context;
    const auto made = [&](const char* input) {
        return assemble_source(input, Arguments{}, context.get_executor());
    };
    CHECK((*made("/dev/ttyUSB0"))->live());
    CHECK_FALSE((*made("-"))->live());
    CHECK_FALSE((*made("no/such/file"))->live());
    CHECK_FALSE((*made("7ea0d24108831382"))->live());
    const auto unknown = made("gopher://example");
    REQUIRE_FALSE(unknown.has_value());
    CHECK(unknown.error().code == Exit::usage);
    CHECK(unknown.error().sentence.find("gopher") != std::string::npos);
}
