// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/awaitable.hpp>
#include <optional>
#include <string>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/values/reading.h"

namespace hanmeter::pipeline {

// Where a source puts what it receives. Called on the I/O thread only.
class Intake {
public:
    virtual ~Intake() = default;

    // The next byte is the first of a file, datagram, text line or connection: what was held back
    // is searched once more, and a message without a check may begin here.
    virtual void start() = 0;

    // A datagram or another message of its own is over, and the line goes on: what in it has no
    // check is searched now, and parts of a longer message wait for the next.
    virtual void end_unit() = 0;

    // `data` is valid during the call. `origin` has the time when its last byte was received, which
    // a plain file lacks, or the one that stood in a log.
    virtual void receive(bytes::Bytes data, const values::Origin& origin) = 0;

    // `data` as it came in, before any text was undone: for the log. Called before the receive()
    // that it leads to.
    virtual void received_raw(bytes::Bytes data) = 0;

    // Something the user should know, as one sentence; said once by the source that finds it.
    virtual void notice(const std::string& sentence) = 0;

    // No more wanted: the source ends at its next chance.
    virtual bool done() const = 0;
};

// How a source ended.
struct SourceEnd {
    enum class Kind {
        end_of_input,  // a file or pipe was read to its end, or Intake::done()
        cannot_open,   // `sentence` says why and what to do
        failed,        // `sentence` says what happened
    };
    Kind kind = Kind::end_of_input;
    std::string sentence{};
};

// One meter's line in. A source is a coroutine on the one I/O thread; cancelling the coroutine
// (asio::cancellation_type::terminal) ends it within a second.
class Source {
public:
    virtual ~Source() = default;
    virtual asio::awaitable<SourceEnd> run(Intake& intake) = 0;
    // A live source goes on for ever (device, network); one that is not ends by itself.
    virtual bool live() const = 0;
};

}  // namespace hanmeter::pipeline
