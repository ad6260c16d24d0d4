// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/ports.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include "support/temporary_folder.h"

using namespace hanmeter;

namespace {

// A CP2102 and an adapter without a maker's name on USB, a built-in port, one without a chip, a
// virtual terminal, and a port whose device node has gone.
void plug_in(const testing::TemporaryFolder& root) {
    root.write("sys/devices/usb1/1-1/idVendor", "10c4\n");
    root.write("sys/devices/usb1/1-1/idProduct", "ea60\n");
    root.write("sys/devices/usb1/1-1/manufacturer", "Silicon Labs\n");
    root.write("sys/devices/usb1/1-1/product", "CP2102N USB to UART\n");
    root.write("sys/devices/usb1/1-1/serial", "0001a2\n");
    root.write("sys/devices/usb1/1-1/1-1:1.0/ttyUSB0/tty/ttyUSB0/dev", "188:0\n");
    root.link("sys/devices/usb1/1-1/1-1:1.0/ttyUSB0/tty/ttyUSB0/device", "../../../ttyUSB0");
    root.link("sys/devices/usb1/1-1/1-1:1.0/ttyUSB0/driver", "../../../../../drivers/cp210x");
    root.link("sys/class/tty/ttyUSB0", "../../devices/usb1/1-1/1-1:1.0/ttyUSB0/tty/ttyUSB0");
    root.write("sys/devices/usb1/1-2/idVendor", "1a86\n");
    root.write("sys/devices/usb1/1-2/idProduct", "7523\n");
    root.write("sys/devices/usb1/1-2/product", "USB Serial\n");
    root.write("sys/devices/usb1/1-2/1-2:1.0/ttyUSB1/tty/ttyUSB1/dev", "188:1\n");
    root.link("sys/devices/usb1/1-2/1-2:1.0/ttyUSB1/tty/ttyUSB1/device", "../../../ttyUSB1");
    root.link("sys/devices/usb1/1-2/1-2:1.0/ttyUSB1/driver", "../../../../../drivers/ch341-uart");
    root.link("sys/class/tty/ttyUSB1", "../../devices/usb1/1-2/1-2:1.0/ttyUSB1/tty/ttyUSB1");
    root.write("sys/devices/soc/serial/serial:0/serial:0.0/tty/ttyAMA0/type", "32\n");
    root.link("sys/devices/soc/serial/serial:0/serial:0.0/driver", "../../../../drivers/port");
    root.link("sys/devices/soc/serial/serial:0/driver", "../../../drivers/ctrl");
    root.link("sys/devices/soc/serial/driver", "../../drivers/uart-pl011");
    root.link("sys/devices/soc/serial/serial:0/serial:0.0/tty/ttyAMA0/device",
              "../../../serial:0.0");
    root.link("sys/class/tty/ttyAMA0", "../../devices/soc/serial/serial:0/serial:0.0/tty/ttyAMA0");
    root.write("sys/class/tty/ttyS3/type", "0\n");
    root.write("sys/class/tty/ttyS3/device/x", "");
    root.write("sys/class/tty/tty1/dev", "4:1\n");
    root.write("sys/class/tty/ttyUSB9/device/x", "");
    for (const char* node : {"ttyUSB0", "ttyUSB1", "ttyAMA0", "ttyS3", "tty1"}) {
        root.write(std::string{"dev/"} + node, "");
    }
    root.link("dev/serial/by-id/usb-Silicon_Labs_CP2102N_0001a2-if00-port0", "../../ttyUSB0");
}

}  // namespace

TEST_CASE("the ports are those with hardware behind them, with their adapters' names") {
    const testing::TemporaryFolder folder;
    plug_in(folder);
    folder.write("proc/1/comm", "init\n");
    folder.write("proc/1/fd/x", "");
    folder.write("proc/self/cmdline", "not a number");
    folder.write("proc/417/cmdline", std::string{"/usr/bin/screen\0/dev/ttyUSB1\0"
                                                 "2400\0",
                                                 34});
    folder.link("proc/417/fd/0", "/dev/null");
    folder.link("proc/417/fd/5", "/dev/ttyUSB1");
    const auto ports = io::list_ports({folder.path()});
    REQUIRE(ports.size() == 3);

    CHECK(ports[0].path == "/dev/ttyAMA0");
    CHECK(ports[0].driver == "uart-pl011");
    CHECK(ports[0].adapter == "");
    CHECK(ports[0].usb_id == "");
    CHECK(io::short_name(ports[0]) == "/dev/ttyAMA0 (uart-pl011)");

    CHECK(ports[1].path == "/dev/ttyUSB0");
    CHECK(ports[1].stable_path == "/dev/serial/by-id/usb-Silicon_Labs_CP2102N_0001a2-if00-port0");
    CHECK(ports[1].adapter == "Silicon Labs CP2102N USB to UART");
    CHECK(ports[1].serial_number == "0001a2");
    CHECK(ports[1].usb_id == "10c4:ea60");
    CHECK(ports[1].driver == "cp210x");
    CHECK_FALSE(ports[1].holder);

    CHECK(io::short_name(ports[2]) == "/dev/ttyUSB1 (USB Serial)");
    CHECK(ports[2].stable_path == "");
    CHECK(ports[2].serial_number == "");
    CHECK(ports[2].driver == "ch341-uart");
    REQUIRE(ports[2].holder);
    CHECK(ports[2].holder->pid == 417);
    CHECK(ports[2].holder->command == "/usr/bin/screen /dev/ttyUSB1 2400");
}

TEST_CASE("who holds a port is found through its stable name too, and a long command is cut") {
    const testing::TemporaryFolder folder;
    plug_in(folder);
    folder.write("proc/77/cmdline", "reader " + std::string(200, 'x'));
    folder.link("proc/77/fd/3", "/dev/ttyUSB0");
    const auto holder = io::find_holder(
        "/dev/serial/by-id/usb-Silicon_Labs_CP2102N_0001a2-if00-port0", {folder.path()});
    REQUIRE(holder);
    CHECK(holder->pid == 77);
    CHECK(holder->command == "reader " + std::string(50, 'x') + "...");
    CHECK_FALSE(io::find_holder("/dev/ttyUSB1", {folder.path()}));
}

TEST_CASE("a port's stable name is found from any of its names") {
    const testing::TemporaryFolder folder;
    plug_in(folder);
    folder.link("dev/HANserial", "ttyUSB0");
    const std::string stable = "/dev/serial/by-id/usb-Silicon_Labs_CP2102N_0001a2-if00-port0";
    CHECK(io::stable_name("/dev/ttyUSB0", {folder.path()}) == stable);
    CHECK(io::stable_name("/dev/HANserial", {folder.path()}) == stable);
    CHECK(io::stable_name(stable, {folder.path()}) == stable);
    CHECK(io::stable_name("/dev/ttyUSB1", {folder.path()}) == "");
    CHECK(io::stable_name("/dev/none", {folder.path()}) == "");
}

TEST_CASE("a kernel thread's name and this process count as they should") {
    const testing::TemporaryFolder folder;
    plug_in(folder);
    const std::string own = "proc/" + std::to_string(::getpid());
    folder.write(own + "/comm", "me\n");
    folder.link(own + "/fd/3", "/dev/ttyUSB0");
    const auto holder = io::find_holder("/dev/ttyUSB0", {folder.path()});
    REQUIRE(holder);
    CHECK(holder->command == "me");
    CHECK_FALSE(io::find_holder("/dev/ttyUSB0", {folder.path()}, true));
}

TEST_CASE("where there is nothing, nothing is found") {
    const testing::TemporaryFolder folder;
    CHECK(io::list_ports({folder.path()}).empty());
    CHECK_FALSE(io::find_holder("/dev/ttyUSB0", {folder.path()}));
    CHECK_NOTHROW(io::list_ports());
}
