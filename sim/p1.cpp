// SPDX-License-Identifier: Apache-2.0
#include "sim/p1.h"

#include <cstdio>
#include <cstdlib>

namespace hanmeter::sim {
namespace {

std::string hex_of(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        hex += digits[octet >> 4];
        hex += digits[octet & 0x0F];
    }
    return hex;
}

std::string digits_of(std::int64_t number, std::size_t least) {
    std::string digits = std::to_string(number);
    if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
    return digits;
}

// YYMMDDhhmmss and S in summer, W in winter; `whole_hour`: the hour that has ended.
std::string clock_of(const values::DateTime& clock, bool whole_hour) {
    std::string text = digits_of(clock.year % 100, 2);
    for (const int part :
         {int{clock.month}, int{clock.day}, int{clock.hour}, whole_hour ? 0 : int{clock.minute},
          whole_hour ? 0 : int{clock.second}}) {
        text += digits_of(part, 2);
    }
    return text + ((clock.status & 0x80) != 0 ? 'S' : 'W');
}

struct Printed {
    std::string_view unit;
    int power;  // of ten, from the base unit
};

Printed printed(values::Unit unit) {
    using values::Unit;
    switch (unit) {
        case Unit::watt: return {"kW", 3};
        case Unit::var: return {"kvar", 3};
        case Unit::watt_hour: return {"kWh", 3};
        case Unit::var_hour: return {"kvarh", 3};
        case Unit::volt: return {"V", 0};
        case Unit::ampere: return {"A", 0};
        case Unit::cubic_metre: return {"m3", 0};
        case Unit::none:
        case Unit::second:
        case Unit::degree:
        case Unit::cubic_metre_corrected:
        case Unit::joule:
        case Unit::volt_ampere:
        case Unit::volt_ampere_hour:
        case Unit::hertz:
        case Unit::count: break;
    }
    return {"", 0};
}

std::string number_of(const Row& row, const Snapshot& snapshot) {
    const Printed form = printed(row.unit);
    const std::int64_t raw = raw_of(row, snapshot);
    const auto places = static_cast<std::size_t>(form.power - row.scaler);
    std::string text = digits_of(std::abs(raw), places + row.padded_size);
    if (places > 0) text.insert(text.size() - places, 1, '.');
    if (raw < 0) text.insert(0, 1, '-');
    if (!form.unit.empty()) text.append("*").append(form.unit);
    return text;
}

std::string groups_of(const Row& row, const Identity& identity, const Snapshot& snapshot) {
    if (row.field == Field::clock) return "(" + clock_of(snapshot.clock, false) + ")";
    if (is_text(row.field)) return "(" + p1_text(row, identity) + ")";
    const std::string number = "(" + number_of(row, snapshot) + ")";
    return row.field == Field::gas ? "(" + clock_of(snapshot.clock, true) + ")" + number : number;
}

}  // namespace

std::string p1_text(const Row& row, const Identity& identity) {
    const std::string text = text_of(row, identity);
    return row.type == Type::octet_string ? hex_of(text) : text;
}

std::vector<std::uint8_t> p1_telegram(const std::vector<const Row*>& rows, const Identity& identity,
                                      const Snapshot& snapshot) {
    std::string text = "/" + identity.meter_model + "\r\n\r\n";
    for (const Row* row : rows) {
        const values::Obis& code = row->code;
        text += std::to_string(code.a) + "-" + std::to_string(code.b) + ":";
        text +=
            std::to_string(code.c) + "." + std::to_string(code.d) + "." + std::to_string(code.e);
        text += groups_of(*row, identity, snapshot) + "\r\n";
    }
    text += "!";
    return {text.begin(), text.end()};
}

void append_p1_check(std::vector<std::uint8_t>& telegram) {
    constexpr std::uint16_t polynomial = 0xA001;  // 8005, bits turned round
    std::uint16_t crc = 0;
    for (const std::uint8_t byte : telegram) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) {
            crc = static_cast<std::uint16_t>((crc & 1) != 0 ? crc >> 1 ^ polynomial : crc >> 1);
        }
    }
    char digits[8];
    const int size = std::snprintf(digits, sizeof digits, "%04X\r\n", crc);
    telegram.insert(telegram.end(), digits, digits + size);
}

}  // namespace hanmeter::sim
