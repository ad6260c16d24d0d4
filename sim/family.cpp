// SPDX-License-Identifier: Apache-2.0
#include "sim/family.h"

#include <array>

#include "hanmeter/values/decimal.h"

namespace hanmeter::sim {
namespace {

constexpr std::uint8_t data_notification = 0x0F;

bool is_text(Field field) {
    return field == Field::list_version || field == Field::meter_id || field == Field::meter_model;
}

const std::string& text_of(Field field, const Identity& identity) {
    if (field == Field::list_version) return identity.list_version;
    return field == Field::meter_id ? identity.meter_id : identity.meter_model;
}

std::int64_t raw_of(const Row& row, const Snapshot& snapshot) {
    std::int64_t raw = thousandths(snapshot, row.field);
    for (int power = -3; power < row.scaler; ++power) raw /= 10;
    return raw;
}

template <class Value, std::size_t room>
std::string written(const Value& value, std::array<char, room> text = {}) {
    bytes::TextWriter out{text};
    value.write(out);
    return std::string{out.view()};
}

std::string sent_text(const Row& row, const Identity& identity, const Snapshot& snapshot) {
    if (is_text(row.field)) return text_of(row.field, identity);
    if (row.field == Field::clock) return written<values::DateTime, 32>(snapshot.clock);
    const auto value = values::Decimal::of_signed(raw_of(row, snapshot), row.scaler);
    return written<values::Decimal, values::Decimal::max_text>(value);
}

void write_value(AxdrWriter& out, const Row& row, const Identity& identity,
                 const Snapshot& snapshot) {
    if (row.field == Field::clock) {
        out.clock(snapshot.clock);
    } else if (is_text(row.field)) {
        std::string text = text_of(row.field, identity);
        if (text.size() < row.padded_size) text.resize(row.padded_size, '\0');
        out.text(row.type, text);
    } else {
        out.number(row.type, raw_of(row, snapshot));
    }
}

class Body {
public:
    Body(AxdrWriter& out, const Identity& identity, const Snapshot& snapshot)
        : out_{out}, identity_{identity}, snapshot_{snapshot} {}

    void tagged(const Row& row) {
        const bool number = !is_text(row.field) && row.field != Field::clock;
        out_.open(Type::structure, number ? 3 : 2).obis(row.code);
        value(row);
        if (number) out_.scaler_unit(row.scaler, row.unit);
    }

    void pair(const Row& row) {
        if (row.field == Field::null_pair) {
            out_.null_data().null_data();
            return;
        }
        out_.obis(row.code);
        value(row);
    }

    void value(const Row& row) { write_value(out_, row, identity_, snapshot_); }

private:
    AxdrWriter& out_;
    const Identity& identity_;
    const Snapshot& snapshot_;
};

void write_body(AxdrWriter& out, Layout layout, const std::vector<const Row*>& rows, Body body) {
    switch (layout) {
        case Layout::tagged:
            out.open(Type::array, rows.size());
            for (const Row* row : rows) body.tagged(*row);
            break;
        case Layout::positional:
            out.open(Type::structure, rows.size());
            for (const Row* row : rows) body.value(*row);
            break;
        case Layout::pairs:
            out.open(Type::structure, 2 * rows.size());
            for (const Row* row : rows) body.pair(*row);
            break;
        case Layout::name_then_pairs:
            out.open(Type::structure, 2 * rows.size() - 1);
            body.value(*rows.front());
            for (std::size_t i = 1; i < rows.size(); ++i) body.pair(*rows[i]);
            break;
    }
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

Message encode(const Family& family, Form form, int list, const Identity& identity,
               const Snapshot& snapshot) {
    std::vector<const Row*> rows;
    Message message;
    for (const Row& row : family.rows) {
        if ((row.lists >> (list - 1) & 1) == 0 || (row.forms & form) == 0) continue;
        rows.push_back(&row);
        if (row.field == Field::null_pair) continue;
        message.values.push_back({row.code, sent_text(row, identity, snapshot)});
    }
    AxdrWriter out;
    write_notification(out, family, snapshot.clock);
    write_body(out, family.layout, rows, Body{out, identity, snapshot});
    message.apdu = out.take();
    return message;
}

}  // namespace hanmeter::sim
