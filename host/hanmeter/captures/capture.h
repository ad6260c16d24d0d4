// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/values/date_time.h"

namespace hanmeter::captures {

// What people have a capture in. `automatic` finds out from the first bytes.
enum class Format { automatic, raw, hex, decimal, log, pcapng };

std::optional<Format> format_from(std::string_view name);  // `auto`, `raw`, `hex` ...

// Where the bytes that the meter sent go.
class Output {
public:
    virtual ~Output() = default;
    // The next byte is the first of a file or text line.
    virtual void start() = 0;
    // `data` is valid during the call.
    virtual void bytes(bytes::Bytes data, std::optional<values::Instant> time) = 0;
};

// Turns a capture, in pieces of any size, back into the bytes that the meter sent. Holds at most
// a named limit of input back, whatever the input is; the same input in other pieces gives the
// same output.
class Capture {
public:
    virtual ~Capture() = default;
    virtual void take(bytes::Bytes input, Output& output) = 0;
    virtual void finish(Output& output) = 0;
    // What the input turned out to be; `automatic` as long as that is open.
    virtual Format format() const = 0;
};

std::unique_ptr<Capture> make_capture(Format wanted);

}  // namespace hanmeter::captures
