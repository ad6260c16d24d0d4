// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// The block that people read, one a telegram, a blank line between two:
//
//   2026-11-23 07:12:10 UTC  home  Aidon 6534  7359992900000001  AIDON_V0001
//     the meter's clock    2021-03-24 08:00:00
//     active power import   922   W
//     current L1             -1.0 A
//     voltage L1            230.0 V *
//     * documents disagree about the scale of this value
//
// Rows stand in the catalogue's order, then what it lacks by its code; numbers stand with their
// points below each other.
class Text : public Formatter {
public:
    void write(const values::Reading& reading, const Context& context, std::string& out) override;

private:
    struct Row {
        std::size_t rank;  // the place in the catalogue
        std::size_t order;
        const values::Object* object;
    };
    struct Widths {
        std::size_t label = 0;
        std::size_t whole = 0;     // of numbers: in front of the point
        std::size_t fraction = 0;  // of numbers: the point and what is behind
    };

    void collect(const values::Reading& reading);
    void measure(const values::Object& object);
    void write_row(const values::Object& object, bool colour, std::string& out);
    void write_number(const values::Object& object, std::string& out);

    std::vector<Row> rows_;  // of the telegram being written
    Widths widths_;
    std::string number_;  // of the row being measured or written
    bool first_ = true;
};

MadeFormatter make_text(const Settings& settings);

}  // namespace hanmeter::formats
