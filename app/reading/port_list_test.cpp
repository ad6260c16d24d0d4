// SPDX-License-Identifier: Apache-2.0
#include "app/reading/port_list.h"

#include <doctest/doctest.h>

using namespace hanmeter::io;
using namespace hanmeter::app::reading;

TEST_CASE("Without a port the list says what to do") {
    const std::string said = port_list({});
    CHECK(said.find("no serial port") != std::string::npos);
    CHECK(said.find("    hanmeter FILE\n") != std::string::npos);
}

TEST_CASE(
    "Each port is named with its adapter and its holder, and what to type is its lasting name") {
    const PortInfo ports[] = {
        {.path = "/dev/ttyUSB0",
         .stable_path = "/dev/serial/by-id/usb-Silicon_Labs_CP2102-if00-port0",
         .adapter = "Silicon Labs CP2102",
         .serial_number = {},
         .usb_id = {},
         .driver = {},
         .holder = Holder{.pid = 4711, .command = "HANdomo.py"}},
        {.path = "/dev/ttyS0",
         .stable_path = {},
         .adapter = {},
         .serial_number = {},
         .usb_id = {},
         .driver = "serial",
         .holder = {}},
    };
    const std::string said = port_list(ports);
    CHECK(said.find("/dev/ttyUSB0 (Silicon Labs CP2102), in use by HANdomo.py (process 4711)\n") !=
          std::string::npos);
    CHECK(said.find("    hanmeter /dev/serial/by-id/usb-Silicon_Labs_CP2102-if00-port0\n") !=
          std::string::npos);
    CHECK(said.find("    hanmeter /dev/ttyS0\n") != std::string::npos);
}
