// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>

#include "hanmeter/values/reading.h"

namespace hanmeter::store {

// A reading that owns its bytes: objects, texts and data are copied into one block.
class StoredReading {
public:
    explicit StoredReading(const values::Reading& reading);
    // What was moved from may only be assigned to or destroyed.
    StoredReading(StoredReading&&) noexcept = default;
    StoredReading& operator=(StoredReading&&) noexcept = default;
    StoredReading(const StoredReading&) = delete;
    StoredReading& operator=(const StoredReading&) = delete;

    // Valid as long as this; its views point into this one's block, also behind a move.
    const values::Reading& view() const { return reading_; }

    // Memory taken, the block included.
    std::size_t bytes() const { return sizeof(StoredReading) + block_size_; }

private:
    std::unique_ptr<std::byte[]> block_;  // objects | submeters | texts and data
    std::size_t block_size_ = 0;
    values::Reading reading_;
};

}  // namespace hanmeter::store
