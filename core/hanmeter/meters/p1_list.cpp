// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/p1_list.h"

#include <algorithm>
#include <array>
#include <optional>

#include "hanmeter/messages/cosem/value.h"
#include "hanmeter/messages/p1/telegram.h"
#include "hanmeter/values/groups.h"
#include "hanmeter/values/ids.h"
#include "hanmeter/values/measure.h"

namespace hanmeter::meters {
namespace {

using values::DateTime;
using values::Decimal;
using values::Obis;
using values::Object;
using values::Scale;
using values::Unit;
using values::Value;

bool all_digits(std::string_view text) {
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
    }
    return !text.empty();
}

std::uint8_t two_digits(const char* at) {
    return static_cast<std::uint8_t>((at[0] - '0') * 10 + (at[1] - '0'));
}

constexpr std::size_t stamp_size = 12;  // YYMMDDhhmmss

// Whether a text has the form of a time; whether it can be one is another question.
std::optional<DateTime> time_from(std::string_view text) {
    std::array<char, stamp_size> stamp{};
    std::optional<bool> summer;
    constexpr std::size_t spelt_size = 17;  // 20240111 09:35:00
    const bool spelt = text.size() == spelt_size && text[8] == ' ' && text[11] == ':' &&
                       text[14] == ':' && text.starts_with("20");
    if (spelt) {
        std::size_t used = 0;
        for (std::size_t i = 2; i < text.size(); ++i) {
            if (i != 8 && i != 11 && i != 14) stamp[used++] = text[i];
        }
    } else {
        if (text.size() < stamp_size || text.size() > stamp_size + 1) return std::nullopt;
        std::copy_n(text.data(), stamp_size, stamp.data());
        const char letter = text.size() > stamp_size ? text[stamp_size] : '\0';
        const bool is_letter = (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
        if (letter != '\0' && !is_letter) return std::nullopt;
        if (letter == 'S' || letter == 'W') summer = letter == 'S';
    }
    if (!all_digits({stamp.data(), stamp.size()})) return std::nullopt;
    const auto field = [&](std::size_t at) { return two_digits(stamp.data() + at); };
    return DateTime{.year = static_cast<std::uint16_t>(2000 + field(0)),
                    .month = field(2),
                    .day = field(4),
                    .hour = field(6),
                    .minute = field(8),
                    .second = field(10),
                    .summer = summer};
}

class Builder final : public messages::p1::Visitor {
public:
    explicit Builder(values::ObjectList& objects) : objects_{objects} {}

    Telegram telegram;

    void ident(std::string_view text) override {
        if (text.size() >= 3) telegram.maker = values::maker_of({text.data(), 3});
    }

    void line(const messages::p1::Line& line) override {
        const auto code = Obis::parse(line.address);
        if (!code) return;
        const bool without_ab = line.address.find(':') == std::string_view::npos;
        telegram.without_ab |= without_ab;
        telegram.with_f |= line.address.ends_with("*255");
        Object object{.obis = *code, .quantity = values::find_quantity(*code)};
        if (read_value(line.groups, object)) telegram.ok |= objects_.add(object);
    }

private:
    static constexpr std::size_t groups_kept = 8;

    // False where the line gives nothing.
    bool read_value(std::string_view text, Object& object) {
        std::array<std::string_view, groups_kept> groups;
        std::size_t count = 0;
        values::Groups all{text};
        while (const auto group = all.next()) {
            if (count < groups.size()) groups[count] = *group;
            ++count;
        }
        if (count == 1) return read_single(groups[0], object);
        if (count == 2 && read_timed(groups[0], groups[1], object)) return true;
        constexpr std::size_t old_gas = 7;  // DSMR 2.2 and 3.0
        if (count == old_gas && object.obis.c == 24 && object.obis.d == 3 &&
            read_old_gas(groups, object)) {
            return true;
        }
        object.value = {.kind = Value::Kind::groups, .text = text};
        return true;
    }

    bool read_single(std::string_view group, Object& object) {
        if (messages::cosem::is_clock_code(object.obis)) {
            const auto time = time_from(group);
            if (time && time->possible()) {
                object.value = {.kind = Value::Kind::clock, .clock = *time};
                return true;
            }
            ++telegram.clocks_impossible;
            return false;
        }
        if (read_number(group, object)) return true;
        object.value = {.kind = Value::Kind::text, .text = group};
        return true;
    }

    static bool read_number(std::string_view group, Object& object) {
        if (const auto measure = values::parse_measure(group)) {
            object.value = {.kind = Value::Kind::number, .number = measure->number};
            object.unit = measure->unit;
            object.other_unit = measure->other_unit;
            return true;
        }
        const bool plain = object.quantity != nullptr && object.quantity->unit == Unit::none &&
                           !object.quantity->unit_ends_key &&
                           object.quantity->kind == values::Kind::measurement;
        const auto number = plain ? Decimal::parse(group) : std::nullopt;
        if (!number) return false;
        object.value = {.kind = Value::Kind::number, .number = *number};
        return true;
    }

    bool read_timed(std::string_view stamp, std::string_view group, Object& object) {
        const auto time = time_from(stamp);
        const auto measure = values::parse_measure(group);
        const auto number = measure ? std::optional{measure->number} : Decimal::parse(group);
        if (!time || !number) return false;
        object.value = {.kind = Value::Kind::number, .number = *number};
        if (measure) {
            object.unit = measure->unit;
            object.other_unit = measure->other_unit;
        } else {
            object.scale = Scale::unknown;
        }
        set_time(*time, object);
        return true;
    }

    bool read_old_gas(const std::array<std::string_view, groups_kept>& groups, Object& object) {
        const auto time = time_from(groups[0]);
        const auto number = Decimal::parse(groups[6]);
        if (!time || !number) return false;
        object.value = {.kind = Value::Kind::number, .number = *number};
        if (groups[5] == "m3") {
            object.unit = Unit::cubic_metre;
        } else {
            object.other_unit = groups[5];
        }
        set_time(*time, object);
        return true;
    }

    void set_time(const DateTime& time, Object& object) {
        if (time.possible()) {
            object.time = time;
        } else {
            ++telegram.clocks_impossible;
        }
    }

    values::ObjectList& objects_;
};

}  // namespace

Telegram read_telegram(bytes::Bytes telegram, values::ObjectList& objects) {
    Builder builder{objects};
    messages::p1::walk(telegram, builder);
    builder.telegram.ok &= !objects.overflowed();
    return builder.telegram;
}

}  // namespace hanmeter::meters
