// SPDX-License-Identifier: Apache-2.0
#include "sim/family.h"

#include <array>

#include "hanmeter/values/decimal.h"
#include "sim/body.h"
#include "sim/p1.h"
#include "sim/records.h"
#include "sim/sml.h"

namespace hanmeter::sim {
namespace {

constexpr std::uint8_t data_notification = 0x0F;

template <class Value, std::size_t room>
std::string written(const Value& value, std::array<char, room> text = {}) {
    bytes::TextWriter out{text};
    value.write(out);
    return std::string{out.view()};
}

std::string sent_text(const Row& row, Layout layout, const Identity& identity,
                      const Snapshot& snapshot) {
    if (is_text(row.field)) {
        return layout == Layout::p1 ? p1_text(row, identity) : text_of(row, identity);
    }
    if (row.field == Field::clock) return written<values::DateTime, 32>(snapshot.clock);
    if (row.type == Type::boolean) return raw_of(row, snapshot) != 0 ? "true" : "false";
    const auto value = values::Decimal::of_signed(raw_of(row, snapshot), row.scaler);
    return written<values::Decimal, values::Decimal::max_text>(value);
}

// Places that show nothing, or whose clock stands in the message without a code.
bool is_silent(const Row& row) {
    const bool clock_alone = row.field == Field::clock && row.shape == Shape::bare;
    const bool nameless = row.code == values::Obis{};
    return row.field == Field::null_pair || row.field == Field::objects || clock_alone || nameless;
}

void write_notification(AxdrWriter& out, const Family& family, const values::DateTime& clock) {
    out.u8(data_notification).u32(family.invoke_id);
    switch (family.notification_time) {
        case NotificationTime::absent: out.u8(0); break;
        case NotificationTime::plain: out.u8(values::DateTime::size).bare_clock(clock); break;
        case NotificationTime::tagged: out.clock(clock); break;
    }
}

}  // namespace

bool is_text(Field field) {
    return field == Field::list_version || field == Field::meter_id ||
           field == Field::meter_model || field == Field::own_code || field == Field::tariff ||
           field == Field::channel_kind || field == Field::channel_id;
}

std::string text_of(const Row& row, const Identity& identity) {
    if (row.field == Field::list_version) return identity.list_version;
    if (row.field == Field::meter_id) return identity.meter_id;
    if (row.field == Field::tariff) return "0002";
    if (row.field == Field::channel_kind) return "003";
    if (row.field == Field::channel_id) return "G0000000000000001";
    if (row.field == Field::own_code) {
        const values::Obis& code = row.code;
        std::string octets;
        for (const std::uint8_t octet : {code.a, code.b, code.c, code.d, code.e, code.f}) {
            octets += static_cast<char>(octet);
        }
        return octets;
    }
    return identity.meter_model;
}

std::int64_t raw_of(const Row& row, const Snapshot& snapshot) {
    std::int64_t raw = thousandths(snapshot, row.field);
    for (int power = -3; power < row.scaler; ++power) raw /= 10;
    return raw;
}

Message encode(const Family& family, Form form, int list, const Identity& identity,
               const Snapshot& snapshot) {
    std::vector<const Row*> rows;
    Message message;
    for (const Row& row : family.rows) {
        if ((row.lists >> (list - 1) & 1) == 0 || (row.forms & form) == 0) continue;
        rows.push_back(&row);
        if (is_silent(row)) continue;
        message.values.push_back({row.code, sent_text(row, family.layout, identity, snapshot)});
    }
    if (family.layout == Layout::p1) {
        message.content = p1_telegram(rows, identity, snapshot);
    } else if (family.layout == Layout::sml) {
        message.content = sml_file(rows, identity, snapshot);
    } else if (family.layout == Layout::records) {
        message.content = records(rows, identity, snapshot);
    } else {
        AxdrWriter out;
        write_notification(out, family, snapshot.clock);
        write_body(out, family.layout, rows, identity, snapshot);
        message.content = out.take();
    }
    return message;
}

}  // namespace hanmeter::sim
