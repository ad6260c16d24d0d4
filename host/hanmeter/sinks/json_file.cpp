// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/json_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>

#include "hanmeter/formats/json.h"
#include "hanmeter/io/file.h"

namespace hanmeter::sinks {
namespace {

using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::TryAgain;

// Own bytes: version | inode u64 | length u64, big endian.
constexpr std::uint8_t own_version = 1;
constexpr std::size_t own_size = 17;

struct Held {
    std::uint64_t inode = 0;
    std::uint64_t length = 0;
};

store::OwnBytes kept(const Held& held) {
    std::array<std::uint8_t, own_size> room{own_version};
    std::size_t at = 1;
    for (const std::uint64_t number : {held.inode, held.length}) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            room[at++] = static_cast<std::uint8_t>(number >> shift);
        }
    }
    return store::OwnBytes{room};
}

std::optional<Held> found(bytes::Bytes own) {
    bytes::Cursor cursor{own};
    const auto version = cursor.u8();
    const auto inode = cursor.u64_be();
    const auto length = cursor.u64_be();
    if (own.size() != own_size || *version != own_version) return std::nullopt;
    return Held{*inode, *length};
}

std::optional<Held> held_by(int fd) {
    struct stat status{};
    if (::fstat(fd, &status) != 0) return std::nullopt;
    return Held{status.st_ino, static_cast<std::uint64_t>(status.st_size)};
}

class JsonFile final : public pipeline::Sink {
public:
    JsonFile(JsonFileSettings settings, std::string name)
        : settings_{std::move(settings)}, name_{std::move(name)} {}

    std::string_view name() const override { return name_; }

    // At the first start it is kept how long the file was that it found.
    std::optional<store::OwnBytes> resume(bytes::Bytes own) override {
        before_ = found(own);
        if (before_ || !open().empty()) return std::nullopt;
        return kept(held_);
    }

    Delivery deliver(std::span<const store::Entry> batch, values::Instant /*now*/) override {
        if (const auto why = ready(); !why.empty()) return TryAgain{why};
        std::string text;
        for (const store::Entry& entry : batch) {
            json_.write(entry.reading->view(), {.meter = entry.reading->meter()}, text);
        }
        const auto error = io::write_all(file_.get(), text);
        if (error) {
            cut(held_.length);
            file_.reset();  // it may be another one by then
            return TryAgain{
                fmt::format("{} cannot be written: {}", settings_.path, error.message())};
        }
        held_.length += text.size();
        return Accepted{batch.size(), kept(held_)};
    }

private:
    // Empty: the file is open and there is room in it.
    std::string ready() {
        if (before_) {
            undo(*before_);
            before_.reset();
        }
        if (file_ && !is_still_there()) file_.reset();
        if (file_ && settings_.rotate_at != 0 && held_.length >= settings_.rotate_at) rotate();
        return file_ ? std::string{} : open();
    }

    std::string open() {
        auto file = io::open_fd(settings_.path, O_WRONLY | O_APPEND | O_CREAT, 0640);
        if (!file) {
            return fmt::format("{} cannot be opened: {}", settings_.path, file.error().message());
        }
        const auto held = held_by(file->get());
        if (!held) return fmt::format("{} cannot be looked at", settings_.path);
        file_ = std::move(*file);
        held_ = *held;
        return {};
    }

    // Not moved away by somebody else.
    bool is_still_there() const {
        struct stat status{};
        return ::stat(settings_.path.c_str(), &status) == 0 && status.st_ino == held_.inode;
    }

    void cut(std::uint64_t length) const {
        static_cast<void>(::ftruncate(file_.get(), static_cast<off_t>(length)));
    }

    std::string rotated(std::uint64_t number) const {
        return number == 0 ? settings_.path : fmt::format("{}.{}", settings_.path, number);
    }

    void rotate() {
        file_.reset();
        std::error_code ignored;
        std::filesystem::remove(rotated(settings_.keep), ignored);
        for (std::uint64_t number = settings_.keep; number > 0; --number) {
            std::filesystem::rename(rotated(number - 1), rotated(number), ignored);
        }
    }

    // What was written behind the acknowledged readings goes, in newer files and in this one.
    void undo(const Held& before) const {
        std::error_code ignored;
        for (std::uint64_t number = 0; number <= settings_.keep; ++number) {
            struct stat status{};
            if (::stat(rotated(number).c_str(), &status) != 0) continue;
            if (status.st_ino != before.inode) continue;
            for (std::uint64_t newer = 0; newer < number; ++newer) {
                std::filesystem::remove(rotated(newer), ignored);
            }
            for (std::uint64_t older = number; older <= settings_.keep && number > 0; ++older) {
                std::filesystem::rename(rotated(older), rotated(older - number), ignored);
            }
            if (static_cast<std::uint64_t>(status.st_size) > before.length) {
                static_cast<void>(
                    ::truncate(settings_.path.c_str(), static_cast<off_t>(before.length)));
            }
            return;
        }
    }

    const JsonFileSettings settings_;
    const std::string name_;
    formats::Json json_{};
    io::Fd file_{};
    Held held_{};
    std::optional<Held> before_{};
};

}  // namespace

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_json_file(
    const JsonFileSettings& settings, std::string name) {
    if (settings.path.empty()) return tl::unexpected<std::string>{"a path is wanted"};
    std::unique_ptr<pipeline::Sink> sink = std::make_unique<JsonFile>(settings, std::move(name));
    return sink;
}

}  // namespace hanmeter::sinks
