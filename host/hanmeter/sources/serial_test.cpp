// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/serial.h"

#include <doctest/doctest.h>

#include <optional>
#include <thread>

#include "support/pty.h"
#include "support/source_runner.h"
#include "support/temporary_folder.h"

using namespace hanmeter;
using Kind = pipeline::SourceEnd::Kind;

namespace {

bytes::Bytes part(const std::vector<std::uint8_t>& data, std::size_t from, std::size_t size) {
    return bytes::Bytes{data}.subspan(from, size);
}

// A name that leads to a port, as udev makes it, and as no other program's pty can take it.
class PortName {
public:
    PortName() : name_{folder_ / "usb-adapter"} {}
    void leads_to(const testing::Pty& line) { folder_.link("usb-adapter", line.path()); }
    void vanish() { std::filesystem::remove(name_); }
    const std::string& text() const { return name_; }

private:
    testing::TemporaryFolder folder_;
    std::string name_;
};

}  // namespace

TEST_CASE("a line at 2400 baud is received whole, in the time that it takes, with times") {
    const testing::Pty line;
    testing::SourceRunner runner;
    sources::Serial source{runner.executor(), line.path(), {}};
    const auto data = testing::pattern(150);
    runner.intake.enough = data.size();
    runner.start(source);
    REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
    const auto begun = std::chrono::steady_clock::now();
    std::thread meter{[&] { testing::send_at(line, 2400, data); }};
    const bool ended = runner.until_end();
    const auto took = std::chrono::steady_clock::now() - begun;
    meter.join();
    REQUIRE(ended);
    CHECK(runner.intake.received == data);
    CHECK(runner.intake.raw == data);
    CHECK(runner.intake.starts == std::vector<std::size_t>{0});
    CHECK(runner.intake.sizes.size() > 10);
    CHECK(took >= std::chrono::milliseconds{620});
    CHECK(runner.intake.notices.empty());
    REQUIRE(runner.intake.times.front());
    CHECK(runner.intake.times.back()->milliseconds - runner.intake.times.front()->milliseconds >=
          550);
    CHECK(runner.end->kind == Kind::end_of_input);
}

TEST_CASE("a meter that waits for an answer gets it") {
    const testing::Pty line;
    testing::SourceRunner runner;
    sources::Serial source{runner.executor(), line.path(), {}};
    runner.start(source);
    REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
    const std::vector<std::uint8_t> question{0x10, 0x40, 0xF0, 0x30, 0x16};
    line.send(question);
    REQUIRE(runner.until([&] { return runner.intake.received == question; }));
    std::array<std::uint8_t, 8> room{};
    const auto answer = io::read_some(line.master(), room);
    REQUIRE(answer);
    CHECK(*answer == 1);
    CHECK(room[0] == 0xE5);
}

TEST_CASE("a silent line wakes nobody") {
    const testing::Pty line;
    testing::SourceRunner runner;
    sources::Serial source{runner.executor(), line.path(), {}};
    runner.start(source);
    REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
    CHECK(runner.handlers_within(std::chrono::milliseconds{400}) == 0);
    line.send(testing::pattern(1));
    CHECK(runner.until([&] { return runner.intake.received.size() == 1; }));
}

TEST_CASE("a port that cannot be opened ends the source with the sentence") {
    testing::SourceRunner runner;
    sources::Serial source{runner.executor(), "/dev/ttyNone7", {}};
    CHECK(source.live());
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.end->kind == Kind::cannot_open);
    CHECK(runner.end->sentence.find("/dev/ttyNone7") != std::string::npos);
    CHECK(runner.intake.notices.empty());
}

TEST_CASE("unplugged, gone with its stable name, and back: said once each, nothing lost between") {
    PortName stable;
    std::optional<testing::Pty> line{std::in_place};
    stable.leads_to(*line);
    testing::SourceRunner runner;
    sources::Serial source{runner.executor(), stable.text(), {}};
    const auto data = testing::pattern(90);
    runner.start(source);
    REQUIRE(runner.until([&] { return runner.intake.starts.size() == 1; }));
    for (std::size_t plugged = 0; plugged < 3; ++plugged) {
        const std::size_t so_far = plugged * 30;
        line->send(part(data, so_far, 30));
        REQUIRE(runner.until([&] { return runner.intake.received.size() == so_far + 30; }));
        stable.vanish();
        line->unplug();
        REQUIRE(
            runner.until([&] { return runner.intake.noticed("was unplugged") == plugged + 1; }));
        line.emplace();
        stable.leads_to(*line);
        REQUIRE(runner.until([&] { return runner.intake.noticed("is back") == plugged + 1; }));
    }
    CHECK(runner.intake.received == data);
    CHECK(runner.intake.starts == std::vector<std::size_t>{0, 30, 60, 90});
    CHECK(runner.intake.notices.size() == 6);
    CHECK_FALSE(runner.end);
}

TEST_CASE("an adapter that comes back under another number is known by its stable name") {
    PortName numbered;
    PortName stable;
    std::optional<testing::Pty> line{std::in_place};
    const testing::Pty other_adapter;
    numbered.leads_to(*line);
    stable.leads_to(*line);
    testing::SourceRunner runner;
    const auto stable_name = [&](const std::string& path) {
        return path == numbered.text() ? stable.text() : std::string{};
    };
    sources::Serial source{runner.executor(), numbered.text(), {.stable_name = stable_name}};
    const auto data = testing::pattern(40);
    runner.intake.enough = data.size();
    runner.start(source);
    REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
    line->send(part(data, 0, 20));
    REQUIRE(runner.until([&] { return runner.intake.received.size() == 20; }));
    numbered.vanish();
    stable.vanish();
    line->unplug();
    REQUIRE(runner.until([&] { return runner.intake.noticed("was unplugged") == 1; }));
    line.emplace();
    stable.leads_to(*line);
    numbered.leads_to(other_adapter);
    REQUIRE(runner.until([&] { return runner.intake.noticed("is back") == 1; }));
    line->send(part(data, 20, 20));
    REQUIRE(runner.until_end());
    CHECK(runner.intake.received == data);
}

TEST_CASE("a patient source waits for a port that is not there at start") {
    PortName stable;
    testing::SourceRunner runner;
    sources::Serial source{runner.executor(), stable.text(), {.patient = true}};
    runner.intake.enough = 5;
    runner.start(source);
    REQUIRE(runner.until([&] { return runner.intake.noticed("There is no port") == 1; }));
    const testing::Pty line;
    stable.leads_to(line);
    REQUIRE(runner.until([&] { return runner.intake.noticed("is back") == 1; }));
    line.send(testing::pattern(5));
    REQUIRE(runner.until_end());
    CHECK(runner.intake.received == testing::pattern(5));
}

TEST_CASE("what stands where the port was is complained of once") {
    PortName stable;
    testing::TemporaryFolder folder;
    testing::SourceRunner runner;
    sources::Serial source{runner.executor(), stable.text(), {.patient = true}};
    std::filesystem::create_symlink("/dev/null", stable.text());
    runner.start(source);
    CHECK(runner.until([&] { return runner.intake.noticed("is not a serial port") == 2; }));
}

TEST_CASE("cancelling ends it at once, reading or waiting") {
    testing::Pty line;
    PortName name;
    name.leads_to(line);
    testing::SourceRunner runner;
    sources::Serial source{runner.executor(), name.text(), {}};
    SUBCASE("reading") {
        runner.start(source);
        REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
    }
    SUBCASE("waiting") {
        runner.start(source);
        REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
        name.vanish();
        line.unplug();
        REQUIRE(runner.until([&] { return runner.intake.noticed("was unplugged") == 1; }));
    }
    runner.cancel();
    REQUIRE(runner.until_end(std::chrono::seconds{5}));
    CHECK(runner.end->kind == Kind::end_of_input);
}

TEST_CASE("with seven data bits the parity bit is cleared") {
    const testing::Pty line;
    testing::SourceRunner runner;
    sources::Serial source{
        runner.executor(), line.path(), {.port = {.data_bits = 7, .parity = io::Parity::even}}};
    runner.intake.enough = 3;
    runner.start(source);
    REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
    line.send(std::vector<std::uint8_t>{0xAF, 0x53, 0xFF});
    REQUIRE(runner.until_end());
    CHECK(runner.intake.received == std::vector<std::uint8_t>{0x2F, 0x53, 0x7F});
    CHECK(runner.intake.raw == runner.intake.received);
}
