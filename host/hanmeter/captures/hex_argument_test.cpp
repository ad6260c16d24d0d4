// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/hex_argument.h"

#include <doctest/doctest.h>

#include <string>

using hanmeter::captures::hex_argument;

TEST_CASE("hex on the command line") {
    const std::vector<std::uint8_t> expected = {0x7E, 0xA0, 0x2A, 0x41, 0x08, 0x83, 0x13, 0x04};
    for (const char* argument : {
             "7ea02a4108831304",
             "7E A0 2A 41 08 83 13 04",
             "7e:a0:2a:41:08:83:13:04",
             "7e,a0,2a,41,08,83,13,04",
             "0x7e,0xa0,0x2a,0x41,0x8,0x83,0x13,0x4",
             "0x7EA02A4108831304",
             " 7ea0 2a41\n0883 1304 ",
             "[7e a0 2a 41 08 83 13 04]",
             "7ea02a4108831\n30 4",
             "7ea02a410883130 4",
         }) {
        CAPTURE(argument);
        CHECK(hex_argument(argument) == expected);
    }
    CHECK(hex_argument("1112131415161718")->front() == 0x11);
}

TEST_CASE("what is no hex on the command line") {
    for (const char* argument : {
             "",
             "-",
             "13",
             "7ea02a41088313",
             "7ea02a410883130",
             "7ea02a41088313041",
             "7ea02a4108831304.bin",
             "/tmp/7ea02a4108831304",
             "capture.txt",
             "/dev/ttyUSB0",
             "tcp://10.0.0.17:8081",
             "sim:aidon-3p?speed=100",
             "mqtts://broker/deadbeefdeadbeef",
             "[126, 160, 42, 65, 8, 131, 19, 4]",
             "7e a0 2a 41 08 83 13 04 zz",
             "126, 160, 42, 65, 8, 131, 19, 4",
             "7ea02a4108831 304 1",
         }) {
        CAPTURE(argument);
        CHECK(!hex_argument(argument));
    }
}
