// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "hanmeter/store/stored_reading.h"

namespace hanmeter::store {

// A reading on the disk is two strings of bytes, docs/store.md has their grammar:
//
//   shape    what a meter says again in every telegram: codes, units, scales, names. A table holds
//            each once
//   values   the rest: about two bytes a number
//
// Neither holds the time when the reading was received nor its meter.
struct EncodedReading {
    std::string shape{};
    std::string values{};
};

// What `out` held is overwritten; its memory is used again.
void encode(const values::Reading& reading, EncodedReading& out);

// Null where the bytes are none that encode() gives.
std::shared_ptr<const StoredReading> decode(bytes::Bytes shape_bytes, bytes::Bytes value_bytes,
                                            std::optional<values::Instant> time,
                                            std::string_view meter);

}  // namespace hanmeter::store
