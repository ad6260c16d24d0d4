// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/values/date_time.h"
#include "hanmeter/values/decimal.h"
#include "hanmeter/values/quantity.h"

namespace hanmeter::values {

enum class Framing : std::uint8_t { hdlc, mbus, wrapper, p1, d0, sml, apdu };

// The strongest check that the message passed.
enum class Check : std::uint8_t { none, bcc, sml, crc16, mbus, fcs, gcm };

// Who says by which power of ten a raw number is to be multiplied.
enum class Scale : std::uint8_t {
    none,     // no scale applies: text, time, or a number that has none
    frame,    // the frame itself
    list,     // the maker's document of this list
    assumed,  // documents disagree and a rule decided
    unknown,  // nobody; the value is the raw number and has no unit
};

enum class TimeFrom : std::uint8_t { receiver, log };

// The value of one object.
struct Value {
    enum class Kind : std::uint8_t {
        number,        // `number`; `raw` of it is number.mantissa()
        real,          // `number`, from a floating-point register: it has no raw form
        not_a_number,  // `text`: NaN, Infinity, -Infinity
        text,          // `text`: printable, padding dropped
        octets,        // `data`: what is not printable
        clock,         // `clock`: a possible time
        boolean,       // `truth`
        composite,     // `data`: an array or structure, still in A-XDR
    };

    Kind kind = Kind::octets;
    bool truth = false;
    Decimal number{};
    std::string_view text{};
    bytes::Bytes data{};
    DateTime clock{};

    bool numeric() const { return kind == Kind::number || kind == Kind::real; }
};

// One register as the meter named it.
struct Object {
    Obis obis;
    const Quantity* quantity = nullptr;  // null: the code itself is the key
    Value value{};
    Unit unit = Unit::none;
    Scale scale = Scale::none;
    std::int8_t scaler = 0;     // with scale frame, list or assumed
    std::uint8_t type_tag = 0;  // A-XDR tag of the value; 0 where the message is not A-XDR
};

// One application message, decoded. Texts, data and objects are views into the decoder's room:
// they are valid until its next take(), start() or finish().
struct Reading {
    Framing framing = Framing::hdlc;
    Check check = Check::none;
    bool encrypted = false;
    std::string_view maker{};              // as far as the message tells; else empty
    std::string_view list{};               // version or name of the list; else empty
    std::string_view meter_id{};           // what the meter sent, never guessed; else empty
    std::string_view meter_model{};        // else empty
    std::optional<DateTime> meter_time{};  // clock register, else the notification's time
    std::optional<Instant> time{};         // when the last byte was received
    TimeFrom time_from = TimeFrom::receiver;
    std::span<const Object> objects{};
};

// The words of the output format (`hdlc`, `fcs`, `assumed` ...).
std::string_view text(Framing framing);
std::string_view text(Check check);
std::string_view text(Scale scale);

// The first object of a quantity's key that holds a number whose scale is known, or null.
const Object* find_number(const Reading& reading, std::string_view key);

// The key by which an object goes: the catalogue's, else its code.
void write_key(const Object& object, bytes::TextWriter& out);

}  // namespace hanmeter::values
