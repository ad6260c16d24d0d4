// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/writer.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace hanmeter::formats {
namespace {

constexpr int nothing = -1;

std::string cannot_write(const std::string& name, int error) {
    return "cannot write " + name + ": " + std::generic_category().message(error);
}

bool is_regular_file(int descriptor) {
    struct stat status{};
    return ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

// Waits until a descriptor that does not block takes more.
void wait_until_writable(int descriptor) {
    pollfd wanted{.fd = descriptor, .events = POLLOUT, .revents = 0};
    ::poll(&wanted, 1, -1);
}

}  // namespace

tl::expected<Writer, std::string> Writer::open(const Target& target) {
    if (target.to_stdout()) return borrow(STDOUT_FILENO, "standard output");
    const int descriptor =
        ::open(target.file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor == nothing) return tl::unexpected(cannot_write(target.file, errno));
    return Writer{descriptor, true, target.file};
}

Writer Writer::borrow(int descriptor, std::string name) {
    return Writer{descriptor, false, std::move(name)};
}

Writer::Writer(int descriptor, bool owned, std::string name)
    : descriptor_{descriptor},
      owned_{owned},
      by_telegram_{!is_regular_file(descriptor)},
      name_{std::move(name)} {}

Writer::Writer(Writer&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, nothing)},
      owned_{other.owned_},
      by_telegram_{other.by_telegram_},
      name_{std::move(other.name_)},
      text_{std::move(other.text_)},
      end_{std::move(other.end_)} {}

Writer::~Writer() {
    if (descriptor_ == nothing) return;
    flush();
    if (owned_) ::close(descriptor_);
}

const std::optional<WriteEnd>& Writer::end_telegram() {
    if (by_telegram_ || text_.size() >= block) return flush();
    return end_;
}

const std::optional<WriteEnd>& Writer::flush() {
    std::string_view rest = text_;
    while (!rest.empty() && !end_) {
        const ::ssize_t written = ::write(descriptor_, rest.data(), rest.size());
        if (written > 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            wait_until_writable(descriptor_);
        } else if (written < 0 && errno != EINTR) {
            fail(errno);
        }
    }
    text_.clear();
    return end_;
}

void Writer::fail(int error) {
    if (error == EPIPE) {
        end_ = WriteEnd{WriteEnd::Kind::closed};
    } else {
        end_ = WriteEnd{WriteEnd::Kind::failed, cannot_write(name_, error)};
    }
}

}  // namespace hanmeter::formats
