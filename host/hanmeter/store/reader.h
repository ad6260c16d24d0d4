// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/store/database.h"
#include "hanmeter/store/stored_reading.h"

namespace hanmeter::store {

// Which readings are wanted; absent: no bound.
struct Span {
    std::optional<values::Instant> from{};  // included
    std::optional<values::Instant> to{};    // not included
    std::string meter{};                    // empty: all
};

// Reads a store that another program may be writing. It sees what was committed when it began.
class Reader {
public:
    // The error is one sentence.
    static tl::expected<Reader, std::string> open(const std::string& path);

    // How many readings there are in the span.
    tl::expected<std::uint64_t, std::string> count(const Span& span);

    // Calls `use` with each, in the order in which they came, until it says false.
    tl::expected<void, std::string> read(const Span& span,
                                         const std::function<bool(const StoredReading&)>& use);

private:
    Reader(Database database, std::string path)
        : database_{std::move(database)}, path_{std::move(path)} {}
    tl::expected<Statement, std::string> select(std::string_view what, std::string_view behind,
                                                const Span& span);
    std::string failed(const DatabaseError& error) const;

    Database database_;
    std::string path_;
};

}  // namespace hanmeter::store
