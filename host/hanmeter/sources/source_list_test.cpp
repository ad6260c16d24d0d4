// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/source_list.h"

#include <doctest/doctest.h>

#include "hanmeter/sources/file.h"
#include "hanmeter/sources/hex_argument.h"
#include "hanmeter/sources/serial.h"
#include "hanmeter/sources/tcp.h"
#include "support/pty.h"
#include "support/source_runner.h"
#include "support/temporary_folder.h"

using namespace hanmeter;

namespace {

template <class Kind>
bool makes(std::string_view input) {
    testing::SourceRunner runner;
    const auto made = sources::make_source(input, {}, runner.executor());
    return made && dynamic_cast<const Kind*>(made->get()) != nullptr;
}

std::string refusal(std::string_view input, const sources::SourceSettings& settings = {}) {
    testing::SourceRunner runner;
    const auto made = sources::make_source(input, settings, runner.executor());
    return made ? "made" : made.error();
}

}  // namespace

TEST_CASE("what an input is, is seen from how it is written and from what is there") {
    const testing::TemporaryFolder folder;
    const testing::Pty line;
    folder.write("capture", "x");
    folder.link("meter", line.path());
    folder.link("cable", "/dev/ttyUSB-not-there");
    CHECK(makes<sources::File>("-"));
    CHECK(makes<sources::File>(folder / "capture"));
    CHECK(makes<sources::File>("./not-there"));
    CHECK(makes<sources::File>("/dev/null"));
    CHECK(makes<sources::File>("/dev/shm"));
    CHECK(makes<sources::Serial>("/dev/ttyUSB-not-there"));
    CHECK(makes<sources::Serial>("/dev/serial/by-id/usb-not-there"));
    CHECK(makes<sources::Serial>(line.path()));
    CHECK(makes<sources::Serial>(folder / "meter"));
    CHECK(makes<sources::Tcp>("tcp://meter.local:8481"));
    CHECK(makes<sources::Tcp>("tcp://[::1]:8481/"));
    CHECK(makes<sources::HexArgument>("7ea0d2410883138 2"));
    CHECK(makes<sources::HexArgument>("7e a0 d2 41 08 83 13 82 d6"));
    CHECK(makes<sources::HexArgument>("0x7e,0xa0,0xd2,0x41,0x08,0x83,0x13,0x82"));
    CHECK(makes<sources::HexArgument>("7E:A0:D2:41:08:83:13:82"));
    CHECK(makes<sources::File>("7ea0d2410883"));
    CHECK(makes<sources::File>("7ea0d24108831382.bin"));
}

TEST_CASE("a file whose name could be hex is the file") {
    const testing::TemporaryFolder folder;
    const auto before = std::filesystem::current_path();
    folder.write("7ea0d24108831382", "x");
    std::filesystem::current_path(folder.path());
    const bool file = makes<sources::File>("7ea0d24108831382");
    std::filesystem::current_path(before);
    CHECK(file);
    CHECK(makes<sources::HexArgument>("7ea0d24108831382"));
}

TEST_CASE("bytes in hex are received once, from the first") {
    testing::SourceRunner runner;
    const auto made = sources::make_source("7e a0 d2 41 08 83 13 82", {}, runner.executor());
    REQUIRE(made);
    CHECK_FALSE((*made)->live());
    runner.start(**made);
    REQUIRE(runner.until_end());
    CHECK(runner.intake.received ==
          std::vector<std::uint8_t>{0x7E, 0xA0, 0xD2, 0x41, 0x08, 0x83, 0x13, 0x82});
    CHECK(runner.intake.sizes.size() == 1);
    CHECK(runner.intake.starts == std::vector<std::size_t>{0});
    CHECK_FALSE(runner.intake.times[0]);
}

TEST_CASE("a file's text is undone as it is seen or said to be, a line's only as it is said") {
    const testing::TemporaryFolder folder;
    folder.write("capture.txt", "0f 00 00 00 00 0c 07 e1 08 10\n");
    const std::vector<std::uint8_t> sent{0x0F, 0, 0, 0, 0, 0x0C, 0x07, 0xE1, 0x08, 0x10};
    const auto read = [&](captures::Format format) {
        testing::SourceRunner runner;
        const auto made = sources::make_source(folder / "capture.txt", {.input_format = format},
                                               runner.executor());
        REQUIRE(made);
        runner.start(**made);
        REQUIRE(runner.until_end());
        return runner.intake.received;
    };
    CHECK(read(captures::Format::automatic) == sent);
    CHECK(read(captures::Format::hex) == sent);
    CHECK(read(captures::Format::raw).size() == 30);
    const testing::Pty line;
    line.make_raw();
    for (const auto format : {captures::Format::automatic, captures::Format::hex}) {
        const bool is_text = format == captures::Format::hex;
        testing::SourceRunner runner;
        const auto made =
            sources::make_source(line.path(), {.input_format = format}, runner.executor());
        REQUIRE(made);
        runner.intake.enough = is_text ? 10 : 30;
        runner.start(**made);
        const std::string text = "0f 00 00 00 00 0c 07 e1 08 10\n";
        REQUIRE_FALSE(io::write_all(line.master(), text));
        REQUIRE(runner.until_end());
        CHECK((runner.intake.received == sent) == is_text);
    }
}

TEST_CASE("what is not known is refused, with what there is") {
    for (const char* unknown : {"gopher://meter", "xmodem://broker/topic"}) {
        const std::string said = refusal(unknown);
        CHECK(said.find(unknown[0]) == 0);
        for (const auto& kind : sources::source_kinds()) {
            CHECK(said.find(kind.form) != std::string::npos);
        }
    }
}

TEST_CASE("a TCP address that cannot be is refused with how to write one") {
    CHECK(refusal("tcp://meter.local").find("HOST:PORT") != std::string::npos);
    CHECK(refusal("tcp://:1").find("HOST:PORT") != std::string::npos);
}

TEST_CASE("settings that no port takes are refused before anything is opened") {
    const std::string said = refusal("/dev/ttyUSB-not-there", {.serial = {.baud = 12345}});
    CHECK(said.find("12345") != std::string::npos);
}

TEST_CASE("an address to listen on that is none is refused with a sentence") {
    CHECK(refusal("udp://8481").find("8481") != std::string::npos);
    CHECK(refusal("tcp-listen://nowhere.example:8481").find("no address of this machine") !=
          std::string::npos);
}
