// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

#include "hanmeter/values/reading.h"

namespace hanmeter::store {

// A reading that owns its bytes: objects, texts and data are copied into one block, and beside them
// by which name its meter goes.
class StoredReading {
public:
    explicit StoredReading(const values::Reading& reading, std::string_view meter = {});
    // What was moved from may only be assigned to or destroyed.
    StoredReading(StoredReading&&) noexcept = default;
    StoredReading& operator=(StoredReading&&) noexcept = default;
    StoredReading(const StoredReading&) = delete;
    StoredReading& operator=(const StoredReading&) = delete;

    // Valid as long as this; its views point into this one's block, also behind a move.
    const values::Reading& view() const { return reading_; }
    // Empty where the meter has no name.
    std::string_view meter() const { return meter_; }

    // Memory taken, the block included.
    std::size_t bytes() const { return sizeof(StoredReading) + block_size_; }

private:
    std::unique_ptr<std::byte[]> block_;  // objects | submeters | factors | texts and data | meter
    std::size_t block_size_ = 0;
    values::Reading reading_;
    std::string_view meter_;
};

}  // namespace hanmeter::store
