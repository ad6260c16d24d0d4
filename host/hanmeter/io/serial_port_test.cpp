// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/serial_port.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "hanmeter/io/serial_advice.h"
#include "support/pty.h"
#include "support/temporary_folder.h"
#include "support/unprivileged.h"

using namespace hanmeter;
using Kind = io::SerialError::Kind;

namespace {

termios settings_of(const testing::Pty& line) {
    termios found{};
    REQUIRE(::tcgetattr(line.master(), &found) == 0);
    return found;
}

bool has(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("a pty is opened raw at the speed asked for, whatever else it does not take") {
    const testing::Pty line;
    const termios before = settings_of(line);
    REQUIRE(::cfgetispeed(&before) != B300);
    {
        const auto port = io::SerialPort::open(
            line.path(), {.baud = 300, .data_bits = 7, .parity = io::Parity::even, .stop_bits = 2});
        REQUIRE(port);
        CHECK(port->remark() == "");
        const termios set = settings_of(line);
        CHECK(::cfgetispeed(&set) == B300);
        CHECK(::cfgetospeed(&set) == B300);
        CHECK((set.c_lflag & (ICANON | ECHO | ISIG)) == 0);
        CHECK((set.c_iflag & (ICRNL | IXON | ISTRIP)) == 0);
        CHECK((set.c_oflag & OPOST) == 0);
    }
    const termios after = settings_of(line);
    CHECK(::cfgetispeed(&after) == ::cfgetispeed(&before));
    CHECK((after.c_lflag & ICANON) != 0);
}

TEST_CASE("every byte value comes through as it was sent") {
    const testing::Pty line;
    const auto port = io::SerialPort::open(line.path(), {});
    REQUIRE(port);
    std::vector<std::uint8_t> all(256);
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = static_cast<std::uint8_t>(i);
    line.send(all);
    std::vector<std::uint8_t> got;
    while (got.size() < all.size()) {
        std::array<std::uint8_t, 256> room{};
        const auto size = io::read_some(port->fd(), room);
        REQUIRE((size || size.error() == std::errc::resource_unavailable_try_again));
        if (size) got.insert(got.end(), room.begin(), room.begin() + std::ptrdiff_t(*size));
    }
    CHECK(got == all);
}

TEST_CASE("every speed of the table is taken, others are refused in one sentence") {
    const testing::Pty line;
    for (const unsigned baud : {300u, 600u, 1200u, 2400u, 4800u, 9600u, 19200u, 38400u, 57600u,
                                115200u, 230400u, 921600u}) {
        CHECK(io::SerialPort::open(line.path(), {.baud = baud}));
    }
    const auto odd = io::SerialPort::open(line.path(), {.baud = 2401});
    REQUIRE_FALSE(odd);
    CHECK(odd.error().kind == Kind::bad_settings);
    CHECK(has(odd.error().sentence, "2401"));
    CHECK(has(odd.error().sentence, " 2400 "));
    CHECK(io::fault({.data_bits = 9}));
    CHECK(io::fault({.stop_bits = 0}));
    CHECK_FALSE(io::fault({.baud = 115200, .data_bits = 7, .parity = io::Parity::odd}));
}

TEST_CASE("settings are read and written as people write them") {
    CHECK(io::text({}) == "2400 8N1");
    CHECK(io::text({.baud = 300, .data_bits = 7, .parity = io::Parity::even}) == "300 7E1");
    CHECK(io::parity_from("even") == io::Parity::even);
    CHECK(io::parity_from("odd") == io::Parity::odd);
    CHECK(io::parity_from("none") == io::Parity::none);
    CHECK(io::parity_from("E") == io::Parity::even);
    CHECK_FALSE(io::parity_from("mark"));
}

TEST_CASE("a port that is not there: which ones are") {
    const testing::TemporaryFolder root;
    const auto none = io::SerialPort::open("/dev/ttyNone7", {}, {root.path()});
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == Kind::no_such_port);
    CHECK(has(none.error().sentence, "/dev/ttyNone7"));
    CHECK(has(none.error().sentence, "plugged in"));

    root.write("sys/class/tty/ttyUSB4/device/idVendor", "0403");
    root.write("sys/class/tty/ttyUSB4/device/product", "FT232R USB UART");
    root.write("dev/ttyUSB4", "");
    const auto other = io::SerialPort::open("/dev/ttyNone7", {}, {root.path()});
    REQUIRE_FALSE(other);
    CHECK(has(other.error().sentence, "/dev/ttyUSB4 (FT232R USB UART)"));
}

TEST_CASE("what is not a serial port is called so") {
    const testing::TemporaryFolder folder;
    folder.write("file", "x");
    for (const std::string& path : {std::string{"/dev/null"}, folder / "file", folder / "."}) {
        const auto opened = io::SerialPort::open(path, {});
        REQUIRE_FALSE(opened);
        CHECK(opened.error().kind == Kind::not_a_serial_port);
        CHECK(has(opened.error().sentence, path));
    }
}

TEST_CASE("no permission: the group and the command that joins it") {
    const testing::Pty line;
    if (::geteuid() != 0) {
        MESSAGE("only root can take a permission away from itself: skipped");
        return;
    }
    const group* dialout = ::getgrnam("dialout");
    REQUIRE(dialout != nullptr);
    REQUIRE(::chown(line.path().c_str(), 0, dialout->gr_gid) == 0);
    REQUIRE(::chmod(line.path().c_str(), 0660) == 0);
    const auto try_it = [&] {
        const auto opened = io::SerialPort::open(line.path(), {});
        return opened ? std::string{"opened"} : opened.error().sentence;
    };
    const std::string by_group = testing::as_nobody(try_it);
    CHECK(has(by_group, line.path()));
    CHECK(has(by_group, "group dialout"));
    CHECK(has(by_group, "`sudo usermod -aG dialout $USER`"));
    CHECK(has(by_group, "log in again"));

    REQUIRE(::chmod(line.path().c_str(), 0600) == 0);
    CHECK(has(testing::as_nobody(try_it), "only root may"));
    REQUIRE(::chmod(line.path().c_str(), 0666) == 0);
    CHECK(testing::as_nobody(try_it) == "opened");
}

TEST_CASE("a second reader is told who the first is") {
    const testing::Pty line;
    auto first = io::SerialPort::open(line.path(), {});
    REQUIRE(first);
    const auto own = io::SerialPort::open(line.path(), {});
    REQUIRE_FALSE(own);
    CHECK(own.error().kind == Kind::busy);
    CHECK(has(own.error().sentence, "this program"));

    const std::string holder = std::to_string(::getpid());
    const auto in_child = [&](auto prepare) {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        const io::Fd out{ends[0]};
        const pid_t child = ::fork();
        if (child == 0) {
            prepare();
            const auto second = io::SerialPort::open(line.path(), {});
            const std::string said = second ? "opened" : second.error().sentence;
            ::_exit(io::write_all(ends[1], said) ? 1 : 0);
        }
        ::close(ends[1]);
        ::waitpid(child, nullptr, 0);
        std::array<std::uint8_t, 512> room{};
        const auto size = io::read_some(out.get(), room);
        REQUIRE(size);
        return std::string(room.begin(), room.begin() + std::ptrdiff_t(*size));
    };
    // A forked child has the parent's descriptor too; without it the parent alone is left.
    const std::string said = in_child([&] { ::close(first->fd()); });
    CHECK(has(said, "is busy"));
    CHECK(has(said, "process " + holder));
    std::ifstream command_line{"/proc/self/cmdline"};
    std::string program;
    std::getline(command_line, program, '\0');
    CHECK(has(said, program.substr(0, 50)));

    first = tl::unexpected{io::SerialError{}};
    CHECK(io::SerialPort::open(line.path(), {}));
}

TEST_CASE("system errors become sentences that say what to do") {
    const testing::TemporaryFolder root;
    const auto said = [&](std::errc error) {
        return io::explain_open("/dev/ttyUSB0", std::make_error_code(error), {root.path()});
    };
    CHECK(said(std::errc::device_or_resource_busy).kind == Kind::busy);
    CHECK(has(said(std::errc::device_or_resource_busy).sentence, "sudo fuser -v /dev/ttyUSB0"));
    CHECK(has(said(std::errc::io_error).sentence, "plug it in again"));
    CHECK(said(std::errc::too_many_files_open).kind == Kind::failed);
    CHECK(io::shared_with("/dev/ttyUSB0", {12, "ModemManager"}).starts_with("ModemManager"));
}
