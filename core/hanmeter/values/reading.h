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
        number,        // `number`; as it stood in the frame: raw_of()
        real,          // `number`, from a floating-point register: it has no raw form
        not_a_number,  // `text`: NaN, Infinity, -Infinity
        text,          // `text`: printable, padding dropped
        octets,        // `data`: what is not printable
        clock,         // `clock`: a possible time
        boolean,       // `truth`
        composite,     // `data`: an array or structure, still in A-XDR
        groups,        // `text`: the groups of a P1 line as sent, brackets and all: see groups.h
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
    std::string_view other_unit{};  // P1: the unit as sent, where it is none of Unit
    Scale scale = Scale::none;
    std::int8_t scaler = 0;          // with scale frame, list or assumed
    std::uint8_t type_tag = 0;       // A-XDR tag of the value; 0 where the message is not A-XDR
    std::optional<DateTime> time{};  // the value's own time, where the message gives one
    std::optional<std::uint64_t> status{};  // SML's status word of the entry
    // What the user had the number multiplied by; it lives as long as the decoder's settings.
    const Decimal* factor = nullptr;
    // A counter that cannot be, since it fell or leapt: it is shown by its code, not as a counter.
    // Never set by a decoder.
    bool suspect = false;
};

// What a meter on an M-Bus channel measures: the medium byte of EN 13757-3, as 0-n:24.1.0 has it.
enum class Medium : std::uint8_t {
    electricity = 2,
    gas = 3,
    heat_outlet = 4,
    warm_water = 6,
    water = 7,
    heat_cost_allocator = 8,
    cooling_outlet = 10,
    cooling_inlet = 11,
    heat_inlet = 12,
    heat_and_cooling = 13,
    unknown = 15,
};

// A meter that reports through this one.
struct Submeter {
    static constexpr std::size_t no_object = ~std::size_t{0};

    std::uint8_t channel = 0;  // value group B of its codes
    Medium medium = Medium::unknown;
    std::string_view id{};           // as the meter sent it, hex of ASCII undone; else empty
    std::size_t object = no_object;  // of the reading's objects the one that holds its counter
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
    std::optional<std::uint32_t> sec_index{};  // SML: seconds of the meter's operation
    bool line_ends_restored = false;           // see Origin
    std::span<const Object> objects{};
    std::span<const Submeter> submeters{};
};

// What the host knows of the bytes that it hands in.
struct Origin {
    Origin() = default;
    Origin(std::optional<Instant> received_at) : time{received_at} {}
    Origin(Instant received_at) : time{received_at} {}
    Origin(std::nullopt_t) {}

    std::optional<Instant> time{};  // when the last byte was received; a plain file has none
    TimeFrom time_from = TimeFrom::receiver;
    bool line_ends_restored = false;  // text pasted with LF, whose CR LF were put back
};

// The words of the output format (`hdlc`, `fcs`, `assumed` ...).
std::string_view text(Framing framing);
std::string_view text(Check check);
std::string_view text(Scale scale);

// The unit as it is printed: `W`, `m3`; empty where there is none.
std::string_view unit_of(const Object& object);

// A number as it stood in the frame: before scaler and factor. Of Kind::number only.
Decimal raw_of(const Object& object);

// `gas`, `heat`, `water` ...: the kind that `submeters` and `device` show.
std::string_view text(Medium medium);

// The submeter that an object belongs to, or null: its counter (C = 24) and its ids (96.1.x).
const Submeter* submeter_of(const Reading& reading, const Object& object);

// The first object of a quantity's key that holds a number whose scale is known, or null.
const Object* find_number(const Reading& reading, std::string_view key);

// The key by which an object goes: the catalogue's, else its code.
void write_key(const Object& object, bytes::TextWriter& out);

}  // namespace hanmeter::values
