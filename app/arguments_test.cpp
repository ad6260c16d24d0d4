// SPDX-License-Identifier: Apache-2.0
#include "app/arguments.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>

#include "app/command_list.h"

using namespace hanmeter::app;

namespace {

const char* no_environment(const char*) {
    return nullptr;
}

const char* some_environment(const char* name) {
    const std::string_view wanted{name};
    if (wanted == "HANMETER_DOMOTICZ_URL") return "http://box:81";
    if (wanted == "HANMETER_DOMOTICZ_USER") return "";
    if (wanted == "HANMETER_POWER_IDX") return "twelve";
    return nullptr;
}

tl::expected<Arguments, UsageError> read_line(std::initializer_list<const char*> line,
                                              Environment environment = no_environment) {
    const std::vector<std::string> words(line.begin(), line.end());
    return parse(CommandId::read, words, environment);
}

Arguments accepted(std::initializer_list<const char*> line) {
    auto arguments = read_line(line);
    REQUIRE_MESSAGE(arguments.has_value(), arguments.error());
    return *arguments;
}

std::string refused(std::initializer_list<const char*> line) {
    const auto arguments = read_line(line);
    REQUIRE_FALSE(arguments.has_value());
    return arguments.error();
}

}  // namespace

TEST_CASE("Letters stand alone or together, the last one may take a value") {
    for (const auto& line : {std::initializer_list<const char*>{"-x", "-p", "-f", "-l", "a", "in"},
                             {"-xpf", "-la", "in"},
                             {"in", "-xpfl", "a"},
                             {"-x", "in", "-fpla"}}) {
        const Arguments arguments = accepted(line);
        CHECK(arguments.given(OptionId::hexdump));
        CHECK(arguments.given(OptionId::pktdebug));
        CHECK(arguments.given(OptionId::fieldsdebug));
        CHECK_FALSE(arguments.given(OptionId::obisdebug));
        CHECK(arguments.value(OptionId::log) == "a");
        CHECK(arguments.operands() == std::vector<std::string>{"in"});
    }
}

TEST_CASE("Operands keep their order around options") {
    const Arguments arguments =
        accepted({"/dev/ttyUSB0", "-F", "json", "13", "--format=csv:a:b", "12"});
    CHECK(arguments.operands() == std::vector<std::string>{"/dev/ttyUSB0", "13", "12"});
    CHECK(arguments.values(OptionId::format) == std::vector<std::string>{"json", "csv:a:b"});
}

TEST_CASE("A dash is an operand, and so is everything behind two") {
    CHECK(accepted({"-"}).operands() == std::vector<std::string>{"-"});
    const Arguments arguments = accepted({"-x", "--", "-p", "--log"});
    CHECK(arguments.operands() == std::vector<std::string>{"-p", "--log"});
    CHECK_FALSE(arguments.given(OptionId::pktdebug));
}

TEST_CASE("--stats takes its word behind an equals sign only") {
    const Arguments bare = accepted({"--stats", "json"});
    CHECK(bare.given(OptionId::stats));
    CHECK(bare.value(OptionId::stats).empty());
    CHECK(bare.operands() == std::vector<std::string>{"json"});
    CHECK(accepted({"--stats=json", "in"}).value(OptionId::stats) == "json");
    CHECK(refused({"--stats=xml"}) == "--stats cannot be \"xml\"; it can be json");
}

TEST_CASE("The last value counts, and what is not given falls back") {
    CHECK(accepted({"--baud", "9600", "--baud=4800"}).number(OptionId::baud) == 4800);
    const Arguments arguments = accepted({});
    CHECK(arguments.number(OptionId::baud) == 2400);
    CHECK(arguments.value(OptionId::parity) == "none");
    CHECK(arguments.value(OptionId::log).empty());
    CHECK_FALSE(arguments.given(OptionId::baud));
}

TEST_CASE("Environment variables stand in for options, empty ones do not, wrong ones are said") {
    const auto wrong = read_line({}, some_environment);
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error().find("--power-idx cannot be \"twelve\"") == 0);

    const auto given = read_line({"--power-idx", "12"}, some_environment);
    REQUIRE(given.has_value());
    CHECK(given->value(OptionId::domoticz_url) == "http://box:81");
    CHECK_FALSE(given->given(OptionId::domoticz_user));
    CHECK(read_line({"--power-idx=12", "--domoticz-url", "http://other"}, some_environment)
              ->value(OptionId::domoticz_url) == "http://other");
}

TEST_CASE("Wrong command lines get one sentence that names the place") {
    CHECK(refused({"--hexdmp"}) == "there is no option --hexdmp; did you mean --hexdump?");
    CHECK(refused({"--frobnicate=1"}) ==
          "there is no option --frobnicate; hanmeter read --help lists them");
    CHECK(refused({"-xZ"}) == "there is no option -Z; hanmeter read --help lists them");
    CHECK(refused({"in", "--log"}) == "--log needs a value: FILE");
    CHECK(refused({"in", "-xl"}) == "--log needs a value: FILE");
    CHECK(refused({"--log="}) == "--log needs a value: FILE");
    CHECK(refused({"--hexdump=yes"}) == "--hexdump takes no value");
    CHECK(refused({"--parity", "evn"}) == "--parity cannot be \"evn\"; did you mean even?");
    CHECK(refused({"--parity", "x"}) == "--parity cannot be \"x\"; it can be none, even or odd");
    CHECK(refused({"-F", "json:"}) == "--format json: has a colon but no file name behind it");
    CHECK(refused({"-F", "xml:a"}) ==
          "--format cannot be \"xml\"; it can be text, json, objects, csv, influx or null");
}

TEST_CASE("Numbers are whole, decimal and in their range") {
    for (const char* wrong : {"0", "-1", "+1", "1.5", "0x10", " 1", "1 ", "1s", "", "31536001",
                              "99999999999999999999999"}) {
        CHECK_FALSE(read_line({"--wait", wrong}).has_value());
    }
    CHECK(accepted({"--wait", "1"}).number(OptionId::wait) == 1);
    CHECK(accepted({"--wait", "31536000"}).number(OptionId::wait) == 31'536'000);
}

TEST_CASE("Every row of the table is parsed, by name and by letter") {
    for (const Option& row : all_options()) {
        const bool with_value = row.takes != Takes::nothing && row.takes != Takes::maybe_choice;
        std::string value = std::string{row.words.substr(0, row.words.find(' '))};
        if (value.empty()) value = "7";
        std::vector<std::string> words{"--" + std::string{row.name}};
        if (with_value) words.push_back(value);
        const auto commands = all_commands();
        const auto owner = std::ranges::find_if(
            commands, [&](const Command& each) { return belongs_to(row, each.id); });
        const CommandId command = owner->id;
        const auto by_name = parse(command, words, no_environment);
        REQUIRE_MESSAGE(by_name.has_value(), row.name);
        CHECK_MESSAGE(by_name->given(row.id), row.name);
        if (row.letter == '\0') continue;
        words.front() = std::string{"-"} + row.letter;
        const auto by_letter = parse(command, words, no_environment);
        REQUIRE_MESSAGE(by_letter.has_value(), row.name);
        CHECK(by_letter->given(row.id));
        CHECK(by_letter->operands().empty());
    }
}
