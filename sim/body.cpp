// SPDX-License-Identifier: Apache-2.0
#include "sim/body.h"

namespace hanmeter::sim {
namespace {

bool is_number(const Row& row) {
    return !is_text(row.field) && row.field != Field::clock;
}

class Body {
public:
    Body(AxdrWriter& out, const Identity& identity, const Snapshot& snapshot)
        : out_{out}, identity_{identity}, snapshot_{snapshot} {}

    void structure(const Row& row) {
        if (row.shape != Shape::as_list) return flat(row, false);
        out_.open(Type::structure, is_number(row) ? 3 : 2).obis(row.code);
        value(row);
        if (is_number(row)) out_.scaler_unit(row.scaler, row.unit);
    }

    // Value; code and value; or code, value and scale.
    void flat(const Row& row, bool with_scale) {
        if (row.field == Field::null_pair) {
            out_.null_data().null_data();
            return;
        }
        if (row.shape != Shape::bare) out_.obis(row.code);
        value(row);
        if (with_scale && row.shape == Shape::as_list && is_number(row)) {
            out_.scaler_unit(row.scaler, row.unit);
        }
    }

    void value(const Row& row) {
        if (row.field == Field::clock) {
            out_.clock(snapshot_.clock);
        } else if (is_text(row.field)) {
            std::string text = text_of(row, identity_);
            if (text.size() < row.padded_size) text.resize(row.padded_size, '\0');
            out_.text(row.type, text);
        } else {
            out_.number(row.type, raw_of(row, snapshot_));
        }
    }

    void objects(const std::vector<const Row*>& rows) {
        out_.open(Type::array, rows.size());
        for (const Row* row : rows) {
            out_.open(Type::structure, 4);
            out_.number(Type::long_unsigned, class_of(*row)).obis(row->code);
            out_.number(Type::integer, attribute_of(*row)).number(Type::long_unsigned, 0);
        }
    }

    void descriptor(const Row& row) {
        const values::Obis& code = row.code;
        out_.open(Type::structure, 2).u16(static_cast<std::uint16_t>(class_of(row)));
        for (const std::uint8_t octet : {code.a, code.b, code.c, code.d, code.e, code.f}) {
            out_.u8(octet);
        }
        out_.u8(static_cast<std::uint8_t>(attribute_of(row)));
        value(row);
    }

private:
    // Blue Book: 1 data, 3 register, 8 clock, 40 push setup.
    static std::int64_t class_of(const Row& row) {
        if (row.field == Field::objects || row.field == Field::own_code) return 40;
        if (row.field == Field::clock) return 8;
        return is_number(row) ? 3 : 1;
    }
    static std::int64_t attribute_of(const Row& row) {
        return row.field == Field::own_code ? 1 : 2;
    }

    AxdrWriter& out_;
    const Identity& identity_;
    const Snapshot& snapshot_;
};

std::size_t flat_elements(const Row& row, bool with_scale) {
    if (row.shape == Shape::bare) return 1;
    const bool scaled = with_scale && row.shape == Shape::as_list && is_number(row);
    return scaled ? 3 : 2;
}

void write_flat(AxdrWriter& out, const std::vector<const Row*>& rows, Body& body, bool with_scale) {
    std::size_t count = 0;
    for (const Row* row : rows) count += flat_elements(*row, with_scale);
    out.open(Type::structure, count);
    for (const Row* row : rows) body.flat(*row, with_scale);
}

void write_structures(AxdrWriter& out, const std::vector<const Row*>& rows, Body& body) {
    std::size_t count = 0;
    for (const Row* row : rows) {
        count += row->shape == Shape::as_list ? 1 : flat_elements(*row, false);
    }
    out.open(Type::structure, count);
    for (const Row* row : rows) body.structure(*row);
}

void write_described(AxdrWriter& out, const std::vector<const Row*>& rows, Body& body) {
    out.open(Type::structure, rows.size());
    for (const Row* row : rows) {
        if (row->field == Field::objects) {
            body.objects(rows);
        } else {
            body.value(*row);
        }
    }
}

}  // namespace

void write_body(AxdrWriter& out, Layout layout, const std::vector<const Row*>& rows,
                const Identity& identity, const Snapshot& snapshot) {
    Body body{out, identity, snapshot};
    switch (layout) {
        case Layout::tagged:
            out.open(Type::array, rows.size());
            for (const Row* row : rows) body.structure(*row);
            break;
        case Layout::positional:
            out.open(Type::structure, rows.size());
            for (const Row* row : rows) body.value(*row);
            break;
        case Layout::pairs: write_flat(out, rows, body, false); break;
        case Layout::triplets: write_flat(out, rows, body, true); break;
        case Layout::structures: write_structures(out, rows, body); break;
        case Layout::described: write_described(out, rows, body); break;
        case Layout::descriptors:
            out.open(Type::structure, 2).number(Type::enumerated, 1).open(Type::array, rows.size());
            for (const Row* row : rows) body.descriptor(*row);
            break;
        case Layout::p1:
        case Layout::sml:
        case Layout::records: break;
    }
}

}  // namespace hanmeter::sim
