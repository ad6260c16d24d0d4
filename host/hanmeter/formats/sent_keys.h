// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "hanmeter/formats/discovery.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::formats {

// Which numbers a meter sends under keys of the catalogue, and how often each.
//
// A sensor expires after three periods of its key, at least 30 s. The period is the middle one of
// the last five intervals, so that lost lists, repeated ones and outages do not count; it is
// rounded to 10, 15, 20, 30 s, 1, 2, 5, 10, 15 or 30 min, so that it does not waver. What comes
// more seldom, and what has not come often enough to tell, expires after 7500 s.
class SentKeys {
public:
    static constexpr int seldom_expires_s = 7500;

    // Whether keys() has changed by it. Readings come in the order of their times; what is not
    // behind the one before tells nothing of the period.
    bool note(const values::Reading& reading);
    // What is known from before. Whether keys() has changed by it.
    bool add(const values::Quantity& quantity, values::Unit unit);

    // In the order of the catalogue.
    std::vector<SentKey> keys() const;

private:
    struct Entry {
        SentKey key{};
        std::optional<std::int64_t> last_ms{};
        std::array<std::int64_t, 5> intervals_ms{};
        std::size_t intervals = 0;  // ever
    };

    std::vector<Entry>::iterator place(const values::Quantity& quantity, values::Unit unit);
    static bool is(const Entry& entry, const values::Quantity& quantity, values::Unit unit);
    static bool time(Entry& entry, std::int64_t now_ms);

    std::vector<Entry> entries_{};
};

}  // namespace hanmeter::formats
