// SPDX-License-Identifier: Apache-2.0
#include "app/simulating/pty_wire.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "hanmeter/io/wait.h"

namespace hanmeter::app::simulating {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr milliseconds between_looks{10};
constexpr milliseconds between_attempts{2};
constexpr int looks_while_draining = 200;

tl::unexpected<Failure> failed(std::string sentence) {
    return tl::unexpected{Failure{Exit::cannot_open, std::move(sentence)}};
}

tl::unexpected<Failure> system_error(std::string_view what) {
    return failed(fmt::format("{}: {}", what, std::generic_category().message(errno)));
}

tl::expected<void, Failure> make_link(const std::string& port, const std::string& link) {
    std::error_code error;
    const auto status = fs::symlink_status(link, error);
    if (fs::exists(status) && !fs::is_symlink(status)) {
        return failed(
            fmt::format("{} is there already and is no symbolic link; choose another name", link));
    }
    const std::string fresh = fmt::format("{}.{}", link, ::getpid());
    fs::create_symlink(port, fresh, error);
    if (!error) fs::rename(fresh, link, error);
    if (error) {
        return failed(fmt::format("the link {} cannot be made: {}", link, error.message()));
    }
    return {};
}

// Bytes pass as they are. Opened and closed once, so that from now on the master can tell whether
// anybody has the port open.
bool make_raw(const std::string& port) {
    const auto slave = io::open_fd(port, O_RDWR | O_NOCTTY);
    if (!slave) return false;
    termios settings{};
    if (::tcgetattr(slave->get(), &settings) != 0) return false;
    ::cfmakeraw(&settings);
    ::cfsetspeed(&settings, B2400);
    return ::tcsetattr(slave->get(), TCSANOW, &settings) == 0;
}

}  // namespace

tl::expected<std::unique_ptr<PtyWire>, Failure> PtyWire::open(const std::string& link) {
    io::Fd master{::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)};
    std::array<char, 64> name{};
    if (!master || ::grantpt(master.get()) != 0 || ::unlockpt(master.get()) != 0 ||
        ::ptsname_r(master.get(), name.data(), name.size()) != 0) {
        return system_error("no pseudo-terminal can be had");
    }
    std::string port{name.data()};
    if (!make_raw(port)) return system_error(port + " cannot be set up");
    if (auto linked = make_link(port, link); !linked) return tl::unexpected{linked.error()};
    return std::unique_ptr<PtyWire>{new PtyWire{std::move(master), std::move(port), link}};
}

PtyWire::PtyWire(io::Fd master, std::string port, std::string link)
    : master_{std::move(master)}, port_{std::move(port)}, link_{std::move(link)} {}

PtyWire::~PtyWire() {
    std::error_code ignored;
    if (fs::read_symlink(link_, ignored) == port_) fs::remove(link_, ignored);
}

bool PtyWire::somebody_reads() const {
    pollfd look{.fd = master_.get(), .events = POLLOUT, .revents = 0};
    return ::poll(&look, 1, 0) >= 0 && (look.revents & POLLHUP) == 0;
}

asio::awaitable<void> PtyWire::ready() {
    while (!somebody_reads()) {
        const bool over = co_await io::cancelled();
        if (over) break;
        co_await io::sleep_for(between_looks);
    }
}

asio::awaitable<std::error_code> PtyWire::send(bytes::Bytes data, bool patient) {
    while (!data.empty()) {
        if (!somebody_reads()) {
            const bool over = patient;
            co_return over ? make_error_code(std::errc::broken_pipe) : std::error_code{};
        }
        const auto size = ::write(master_.get(), data.data(), data.size());
        if (size > 0) data = data.subspan(static_cast<std::size_t>(size));
        if (data.empty() || !patient || co_await io::cancelled()) break;
        if (size <= 0) co_await io::sleep_for(between_attempts);
    }
    co_return std::error_code{};
}

asio::awaitable<void> PtyWire::drain() {
    for (int looks = 0; looks < looks_while_draining && somebody_reads(); ++looks) {
        if (co_await io::cancelled()) break;
        co_await io::sleep_for(between_looks);
        const auto slave = io::open_fd(port_, O_RDONLY | O_NOCTTY | O_NONBLOCK);
        int waiting = 0;
        if (!slave || ::ioctl(slave->get(), FIONREAD, &waiting) != 0 || waiting == 0) break;
    }
}

}  // namespace hanmeter::app::simulating
