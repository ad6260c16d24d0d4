// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <asio/buffer.hpp>
#include <asio/posix/stream_descriptor.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <chrono>
#include <filesystem>
#include <utility>
#include <vector>

#include "hanmeter/io/clock.h"
#include "hanmeter/io/wait.h"

namespace hanmeter::sources {
namespace {

using pipeline::SourceEnd;

constexpr std::size_t block_size = std::size_t{256} * 1024;
constexpr std::string_view standard_input_name = "-";

// Ports without their folder and gateways without their scheme are common slips.
std::string what_may_be_meant(const std::string& path) {
    std::error_code unknown;
    const bool plain = !path.empty() && path.find('/') == std::string::npos;
    if (plain && std::filesystem::is_character_file("/dev/" + path, unknown)) {
        return fmt::format("the port is called /dev/{}", path);
    }
    const auto colon = path.rfind(':');
    if (plain && colon != std::string::npos && colon > 0 && colon + 1 < path.size() &&
        path.find_first_not_of("0123456789", colon + 1) == std::string::npos) {
        return fmt::format("a gateway on the network is written tcp://{}", path);
    }
    return "see whether the name is right";
}

std::string explain(const std::string& path, std::error_code why) {
    if (why == std::errc::no_such_file_or_directory || why == std::errc::not_a_directory) {
        return fmt::format("There is no file \"{}\": {}.", path, what_may_be_meant(path));
    }
    if (why == std::errc::permission_denied || why == std::errc::operation_not_permitted) {
        return fmt::format("No permission to read {0}: its owner can give it with `chmod a+r {0}`.",
                           path);
    }
    if (why == std::errc::is_a_directory) {
        return fmt::format("{} is a directory: give a file in it.", path);
    }
    return fmt::format("{} cannot be read: {}.", path, why.message());
}

struct stat status_of(int fd) {
    struct stat status{};
    ::fstat(fd, &status);
    return status;
}

bool can_be_waited_for(int fd) {
    const mode_t mode = status_of(fd).st_mode;
    return S_ISFIFO(mode) || S_ISSOCK(mode) || ::isatty(fd) != 0;
}

// Leaves the descriptor as blocking as it was found: others (the shell, stderr) share it.
class FlagsKept {
public:
    explicit FlagsKept(int fd) : fd_{fd}, flags_{::fcntl(fd, F_GETFL)} {}
    FlagsKept(const FlagsKept&) = delete;
    FlagsKept& operator=(const FlagsKept&) = delete;
    ~FlagsKept() { ::fcntl(fd_, F_SETFL, flags_); }

private:
    int fd_;
    int flags_;
};

struct Piece {
    bool starts = false;
    std::vector<std::uint8_t> data{};
    values::Origin origin{};
};

// What a capture gives, until somebody has the time for it.
class Pieces final : public captures::Output {
public:
    void start() override { starts_ = true; }
    void bytes(bytes::Bytes data, const values::Origin& origin) override {
        pieces_.push_back({starts_, {data.begin(), data.end()}, origin});
        starts_ = false;
    }
    std::vector<Piece> take() { return std::exchange(pieces_, {}); }

private:
    std::vector<Piece> pieces_{};
    bool starts_ = false;
};

// Runs at the speed of what was recorded, from its first time on.
class Tape {
public:
    std::chrono::milliseconds wait_for(const values::Instant& time) {
        using Clock = std::chrono::steady_clock;
        if (!first_) {
            first_ = time;
            began_ = Clock::now();
        }
        const std::chrono::milliseconds into{time.milliseconds - first_->milliseconds};
        const auto wait = began_ + into - Clock::now();
        return std::max(std::chrono::ceil<std::chrono::milliseconds>(wait),
                        std::chrono::milliseconds{0});
    }
    bool ran() const { return first_.has_value(); }

private:
    std::optional<values::Instant> first_{};
    std::chrono::steady_clock::time_point began_{};
};

}  // namespace

File::File(asio::any_io_executor executor, std::string path, Settings settings)
    : executor_{std::move(executor)}, path_{std::move(path)}, settings_{settings} {}

tl::expected<File::Opened, std::string> File::open() const {
    auto opened = path_ == standard_input_name ? open_standard_input() : open_path();
    if (opened && S_ISDIR(status_of(opened->fd.get()).st_mode)) {
        return tl::unexpected{explain(path_, make_error_code(std::errc::is_a_directory))};
    }
    return opened;
}

tl::expected<File::Opened, std::string> File::open_path() const {
    auto fd = io::open_fd(path_, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (!fd) return tl::unexpected{explain(path_, fd.error())};
    const bool stream = can_be_waited_for(fd->get());
    const bool fifo = S_ISFIFO(status_of(fd->get()).st_mode);
    return Opened{std::move(*fd), stream ? Nature::stream : Nature::plain, fifo};
}

// A pipe or terminal is opened anew, since waiting for it makes the open file non-blocking, and
// the old one is shared with other programs.
tl::expected<File::Opened, std::string> File::open_standard_input() const {
    const int given = settings_.standard_input;
    auto fd = io::duplicate(given);
    if (!fd)
        return tl::unexpected{std::string{"Standard input is closed: give it a file or pipe."}};
    if (!can_be_waited_for(given)) return Opened{std::move(*fd), Nature::plain, false};
    auto own =
        io::open_fd(fmt::format("/proc/self/fd/{}", given), O_RDONLY | O_NONBLOCK | O_NOCTTY);
    return Opened{own ? std::move(*own) : std::move(*fd), Nature::stream, false};
}

SourceEnd File::failed(std::error_code error) const {
    return {SourceEnd::Kind::failed, explain(path_, error)};
}

asio::awaitable<SourceEnd> File::run(pipeline::Intake& intake) {
    co_await io::cancel_by_value();
    auto opened = open();
    if (!opened) co_return SourceEnd{SourceEnd::Kind::cannot_open, opened.error()};
    if (settings_.original_speed) {
        co_return co_await replay(opened->fd.get(), intake);
    }
    pipeline::Received received{intake, settings_.undo};
    received.begin();
    SourceEnd end;
    if (opened->nature == Nature::plain) {
        end = co_await read_plain(opened->fd.get(), received, intake);
    } else {
        end = co_await read_stream(std::move(*opened), received, intake);
    }
    received.finish();
    co_return end;
}

asio::awaitable<SourceEnd> File::read_plain(int fd, pipeline::Received& received,
                                            pipeline::Intake& intake) {
    std::vector<std::uint8_t> room(block_size);
    while (!intake.done() && !co_await io::cancelled()) {
        const auto size = io::read_some(fd, room);
        if (!size) co_return failed(size.error());
        if (*size == 0) break;
        received.take({room.data(), *size}, std::nullopt);
        co_await io::give_way();
    }
    co_return SourceEnd{};
}

asio::awaitable<SourceEnd> File::replay(int fd, pipeline::Intake& intake) {
    constexpr std::size_t replay_block = 4096;
    const auto capture = captures::make_capture(settings_.undo.format, settings_.undo.log_zone);
    pipeline::Received received{intake, {.stuffing = settings_.undo.stuffing}};
    std::vector<std::uint8_t> room(replay_block);
    Pieces pieces;
    Tape tape;
    bool more = true;
    while (more && !intake.done() && !co_await io::cancelled()) {
        const auto size = io::read_some(fd, room);
        if (!size) co_return failed(size.error());
        more = *size > 0;
        if (more) {
            capture->take({room.data(), *size}, pieces);
        } else {
            capture->finish(pieces);
        }
        for (const Piece& piece : pieces.take()) {
            if (intake.done()) break;
            if (piece.starts) received.begin();
            if (piece.origin.time) co_await io::sleep_for(tape.wait_for(*piece.origin.time));
            if (co_await io::cancelled()) break;
            received.take(piece.data, piece.origin);
        }
        co_await io::give_way();
    }
    received.finish();
    if (!tape.ran()) {
        intake.notice(fmt::format("{} has no times, so it was read without pauses.", path_));
    }
    co_return SourceEnd{};
}

asio::awaitable<SourceEnd> File::read_stream(Opened opened, pipeline::Received& received,
                                             pipeline::Intake& intake) {
    const FlagsKept flags{opened.fd.get()};
    auto second = io::duplicate(opened.fd.get());
    if (!second) co_return failed(second.error());
    asio::posix::stream_descriptor stream{executor_, second->release()};
    std::vector<std::uint8_t> room(block_size);
    asio::error_code error;
    if (opened.wait_for_writer) {
        co_await stream.async_wait(asio::posix::descriptor_base::wait_read,
                                   asio::redirect_error(asio::use_awaitable, error));
    }
    while (!intake.done() && !co_await io::cancelled()) {
        const std::size_t size = co_await stream.async_read_some(
            asio::buffer(room), asio::redirect_error(asio::use_awaitable, error));
        if (error == asio::error::eof || co_await io::cancelled()) break;
        if (error) co_return failed(error);
        received.take({room.data(), size}, io::now());
    }
    co_return SourceEnd{};
}

}  // namespace hanmeter::sources
