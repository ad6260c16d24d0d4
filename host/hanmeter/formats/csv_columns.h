// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "hanmeter/values/reading.h"

namespace hanmeter::formats {

// One column of csv.
struct Column {
    // What a reading has beside its objects.
    enum class Part {
        none,  // an object fills the column
        time,
        time_from,
        meter,
        meter_id,
        meter_model,
        meter_time,
        utc_deviation_minutes,
        clock_status,
        dst,
        list,
        maker,
        framing,
        check,
        scale,
    };

    std::string name{};  // as in the header row
    Part part = Part::none;
    const values::Quantity* quantity = nullptr;  // null: a part or a code
    values::Unit unit = values::Unit::none;      // where the unit ends the quantity's key
    std::optional<values::Obis> code{};
};

// time, meter, meter_id, meter_time, list, then the keys of the catalogue in its order; a row whose
// unit ends its key has a column each for W, A and VA.
std::vector<Column> all_columns();

// The columns of these names in this order: a part, a key or an OBIS code; else a sentence that
// says what is wrong with one and which names are near it.
tl::expected<std::vector<Column>, std::string> choose_columns(
    const std::vector<std::string>& names);

}  // namespace hanmeter::formats
