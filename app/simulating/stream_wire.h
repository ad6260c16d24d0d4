// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "app/failure.h"
#include "app/simulating/wire.h"
#include "hanmeter/io/file.h"

namespace hanmeter::app::simulating {

// A file, pipe or device that is written to. It is always waited for: nothing is lost.
class StreamWire : public Wire {
public:
    // `-` is standard output; another path is made or emptied. Where it fails, one sentence.
    static tl::expected<std::unique_ptr<Wire>, Failure> open(const asio::any_io_executor& executor,
                                                             const std::string& path);

    asio::awaitable<void> ready() override { co_return; }
    asio::awaitable<std::error_code> send(bytes::Bytes data, bool patient) override;
    asio::awaitable<void> drain() override { co_return; }
    bool byte_by_byte() const override { return false; }

private:
    StreamWire(const asio::any_io_executor& executor, io::Fd fd);

    io::Fd fd_;
    std::optional<asio::posix::stream_descriptor> waiting_;  // not for plain files
};

}  // namespace hanmeter::app::simulating
