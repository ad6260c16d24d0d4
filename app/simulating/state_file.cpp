// SPDX-License-Identifier: Apache-2.0
#include "app/simulating/state_file.h"

#include <fcntl.h>
#include <fmt/core.h>

#include <array>
#include <cstdio>

#include "hanmeter/io/file.h"
#include "sim/state.h"

namespace hanmeter::app::simulating {
namespace {

constexpr std::chrono::seconds between_saves{1};

tl::unexpected<Failure> failed(Exit code, std::string sentence) {
    return tl::unexpected{Failure{code, std::move(sentence)}};
}

}  // namespace

tl::expected<std::optional<sim::MeterState>, Failure> StateFile::load() const {
    if (path_.empty()) return std::optional<sim::MeterState>{};
    const auto fd = io::open_fd(path_, O_RDONLY);
    if (!fd && fd.error() == std::errc::no_such_file_or_directory) {
        return std::optional<sim::MeterState>{};
    }
    std::array<std::uint8_t, 4096> room{};
    const auto size = fd ? io::read_some(fd->get(), room) : tl::unexpected{fd.error()};
    if (!size) {
        return failed(Exit::cannot_open,
                      fmt::format("{} cannot be read: {}", path_, size.error().message()));
    }
    const auto saved = sim::from_text(std::string{room.begin(), room.begin() + *size});
    if (!saved) {
        return failed(Exit::configuration,
                      fmt::format("{} holds no state of a simulated meter", path_));
    }
    if (saved->model != model_.name) {
        return failed(Exit::configuration, fmt::format("{} holds the state of {}, not of {}", path_,
                                                       saved->model, model_.name));
    }
    return std::optional{saved->state};
}

tl::expected<void, Failure> StateFile::save(const sim::MeterState& state) {
    if (path_.empty()) return {};
    saved_at_ = std::chrono::steady_clock::now();
    const std::string fresh = path_ + ".new";
    const auto fd = io::open_fd(fresh, O_WRONLY | O_CREAT | O_TRUNC);
    std::error_code error = fd ? std::error_code{} : fd.error();
    if (!error) {
        error = io::write_all(fd->get(), sim::to_text({std::string{model_.name}, state}));
    }
    if (!error && std::rename(fresh.c_str(), path_.c_str()) != 0) {
        error = {errno, std::generic_category()};
    }
    if (!error) return {};
    return failed(Exit::cannot_open,
                  fmt::format("{} cannot be written: {}", path_, error.message()));
}

tl::expected<void, Failure> StateFile::save_now_and_then(const sim::MeterState& state) {
    const bool due = std::chrono::steady_clock::now() - saved_at_ >= between_saves;
    return due ? save(state) : tl::expected<void, Failure>{};
}

}  // namespace hanmeter::app::simulating
