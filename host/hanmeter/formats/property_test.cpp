// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "hanmeter/formats/format.h"

using namespace hanmeter;
using namespace hanmeter::formats;
using values::Decimal;
using values::Object;
using values::Value;

namespace {

std::string any_bytes() {
    return *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

Decimal any_decimal() {
    const auto exponent = *rc::gen::inRange(-400, 280);  // a double ends at 1e308
    if (*rc::gen::arbitrary<bool>()) {
        return Decimal::of_signed(*rc::gen::arbitrary<std::int64_t>(), exponent);
    }
    return Decimal::of_unsigned(*rc::gen::arbitrary<std::uint64_t>(), exponent);
}

values::DateTime any_clock() {
    return {.year = *rc::gen::inRange<std::uint16_t>(1970, 2100),
            .month = *rc::gen::inRange<std::uint8_t>(1, 13),
            .day = *rc::gen::inRange<std::uint8_t>(1, 29),
            .hour = *rc::gen::inRange<std::uint8_t>(0, 24),
            .minute = *rc::gen::inRange<std::uint8_t>(0, 60),
            .second = *rc::gen::inRange<std::uint8_t>(0, 60),
            .hundredths = *rc::gen::arbitrary<std::uint8_t>(),
            .deviation = *rc::gen::arbitrary<std::int16_t>(),
            .status = *rc::gen::arbitrary<std::uint8_t>()};
}

values::Obis any_code() {
    if (*rc::gen::arbitrary<bool>()) {
        const auto& row = *rc::gen::elementOf(
            std::vector<values::Quantity>{values::catalogue().begin(), values::catalogue().end()});
        return {row.code.a, 0, row.code.c, row.code.d, row.code.e};
    }
    const auto octets =
        *rc::gen::container<std::array<std::uint8_t, 6>>(rc::gen::arbitrary<std::uint8_t>());
    return values::Obis::from(octets);
}

// A reading of any content, with the room that its texts and octets live in.
class AnyReading {
public:
    AnyReading() : meter_{any_bytes()}, id_{any_bytes()}, list_{any_bytes()} {
        const auto count = *rc::gen::inRange<std::size_t>(0, 12);
        for (std::size_t i = 0; i < count; ++i) texts_.push_back(any_bytes());
        for (const std::string& text : texts_) objects_.push_back(any_object(text));
    }

    values::Reading reading() const {
        return {.framing = framing_,
                .check = check_,
                .maker = list_,
                .list = list_,
                .meter_id = id_,
                .meter_model = id_,
                .meter_time = clock_,
                .time = values::Instant{moment_},
                .objects = objects_};
    }
    Context context() const { return {.meter = meter_, .colour = false}; }

private:
    static Object any_object(const std::string& text) {
        Object object;
        object.obis = any_code();
        object.quantity = values::find_quantity(object.obis);
        object.value.kind = static_cast<Value::Kind>(*rc::gen::inRange(0, 8));
        object.value.truth = *rc::gen::arbitrary<bool>();
        object.value.number = any_decimal();
        object.value.text = text;
        object.value.data = {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
        object.value.clock = any_clock();
        object.unit = static_cast<values::Unit>(*rc::gen::arbitrary<std::uint8_t>());
        object.scale = static_cast<values::Scale>(*rc::gen::inRange(0, 5));
        object.scaler = *rc::gen::arbitrary<std::int8_t>();
        object.type_tag = *rc::gen::arbitrary<std::uint8_t>();
        return object;
    }

    std::string meter_;
    std::string id_;
    std::string list_;
    values::Framing framing_ = static_cast<values::Framing>(*rc::gen::inRange(0, 7));
    values::Check check_ = static_cast<values::Check>(*rc::gen::inRange(0, 7));
    values::DateTime clock_ = any_clock();
    std::int64_t moment_ = *rc::gen::inRange<std::int64_t>(0, 253'402'300'800'000);
    std::vector<std::string> texts_;
    std::vector<Object> objects_;
};

std::string written(std::string_view format, const AnyReading& any) {
    std::string out;
    (*make_formatter(format))->write(any.reading(), any.context(), out);
    return out;
}

// Whether no member of any object stands twice.
bool members_are_unique(const std::string& line) {
    std::vector<std::vector<std::string>> open;
    bool unique = true;
    const nlohmann::json::parser_callback_t watch = [&](int, nlohmann::json::parse_event_t event,
                                                        nlohmann::json& parsed) {
        using Event = nlohmann::json::parse_event_t;
        if (event == Event::object_start) open.emplace_back();
        if (event == Event::object_end) open.pop_back();
        if (event == Event::key) {
            auto& names = open.back();
            const auto name = parsed.get<std::string>();
            unique = unique && std::find(names.begin(), names.end(), name) == names.end();
            names.push_back(name);
        }
        return true;
    };
    return !nlohmann::json::parse(line, watch).is_discarded() && unique;
}

// The digits of a number, from the definition: the magnitude with its point moved.
std::string digits_of(const Decimal& number) {
    std::string text = std::to_string(number.magnitude());
    if (number.exponent() >= 0) {
        if (number.magnitude() != 0) text.append(static_cast<std::size_t>(number.exponent()), '0');
    } else {
        const auto decimals = static_cast<std::size_t>(-number.exponent());
        if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
        text.insert(text.size() - decimals, ".");
    }
    return (number.negative() ? "-" : "") + text;
}

}  // namespace

TEST_CASE("any reading is one line of valid JSON, no member twice") {
    CHECK(rc::check([] {
        const AnyReading any;
        for (const std::string_view format : {"json", "objects"}) {
            const std::string line = written(format, any);
            RC_ASSERT(std::count(line.begin(), line.end(), '\n') == 1);
            RC_ASSERT(line.back() == '\n');
            RC_ASSERT(nlohmann::json::accept(line));
            RC_ASSERT(members_are_unique(line));
        }
    }));
}

TEST_CASE("no reading brings a control character to a terminal") {
    CHECK(rc::check([] {
        const AnyReading any;
        const std::string block = written("text", any);
        RC_ASSERT(std::none_of(block.begin(), block.end(), [](char character) {
            return (static_cast<unsigned char>(character) < 0x20 && character != '\n') ||
                   character == 0x7F;
        }));
        RC_ASSERT(nlohmann::json::accept(nlohmann::json(block).dump()));
    }));
}

TEST_CASE("any reading is one row of csv with all its columns") {
    CHECK(rc::check([] {
        const AnyReading any;
        const std::string row = written("csv", any);
        std::size_t columns = 1;
        std::size_t lines = 0;
        bool quoted = false;
        for (const char character : row) {
            if (character == '"') quoted = !quoted;
            if (!quoted && character == ',') ++columns;
            if (!quoted && character == '\n') ++lines;
        }
        std::string header;
        (*make_formatter("csv"))->begin(header);
        RC_ASSERT(!quoted);
        RC_ASSERT(lines == 1u);
        RC_ASSERT(columns ==
                  static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')) + 1);
    }));
}

TEST_CASE("any number stands there with its digits") {
    CHECK(rc::check([] {
        const Decimal number = any_decimal();
        const Object object{.obis = *values::Obis::parse("1-0:1.7.0"),
                            .value = {.kind = Value::Kind::number, .number = number},
                            .scale = values::Scale::frame};
        values::Reading reading;
        reading.objects = {&object, 1};
        std::string line;
        (*make_formatter("objects"))->write(reading, {}, line);
        const std::string expected = "\"value\":" + digits_of(number) +
                                     ",\"raw\":" + (number.negative() ? "-" : "") +
                                     std::to_string(number.magnitude()) + ",\"scaler\"";
        RC_ASSERT(line.find(expected) != std::string::npos);
    }));
}
