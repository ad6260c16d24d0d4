// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/record_list.h"

#include "hanmeter/messages/cosem/axdr.h"
#include "hanmeter/values/ids.h"

namespace hanmeter::meters {
namespace {

using bytes::Bytes;
using messages::mbus::DataType;
using messages::mbus::Record;
using values::DateTime;
using values::Decimal;
using values::Obis;
using values::Unit;

constexpr std::uint8_t without_extension = 0x7F;

// What a record measures; code and unit for the direction that VIFE 3C turns round.
struct Measured {
    std::uint8_t c = 0;  // value group C of the import
    std::uint8_t d = 0;
    Unit unit = Unit::none;
    int exponent = 0;
};

std::optional<Measured> active(std::uint8_t vif) {
    constexpr std::uint8_t energy = 0x00;  // 10^(nnn-3) Wh
    constexpr std::uint8_t power = 0x28;   // 10^(nnn-3) W
    const int nnn = vif & 7;
    if ((vif & 0x78) == energy) return Measured{1, 8, Unit::watt_hour, nnn - 3};
    if ((vif & 0x78) == power) return Measured{1, 7, Unit::watt, nnn - 3};
    return std::nullopt;
}

// The table behind FB.
std::optional<Measured> reactive(std::uint8_t vife) {
    constexpr std::uint8_t energy = 0x02;  // 10^n kvarh
    constexpr std::uint8_t power = 0x14;   // 10^(nn-3) kvar
    if ((vife & 0x7E) == energy) return Measured{3, 8, Unit::var_hour, (vife & 1) + 3};
    if ((vife & 0x7C) == power) return Measured{3, 7, Unit::var, vife & 3};
    return std::nullopt;
}

struct Meaning {
    Obis code{};
    Unit unit = Unit::none;
    int exponent = 0;
};

// Of VIF and VIFEs; nothing for what has no place in an electricity meter's list.
std::optional<Meaning> meaning_of(const Record& record) {
    constexpr std::uint8_t linear_extension = 0x7B;
    constexpr std::uint8_t backwards = 0x3C;
    constexpr std::uint8_t correction = 0x70;  // 10^(nnn-6)
    constexpr std::uint8_t makers_own = 0x7F;
    constexpr std::uint8_t prepayment = 0x04;

    const Bytes fields = record.information;
    const std::uint8_t vif = fields[0] & without_extension;
    std::size_t at = 1;
    std::optional<Measured> found;
    if (vif != linear_extension) {
        found = active(vif);
    } else if (fields.size() > 1) {
        found = reactive(fields[at++] & without_extension);
    }
    if (!found) return std::nullopt;
    Meaning meaning{
        .code = {1, 1, found->c, found->d, static_cast<std::uint8_t>(record.tariff), 255},
        .unit = found->unit,
        .exponent = found->exponent};
    for (; at < fields.size(); ++at) {
        const std::uint8_t vife = fields[at] & without_extension;
        const bool last_is_prepayment =
            vife == makers_own && at + 2 == fields.size() && fields[at + 1] == prepayment;
        if (vife == backwards) {
            ++meaning.code.c;
        } else if ((vife & 0x78) == correction) {
            meaning.exponent += (vife & 7) - 6;
        } else if (last_is_prepayment && found->d == 8) {
            meaning.code = {1, 1, 1, 128, 0, 255};
            return meaning;
        } else {
            return std::nullopt;
        }
    }
    return meaning;
}

std::optional<Decimal> bcd_of(Bytes data) {
    std::uint64_t number = 0;
    for (std::size_t i = data.size(); i-- > 0;) {
        const unsigned high = data[i] >> 4;
        const unsigned low = data[i] & 0x0Fu;
        if (high > 9 || low > 9) return std::nullopt;
        number = number * 100 + (std::uint64_t{high} * 10 + low);
    }
    return Decimal::of_unsigned(number);
}

std::optional<Decimal> whole_of(Bytes data) {
    std::uint64_t bits = (data.back() & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = data.size(); i-- > 0;) bits = bits << 8 | data[i];
    return Decimal::of_signed(static_cast<std::int64_t>(bits));
}

std::optional<Decimal> number_of(const Record& record) {
    switch (record.type) {
        case DataType::int8:
        case DataType::int16:
        case DataType::int24:
        case DataType::int32:
        case DataType::int48:
        case DataType::int64: return whole_of(record.data);
        case DataType::bcd2:
        case DataType::bcd4:
        case DataType::bcd6:
        case DataType::bcd8:
        case DataType::bcd12: return bcd_of(record.data);
        case DataType::none:
        case DataType::real32:
        case DataType::selection:
        case DataType::variable:
        case DataType::special: break;
    }
    return std::nullopt;
}

// The A-XDR tag of the integer that holds as much.
std::uint8_t type_of(const Record& record) {
    using messages::cosem::Tag;
    const std::size_t size = record.data.size();
    const Tag tag = size <= 1   ? Tag::integer
                    : size <= 2 ? Tag::long_
                    : size <= 4 ? Tag::double_long
                                : Tag::long64;
    return static_cast<std::uint8_t>(tag);
}

// Day and month with the year around them, as types F, G and I of EN 13757-3 share them.
void set_date(Bytes two, DateTime& time) {
    time.day = two[0] & 0x1F;
    time.month = two[1] & 0x0F;
    time.year = static_cast<std::uint16_t>(2000 + (two[0] >> 5 | (two[1] & 0xF0) >> 1));
}

// Types I (CP48) and F (CP32); a clock that says of itself that it does not hold is none.
std::optional<DateTime> clock_of(const Record& record) {
    constexpr std::uint8_t invalid = 0x80;
    constexpr std::uint8_t summer = 0x40;
    const Bytes data = record.data;
    DateTime time;
    if (record.type == DataType::int48) {
        if ((data[1] & invalid) != 0) return std::nullopt;
        time.second = data[0] & 0x3F;
        time.minute = data[1] & 0x3F;
        time.hour = data[2] & 0x1F;
        set_date(data.subspan(3), time);
        time.summer = (data[0] & summer) != 0;
    } else if (record.type == DataType::int32) {
        if ((data[0] & invalid) != 0) return std::nullopt;
        time.minute = data[0] & 0x3F;
        time.hour = data[1] & 0x1F;
        set_date(data.subspan(2), time);
        time.summer = (data[1] & invalid) != 0;
    } else {
        return std::nullopt;
    }
    return time.possible() ? std::optional{time} : std::nullopt;
}

std::string_view maker_of(Bytes two) {
    const unsigned bits = two[0] | unsigned{two[1]} << 8;
    const auto letter = [&](unsigned shift) {
        return static_cast<char>('A' - 1 + (bits >> shift & 0x1F));
    };
    const std::array<char, 3> letters{letter(10), letter(5), letter(0)};
    return values::maker_of({letters.data(), letters.size()});
}

}  // namespace

bytes::Result<RecordList> read_records(const messages::mbus::Telegram& telegram, Bytes records,
                                       values::ObjectList& objects, bytes::TextRoom& texts) {
    constexpr std::uint8_t date_and_time = 0x6D;
    RecordList list{.maker = maker_of(telegram.maker)};
    messages::mbus::Records walk{records};
    while (true) {
        const auto record = walk.next();
        if (!record) return record.fault();
        if (!*record) break;
        const Record& found = **record;
        const bool current = found.function == 0 && found.storage == 0 && found.subunit == 0;
        if (!current) continue;
        if (found.information.size() == 1 && found.information[0] == date_and_time) {
            list.meter_time = clock_of(found);
            continue;
        }
        const auto meaning = meaning_of(found);
        const auto number = number_of(found);
        if (!meaning || !number) continue;
        const auto scaler = static_cast<std::int8_t>(meaning->exponent);
        objects.add(
            {.obis = meaning->code,
             .quantity = values::find_quantity(meaning->code),
             .value = {.kind = values::Value::Kind::number, .number = number->scaled(scaler)},
             .unit = meaning->unit,
             .scale = values::Scale::frame,
             .scaler = scaler,
             .type_tag = type_of(found)});
    }
    const auto id = texts.keep([&](bytes::TextWriter& out) {
        const std::array<std::uint8_t, 4> digits{telegram.id[3], telegram.id[2], telegram.id[1],
                                                 telegram.id[0]};
        out.put_hex(digits);
    });
    if (id) list.meter_id = *id;
    return list;
}

}  // namespace hanmeter::meters
