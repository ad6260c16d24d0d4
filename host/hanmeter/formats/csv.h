// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/formats/csv_columns.h"
#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// `-F csv`: a header row, then a row a reading; RFC 4180, but lines end in LF. What is absent is
// empty. `meter` is the name, else the id. A value whose scale nobody knows has no key, so it
// stands only in a column chosen by its code.
class Csv : public Formatter {
public:
    explicit Csv(std::vector<Column> columns);

    void begin(std::string& out) override;
    void write(const values::Reading& reading, const Context& context, std::string& out) override;

private:
    void place(const values::Object& object);
    void place_by_search(const values::Object& object);

    std::vector<Column> columns_;
    std::vector<const values::Object*> cells_;  // beside columns_; null: absent
    std::vector<std::size_t> column_of_row_;    // by row of the catalogue; columns_.size(): none
    std::vector<std::size_t> searched_;         // columns of codes, and of keys with any unit
};

MadeFormatter make_csv(const Settings& settings);

}  // namespace hanmeter::formats
