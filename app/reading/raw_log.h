// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <tl/expected.hpp>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/io/file.h"

namespace hanmeter::app::reading {

// The file of -l: bytes as they were received, added at its end. Each block is written at once, so
// that nothing waits in memory when the machine stops. When the disk is full that is said once, and
// when it goes on again too; what came between is missing.
class RawLog {
public:
    static tl::expected<RawLog, std::string> open(const std::string& path);

    void write(bytes::Bytes data);

private:
    RawLog(io::Fd fd, std::string path) : fd_{std::move(fd)}, path_{std::move(path)} {}

    io::Fd fd_;
    std::string path_;
    bool failing_ = false;
    std::uint64_t lost_ = 0;  // bytes since it fails
};

}  // namespace hanmeter::app::reading
