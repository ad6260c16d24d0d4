// SPDX-License-Identifier: Apache-2.0
#include "app/simulating/stream_wire.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <climits>

#include "hanmeter/io/wait.h"

namespace hanmeter::app::simulating {
namespace {

// What a pipe that says it is writable takes without blocking.
constexpr std::size_t at_once = PIPE_BUF;

bool can_be_waited_for(int fd) {
    struct stat status{};
    return ::fstat(fd, &status) == 0 && !S_ISREG(status.st_mode);
}

}  // namespace

tl::expected<std::unique_ptr<Wire>, Failure> StreamWire::open(const asio::any_io_executor& executor,
                                                              const std::string& path) {
    auto fd = path == "-" ? io::duplicate(STDOUT_FILENO)
                          : io::open_fd(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY);
    if (!fd) {
        return tl::unexpected{
            Failure{Exit::cannot_open,
                    fmt::format("{} cannot be written: {}", path == "-" ? "standard output" : path,
                                fd.error().message())}};
    }
    return std::unique_ptr<Wire>{new StreamWire{executor, std::move(*fd)}};
}

StreamWire::StreamWire(const asio::any_io_executor& executor, io::Fd fd) : fd_{std::move(fd)} {
    if (!can_be_waited_for(fd_.get())) return;
    asio::error_code refused;  // as it is for /dev/null, which never makes anybody wait
    waiting_.emplace(executor);
    waiting_->assign(::fcntl(fd_.get(), F_DUPFD_CLOEXEC, 0), refused);
    if (refused) waiting_.reset();
}

asio::awaitable<std::error_code> StreamWire::send(bytes::Bytes data, bool /*patient*/) {
    while (!data.empty()) {
        const auto part = data.first(std::min(data.size(), at_once));
        if (waiting_) {
            asio::error_code error;
            co_await waiting_->async_wait(asio::posix::descriptor_base::wait_write,
                                          asio::redirect_error(asio::use_awaitable, error));
            if (co_await io::cancelled()) break;
        }
        if (const auto error = io::write_all(fd_.get(), part)) co_return error;
        data = data.subspan(part.size());
    }
    co_return std::error_code{};
}

}  // namespace hanmeter::app::simulating
