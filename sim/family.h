// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/axdr.h"
#include "sim/hdlc.h"
#include "sim/snapshot.h"

namespace hanmeter::sim {

// How the supply reaches the meter, and what else changes the list. A bit each, for masks.
enum Form : std::uint8_t {
    one_phase = 1,
    three_wire = 2,     // IT: no neutral
    four_wire = 4,      // TN
    wide = 8,           // four wires behind current transformers, energies in 64 bits
    one_quadrant = 16,  // one phase, import only
    all_forms = 31
};

// In which of the lists a place stands, a bit each.
enum Lists : std::uint8_t { in_3 = 4, in_2_3 = 6, in_1_2_3 = 7 };

// How a place stands in its list.
enum class Shape : std::uint8_t {
    as_list,  // as the layout has it
    bare,     // the value without its code
    pair,     // code and value side by side
};

// One place of a family's list.
struct Row {
    values::Obis code;
    Field field;
    Type type;
    std::int8_t scaler = 0;  // the number is cut to multiples of 10^scaler
    values::Unit unit = values::Unit::none;
    std::uint8_t lists = 0;          // of enum Lists
    std::uint8_t forms = all_forms;  // of enum Form
    // Texts: filled up with NUL to so many characters. P1: so many digits in front of the point.
    std::uint8_t padded_size = 0;
    Shape shape = Shape::as_list;
};

enum class Layout : std::uint8_t {
    tagged,       // array of structures {code, value} or {code, value, {scaler, unit}}
    positional,   // structure of values
    pairs,        // structure of code, value, code, value ...
    triplets,     // structure of code, value, {scaler, unit}, code ...; texts as pairs
    structures,   // structure of the structures of `tagged`
    described,    // structure of the objects {class, code, attribute, index} and then their values
    descriptors,  // structure of 1 and an array of {class, code, attribute without tags; value}
    p1,           // the lines of a telegram
    sml,          // a file of three messages
    records,      // M-Bus records without codes
};

// Where the data-notification has its date-time.
enum class NotificationTime : std::uint8_t { absent, plain, tagged };

// What the meters of one maker have in common: the rows in the order of the wire and what is
// around them.
struct Family {
    std::span<const Row> rows;
    Layout layout;
    HdlcHeader header;
    NotificationTime notification_time;
    std::uint32_t invoke_id;
};

// What a meter says of itself, each at most 127 characters.
struct Identity {
    std::string list_version;
    std::string meter_id;
    std::string meter_model;
};

// A value as it was sent: the code that the frame or the maker's document gives its place, and
// the exact decimal, the text, or the clock as YYYY-MM-DDThh:mm:ss.
struct SentValue {
    values::Obis code;
    std::string value;

    friend bool operator==(const SentValue&, const SentValue&) = default;
};

// A data-notification, telegram or file, and what it says.
struct Message {
    std::vector<std::uint8_t> content;
    std::vector<SentValue> values;
};

// The number of a row in units of its scaler.
std::int64_t raw_of(const Row& row, const Snapshot& snapshot);
// A text, clock or state as it is sent, before it is padded.
bool is_text(Field field);
std::string text_of(const Row& row, const Identity& identity);

// `list` is 1, 2 or 3; the family has rows for it in this form.
Message encode(const Family& family, Form form, int list, const Identity& identity,
               const Snapshot& snapshot);

}  // namespace hanmeter::sim
