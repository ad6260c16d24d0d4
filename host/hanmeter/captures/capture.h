// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/io/time_zone.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::captures {

// What people have a capture in. `automatic` finds out from the first bytes: see automatic.h.
enum class Format {
    automatic,
    raw,      // the bytes themselves, or text that the meter itself sends (P1)
    hex,      // hexadecimal text; see words.h for the ways of writing it
    decimal,  // lists of numbers up to 255
    log,      // text of a program among which hex or a list of numbers stands
    pcapng,   // a recording with times
};

// `auto`, `raw`, `hex`, `decimal`, `log`, `pcapng`.
std::optional<Format> format_from(std::string_view name);
std::string_view name_of(Format format);

// Where the bytes that the meter sent go.
class Output {
public:
    virtual ~Output() = default;
    // A message without a check may begin with the next byte. Called before the first byte of all;
    // in text also where records.h says.
    virtual void start() = 0;
    // `data` is valid during the call. `origin` says what the capture knows of it: a time where it
    // brings one, and whether line ends were put back.
    virtual void bytes(bytes::Bytes data, const values::Origin& origin) = 0;
};

// Turns a capture, in pieces of any size, back into the bytes that the meter sent. Holds at most
// Automatic::held_limit bytes and one line (LineReader::limit) back, whatever the input is; raw
// bytes are not held back at all. The same input in other pieces gives the same bytes, with
// start() at the same places.
class Capture {
public:
    virtual ~Capture() = default;
    virtual void take(bytes::Bytes input, Output& output) = 0;
    virtual void finish(Output& output) = 0;
    // What the input turned out to be; `automatic` as long as that is open.
    virtual Format format() const = 0;
};

// `log_zone` is where times in logs are read.
std::unique_ptr<Capture> make_capture(Format wanted, io::TimeZone log_zone = {});

}  // namespace hanmeter::captures
