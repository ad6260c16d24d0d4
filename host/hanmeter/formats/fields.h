// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// `-f`: `name = value` a line, sorted by name, a blank line between telegrams. The names are those
// of HANdomo.py (`act_pow_pos`, `curr_L1`, `meter_ID`); what it had no name for goes by its key.
class Fields : public Formatter {
public:
    void write(const values::Reading& reading, const Context& context, std::string& out) override;

private:
    // Where the line of a field stands in the text.
    struct Line {
        std::size_t begin;
        std::size_t name_size;
        std::size_t size;
    };

    void add(std::string_view name, const values::Value& value);
    void add_header(const values::Reading& reading);

    std::string unsorted_;  // of the telegram being written
    std::vector<Line> lines_;
    bool first_ = true;
};

}  // namespace hanmeter::formats
