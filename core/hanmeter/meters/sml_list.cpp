// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/sml_list.h"

#include <algorithm>

#include "hanmeter/bytes/hex.h"
#include "hanmeter/messages/cosem/axdr.h"
#include "hanmeter/values/ids.h"

namespace hanmeter::meters {
namespace {

using bytes::Bytes;
using messages::sml::Element;
using messages::sml::Type;
using values::DateTime;
using values::Decimal;
using values::Object;
using values::Scale;
using values::Unit;
using values::Value;

// Where things stand in a message, by level and index.
constexpr std::uint8_t response_level = 4;
constexpr std::uint8_t entry_level = 5;
constexpr std::uint8_t member_level = 6;
enum ResponseIndex : std::size_t { server_id = 1, sensor_time = 3, entries = 4 };
enum EntryIndex : std::size_t { at_name, at_status, at_time, at_unit, at_scaler, at_value };
constexpr std::size_t entry_members = 7;

constexpr values::Obis new_maker_code{1, 0, 96, 50, 1, 1};
constexpr values::Obis old_maker_code{129, 129, 199, 130, 3, 255};

Bytes without_padding(Bytes content) {
    while (!content.empty() && content.back() == 0) content = content.first(content.size() - 1);
    return content;
}

// Printable, `content` being without padding.
bool is_text(Bytes content) {
    return std::all_of(content.begin(), content.end(), bytes::is_printable_ascii);
}

DateTime civil(std::uint64_t seconds) {
    // Days since 1970-01-01 to a date of the Gregorian calendar, in eras of 400 years from March.
    const std::uint64_t days = seconds / 86400 + 719468;
    const std::uint64_t era = days / 146097;
    const std::uint64_t of_era = days % 146097;
    const std::uint64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const std::uint64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    const std::uint64_t month = (5 * of_year + 2) / 153;
    const std::uint64_t rest = seconds % 86400;
    return {.year = static_cast<std::uint16_t>(year + era * 400 + (month >= 10 ? 1 : 0)),
            .month = static_cast<std::uint8_t>(month < 10 ? month + 3 : month - 9),
            .day = static_cast<std::uint8_t>(of_year - (153 * month + 2) / 5 + 1),
            .hour = static_cast<std::uint8_t>(rest / 3600),
            .minute = static_cast<std::uint8_t>(rest / 60 % 60),
            .second = static_cast<std::uint8_t>(rest % 60)};
}

// The A-XDR tag of a number of that many octets.
std::uint8_t type_of(const Element& element) {
    using messages::cosem::Tag;
    const std::size_t size = element.content.size();
    const bool is_signed = element.type == Type::integer;
    if (element.type == Type::boolean) return static_cast<std::uint8_t>(Tag::boolean);
    if (!is_signed && element.type != Type::unsigned_) {
        return static_cast<std::uint8_t>(Tag::octet_string);
    }
    Tag tag = is_signed ? Tag::long64 : Tag::long64_unsigned;
    if (size <= 4) tag = is_signed ? Tag::double_long : Tag::double_long_unsigned;
    if (size <= 2) tag = is_signed ? Tag::long_ : Tag::long_unsigned;
    if (size <= 1) tag = is_signed ? Tag::integer : Tag::unsigned_;
    return static_cast<std::uint8_t>(tag);
}

// Puts an SML_Time together as its parts come.
struct Time {
    enum Choice : std::uint64_t { seconds_of_operation = 1, timestamp = 2, local_timestamp = 3 };

    std::optional<std::uint64_t> choice{};
    std::optional<std::uint64_t> number{};
    std::int64_t offset_minutes = 0;
    bool offsets_possible = true;

    std::optional<std::uint32_t> sec_index() const {
        if (!number || choice.value_or(seconds_of_operation) != seconds_of_operation) return {};
        if (*number > 0xFFFF'FFFF) return {};
        return static_cast<std::uint32_t>(*number);
    }
    std::optional<DateTime> clock() const {
        if (!number || !choice || (*choice != timestamp && *choice != local_timestamp)) return {};
        if (*number > 0xFFFF'FFFF || !offsets_possible) return {};
        const std::int64_t local = static_cast<std::int64_t>(*number) + offset_minutes * 60;
        if (local < 0) return {};
        const DateTime time = civil(static_cast<std::uint64_t>(local));
        return time.possible() ? std::optional{time} : std::nullopt;
    }
};

class Reader final : public messages::sml::Visitor {
public:
    explicit Reader(values::ObjectList& objects) : objects_{objects} {}

    SmlList list;

    void begin(const Element& element) override {
        if (element.level == response_level) part_ = element.index;
        if (element.level == entry_level && part_ == entries) {
            is_entry_ = element.count == entry_members;
            entry_ = {};
        }
        if (element.level == member_level) member_ = element.index;
    }

    void value(const Element& element) override {
        if (element.level == response_level) {
            if (element.index == server_id) list.server_id = element.content;
            if (element.index == sensor_time) {
                list.sec_index = Time{.number = messages::sml::unsigned_of(element)}.sec_index();
            }
            return;
        }
        if (part_ == sensor_time) return time_part(element, element.level - 5u, time_);
        if (part_ != entries || !is_entry_) return;
        if (element.level == member_level) return take_member(element);
        if (member_ == at_time) time_part(element, element.level - 7u, entry_.time);
    }

    void end(const Element& element) override {
        if (element.level == response_level && element.index == sensor_time) {
            list.sec_index = time_.sec_index();
            list.meter_time = time_.clock();
        }
        if (element.level == entry_level && part_ == entries && is_entry_) add_entry();
        if (element.level == member_level) member_ = entry_members;
    }

private:
    struct Entry {
        Bytes name{};
        std::optional<std::uint64_t> status{};
        Time time{};
        std::optional<std::uint64_t> unit{};
        std::int64_t scaler = 0;
        Element value{};
        bool has_value = false;
    };

    // `depth` 0: choice and value; 1: timestamp, local offset, season offset.
    static void time_part(const Element& element, unsigned depth, Time& time) {
        if (depth == 0 && element.index == 0) time.choice = messages::sml::unsigned_of(element);
        const bool is_number =
            (depth == 0 && element.index == 1) || (depth == 1 && element.index == 0);
        if (is_number) time.number = messages::sml::unsigned_of(element);
        if (depth == 1 && element.index > 0) {
            constexpr std::int64_t most = 24 * 60;
            const std::int64_t offset = messages::sml::signed_of(element).value_or(0);
            const bool possible = element.index <= 2 && offset >= -most && offset <= most;
            time.offset_minutes += possible ? offset : 0;
            time.offsets_possible &= possible;
        }
    }

    void take_member(const Element& element) {
        switch (element.index) {
            case at_name: entry_.name = element.content; return;
            case at_status: entry_.status = messages::sml::unsigned_of(element); return;
            case at_unit: entry_.unit = messages::sml::unsigned_of(element); return;
            case at_scaler: entry_.scaler = messages::sml::signed_of(element).value_or(0); return;
            case at_value:
                entry_.value = element;
                entry_.has_value = !element.content.empty();
                return;
            default: return;
        }
    }

    void add_entry() {
        if (!entry_.has_value || entry_.name.size() != values::Obis::size) return;
        const auto code = values::Obis::from(entry_.name);
        Object object{.obis = code, .quantity = values::find_quantity(code)};
        object.type_tag = type_of(entry_.value);
        object.status = entry_.status;
        object.time = entry_.time.clock();
        if (set_value(object)) objects_.add(object);
    }

    bool set_value(Object& object) const {
        const Bytes content = entry_.value.content;
        switch (entry_.value.type) {
            case Type::octet_string: {
                const Bytes shown = without_padding(content);
                if (shown.empty() || !is_text(shown)) {
                    object.value = {.kind = Value::Kind::octets, .data = content};
                    return true;
                }
                // Characters may alias any bytes.
                const auto* const first = reinterpret_cast<const char*>(shown.data());
                object.value = {.kind = Value::Kind::text, .text = {first, shown.size()}};
                return true;
            }
            case Type::boolean:
                object.value = {.kind = Value::Kind::boolean, .truth = content.front() != 0};
                return true;
            case Type::integer:
                if (const auto number = messages::sml::signed_of(entry_.value)) {
                    set_number(Decimal::of_signed(*number), object);
                    return true;
                }
                return false;
            case Type::unsigned_:
                if (const auto number = messages::sml::unsigned_of(entry_.value)) {
                    set_number(Decimal::of_unsigned(*number), object);
                    return true;
                }
                return false;
            case Type::list:
            case Type::end_of_message: break;
        }
        return false;
    }

    void set_number(const Decimal& number, Object& object) const {
        object.scaler = static_cast<std::int8_t>(entry_.scaler);
        object.scale = Scale::frame;
        object.value = {.kind = Value::Kind::number, .number = number.scaled(object.scaler)};
        const auto unit = static_cast<Unit>(entry_.unit.value_or(0) & 0xFF);
        object.unit = unit == Unit::count ? Unit::none : unit;
    }

    values::ObjectList& objects_;
    std::size_t part_ = 0;                // of the response, that is being walked
    std::size_t member_ = entry_members;  // of the entry, that is a list being walked
    bool is_entry_ = false;
    Time time_{};
    Entry entry_{};
};

}  // namespace

SmlList read_sml_list(const messages::sml::Message& message, values::ObjectList& objects) {
    Reader reader{objects};
    static_cast<void>(messages::sml::walk(message.whole, reader));
    reader.list.maker = values::maker_of(values::server_id_letters(reader.list.server_id));
    for (const Object& object : objects.view()) {
        const bool names_it = object.obis == new_maker_code || object.obis == old_maker_code;
        const bool is_text = object.value.kind == Value::Kind::text;
        if (names_it && is_text && !values::maker_of(object.value.text).empty()) {
            reader.list.maker = values::maker_of(object.value.text);
        }
    }
    return reader.list;
}

}  // namespace hanmeter::meters
