// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "hanmeter/captures/capture.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::pipeline {

// What has to be undone before bytes are what the meter sent.
struct Undo {
    captures::Format format = captures::Format::raw;  // what people have wrapped them in
    io::TimeZone log_zone{};                          // where times in logs are read
    bool stuffing = false;                            // 7D x stands for x ^ 20 (RFC 1662, 4.2)
};

// Undoes octet stuffing over blocks of any size. 7D 7E is no octet: it gives up a frame, and the
// 7E is a flag.
class Unstuffer {
public:
    void start() { escaped_ = false; }
    // Valid until the next call. Never longer than `data`.
    bytes::Bytes take(bytes::Bytes data);

private:
    std::vector<std::uint8_t> room_;
    bool escaped_ = false;
};

// Stands between a source and its intake: hands on the bytes as they came in, then the same with
// text and stuffing undone. Raw bytes without stuffing pass untouched and uncopied.
class Received : captures::Output {
public:
    Received(Intake& intake, Undo undo) : intake_{intake}, undo_{undo} {}

    // The next byte is the first of a file or connection; ends what came before.
    void begin();
    // `origin` has the time when its last byte was received. A capture that brings its own times
    // has them instead.
    void take(bytes::Bytes data, const values::Origin& origin);
    // No more comes of this file or connection.
    void finish();
    // A datagram or the like, whole: text in it ends with it.
    void take_unit(bytes::Bytes data, const values::Origin& origin);

private:
    void start() override;
    void bytes(bytes::Bytes data, const values::Origin& origin) override;

    Intake& intake_;
    Undo undo_;
    std::unique_ptr<captures::Capture> capture_;
    Unstuffer unstuffer_;
    values::Origin received_{};
    bool in_unit_ = false;
};

}  // namespace hanmeter::pipeline
