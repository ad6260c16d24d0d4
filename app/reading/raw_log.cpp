// SPDX-License-Identifier: Apache-2.0
#include "app/reading/raw_log.h"

#include <fcntl.h>
#include <fmt/core.h>

#include "app/complaint.h"

namespace hanmeter::app::reading {

tl::expected<RawLog, std::string> RawLog::open(const std::string& path) {
    auto fd = io::open_fd(path, O_WRONLY | O_CREAT | O_APPEND);
    if (!fd) {
        return tl::unexpected{fmt::format("cannot write {}: {}", path, fd.error().message())};
    }
    return RawLog{std::move(*fd), path};
}

void RawLog::write(bytes::Bytes data) {
    if (const auto error = io::write_all(fd_.get(), data)) {
        if (!failing_) {
            complain(Exit::other, fmt::format("cannot write {}: {}; reading goes on without it",
                                              path_, error.message()));
        }
        failing_ = true;
        lost_ += data.size();
        return;
    }
    if (failing_) {
        complain(Exit::other, fmt::format("{} is written again; up to {} bytes are missing in it",
                                          path_, lost_));
    }
    failing_ = false;
    lost_ = 0;
}

}  // namespace hanmeter::app::reading
