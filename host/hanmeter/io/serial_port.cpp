// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/serial_port.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "hanmeter/io/serial_advice.h"

namespace hanmeter::io {
namespace {

using Kind = SerialError::Kind;

struct Speed {
    unsigned baud;
    speed_t code;
};

constexpr std::array speeds{
    Speed{300, B300},       Speed{600, B600},       Speed{1200, B1200},     Speed{1800, B1800},
    Speed{2400, B2400},     Speed{4800, B4800},     Speed{9600, B9600},     Speed{19200, B19200},
    Speed{38400, B38400},   Speed{57600, B57600},   Speed{115200, B115200}, Speed{230400, B230400},
    Speed{460800, B460800}, Speed{921600, B921600},
};

std::optional<speed_t> speed_code(unsigned baud) {
    for (const Speed& speed : speeds) {
        if (speed.baud == baud) return speed.code;
    }
    return std::nullopt;
}

bool is_pty(int fd) {
    constexpr unsigned first_major = 136;  // Unix98 pty slaves: 136 .. 143
    struct stat status{};
    if (::fstat(fd, &status) != 0) return false;
    const unsigned number = major(status.st_rdev);
    return number >= first_major && number < first_major + 8;
}

// Seven bits with parity fill eight without: taking those is the same on the wire, and works on
// adapters that know only eight.
void set_frame(termios& wanted, const SerialSettings& settings) {
    const bool parity_as_bit_7 = settings.data_bits == 7 && settings.parity != Parity::none;
    wanted.c_cflag &= ~static_cast<tcflag_t>(CSIZE | PARENB | PARODD | CSTOPB | CRTSCTS | HUPCL);
    wanted.c_cflag |= CLOCAL | CREAD;
    wanted.c_cflag |= settings.data_bits == 8 || parity_as_bit_7 ? CS8 : CS7;
    if (settings.parity != Parity::none && !parity_as_bit_7) wanted.c_cflag |= PARENB;
    if (settings.parity == Parity::odd && !parity_as_bit_7) wanted.c_cflag |= PARODD;
    if (settings.stop_bits == 2) wanted.c_cflag |= CSTOPB;
}

termios raw(termios settings, const SerialSettings& wanted) {
    ::cfmakeraw(&settings);
    set_frame(settings, wanted);
    settings.c_cc[VMIN] = 1;
    settings.c_cc[VTIME] = 0;
    ::cfsetspeed(&settings, *speed_code(wanted.baud));
    return settings;
}

bool took(const termios& wanted, const termios& got) {
    constexpr tcflag_t frame = CSIZE | PARENB | PARODD | CSTOPB;
    return ::cfgetispeed(&wanted) == ::cfgetispeed(&got) &&
           (wanted.c_cflag & frame) == (got.c_cflag & frame);
}

// Alone on the port, or false. On a pty TIOCEXCL would outlive us as long as its master is open.
bool claim(int fd) {
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return false;
    if (!is_pty(fd)) ::ioctl(fd, TIOCEXCL);
    return true;
}

}  // namespace

std::optional<Parity> parity_from(std::string_view name) {
    if (name == "none" || name == "n" || name == "N") return Parity::none;
    if (name == "even" || name == "e" || name == "E") return Parity::even;
    if (name == "odd" || name == "o" || name == "O") return Parity::odd;
    return std::nullopt;
}

std::string text(const SerialSettings& settings) {
    const char parity = settings.parity == Parity::none   ? 'N'
                        : settings.parity == Parity::even ? 'E'
                                                          : 'O';
    return fmt::format("{} {}{}{}", settings.baud, settings.data_bits, parity, settings.stop_bits);
}

std::optional<std::string> fault(const SerialSettings& settings) {
    if (!speed_code(settings.baud)) {
        std::string known;
        for (const Speed& speed : speeds) known += fmt::format(" {}", speed.baud);
        return fmt::format("No serial port runs at {} baud; there are{}.", settings.baud, known);
    }
    if (settings.data_bits != 7 && settings.data_bits != 8) {
        return fmt::format("A serial port has 7 or 8 data bits, not {}.", settings.data_bits);
    }
    if (settings.stop_bits != 1 && settings.stop_bits != 2) {
        return fmt::format("A serial port has 1 or 2 stop bits, not {}.", settings.stop_bits);
    }
    return std::nullopt;
}

tl::expected<SerialPort, SerialError> SerialPort::open(const std::string& path,
                                                       const SerialSettings& settings,
                                                       const SystemRoot& root) {
    if (auto wrong = fault(settings)) {
        return tl::unexpected{SerialError{Kind::bad_settings, *wrong}};
    }
    constexpr int flags = O_NOCTTY | O_NONBLOCK;
    auto fd = open_fd(path, O_RDWR | flags);
    if (!fd && fd.error() == std::errc::permission_denied) fd = open_fd(path, O_RDONLY | flags);
    if (!fd) return tl::unexpected{explain_open(path, fd.error(), root)};
    SerialPort port{std::move(*fd)};
    termios found{};
    if (::tcgetattr(port.fd(), &found) != 0) {
        return tl::unexpected{explain_open(path, {errno, std::system_category()}, root)};
    }
    if (!claim(port.fd())) {
        port.fd_.reset();
        return tl::unexpected{explain_busy(path, root)};
    }
    const termios wanted = raw(found, settings);
    if (::tcsetattr(port.fd(), TCSANOW, &wanted) != 0) {
        return tl::unexpected{explain_open(path, {errno, std::system_category()}, root)};
    }
    port.found_ = found;
    if (is_pty(port.fd())) return port;
    termios got{};
    if (::tcgetattr(port.fd(), &got) == 0 && !took(wanted, got)) {
        port.remark_ =
            fmt::format("{} did not take {}: what comes may be garbled.", path, text(settings));
    } else if (const auto other = find_holder(path, root, true)) {
        port.remark_ = shared_with(path, *other);
    }
    return port;
}

SerialPort& SerialPort::operator=(SerialPort&& other) noexcept {
    if (this == &other) return *this;
    close();
    fd_ = std::move(other.fd_);
    found_ = other.found_;
    remark_ = std::move(other.remark_);
    return *this;
}

bool SerialPort::send(std::uint8_t byte) const {
    return ::write(fd_.get(), &byte, 1) == 1;
}

void SerialPort::close() {
    if (!fd_) return;
    if (found_) ::tcsetattr(fd_.get(), TCSANOW, &*found_);
    if (found_ && !is_pty(fd_.get())) ::ioctl(fd_.get(), TIOCNXCL);
    fd_.reset();
}

}  // namespace hanmeter::io
