// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/file.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <array>
#include <asio/post.hpp>
#include <thread>

#include "hanmeter/captures/pcapng.h"
#include "support/pty.h"
#include "support/source_runner.h"
#include "support/temporary_folder.h"
#include "support/unprivileged.h"

using namespace hanmeter;
using Kind = pipeline::SourceEnd::Kind;

namespace {

constexpr std::size_t block = 256 * 1024;

std::string text_of(const std::vector<std::uint8_t>& data) {
    return {data.begin(), data.end()};
}

std::string sentence_of(const std::string& path) {
    testing::SourceRunner runner;
    sources::File source{runner.executor(), path, {}};
    runner.start(source);
    if (!runner.until_end()) return "no end";
    return runner.end->kind == Kind::cannot_open ? runner.end->sentence : "opened";
}

bool has(const std::string& text, std::string_view words) {
    return text.find(words) != std::string::npos;
}

struct Pipe {
    Pipe() {
        std::array<int, 2> ends{};
        REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
        out.reset(ends[0]);
        in.reset(ends[1]);
    }
    io::Fd out;
    io::Fd in;
};

}  // namespace

TEST_CASE("a file is read whole, in blocks, without times") {
    const testing::TemporaryFolder folder;
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, block - 1, block, block + 1, 3 * block + 17}) {
        const auto data = testing::pattern(size);
        folder.write("capture", text_of(data));
        testing::SourceRunner runner;
        sources::File source{runner.executor(), folder / "capture", {}};
        CHECK_FALSE(source.live());
        runner.start(source);
        REQUIRE(runner.until_end());
        CHECK(runner.end->kind == Kind::end_of_input);
        CHECK(runner.intake.received == data);
        CHECK(runner.intake.raw == data);
        CHECK(runner.intake.starts == std::vector<std::size_t>{0});
        CHECK(runner.intake.sizes.size() == (size + block - 1) / block);
        for (const auto& time : runner.intake.times) CHECK_FALSE(time);
    }
}

TEST_CASE("between two blocks others have their turn, and a cancelled read ends") {
    const testing::TemporaryFolder folder;
    folder.write("capture", std::string(4 * block, 'x'));
    testing::SourceRunner runner;
    sources::File source{runner.executor(), folder / "capture", {}};
    runner.start(source);
    asio::post(runner.executor(), [&] {
        CHECK(runner.intake.received.size() <= block);
        asio::post(runner.executor(), [&] { runner.cancel(); });
    });
    REQUIRE(runner.until_end());
    CHECK(runner.intake.received.size() <= 2 * block);
}

TEST_CASE("no more is read than is wanted") {
    const testing::TemporaryFolder folder;
    folder.write("capture", std::string(4 * block, 'x'));
    testing::SourceRunner runner;
    runner.intake.enough = block + 1;
    sources::File source{runner.executor(), folder / "capture", {}};
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.intake.received.size() == 2 * block);
}

TEST_CASE("what cannot be read: why, in one sentence") {
    const testing::TemporaryFolder folder;
    CHECK(has(sentence_of(folder / "none"), "There is no file \"" + (folder / "none")));
    CHECK(has(sentence_of("127.0.0.1:8481"), "is written tcp://127.0.0.1:8481"));
    CHECK(has(sentence_of("null"), "the port is called /dev/null"));
    CHECK(has(sentence_of(""), "There is no file \"\""));
    CHECK(has(sentence_of(folder.path().string()), "is a directory"));
    folder.write("file", "x");
    CHECK(has(sentence_of(folder / "file/below"), "There is no file"));
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
    std::filesystem::permissions(folder / "file", std::filesystem::perms{0600});
    const std::string refused = testing::as_nobody([&] { return sentence_of(folder / "file"); });
    CHECK(has(refused, "No permission to read " + (folder / "file")));
}

TEST_CASE("/dev/null is an empty file") {
    testing::SourceRunner runner;
    sources::File source{runner.executor(), "/dev/null", {}};
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.end->kind == Kind::end_of_input);
    CHECK(runner.intake.received.empty());
}

TEST_CASE("standard input that is a file gives no times and is read to its end") {
    const testing::TemporaryFolder folder;
    folder.write("capture", "8 bytes.");
    const auto given = io::open_fd(folder / "capture", O_RDONLY);
    REQUIRE(given);
    testing::SourceRunner runner;
    sources::File source{runner.executor(), "-", {.standard_input = given->get()}};
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(text_of(runner.intake.received) == "8 bytes.");
    CHECK_FALSE(runner.intake.times.at(0));
}

TEST_CASE("a pipe gives what comes as it comes, with times, until its last writer goes") {
    Pipe pipe;
    testing::SourceRunner runner;
    sources::File source{runner.executor(), "-", {.standard_input = pipe.out.get()}};
    runner.start(source);
    const auto data = testing::pattern(1000);
    for (std::size_t sent = 0; sent < data.size(); sent += 250) {
        REQUIRE_FALSE(io::write_all(pipe.in.get(), bytes::Bytes{data}.subspan(sent, 250)));
        REQUIRE(runner.until([&] { return runner.intake.received.size() == sent + 250; }));
        CHECK_FALSE(runner.end);
        CHECK(runner.intake.times.back());
    }
    pipe.in.reset();
    REQUIRE(runner.until_end());
    CHECK(runner.intake.received == data);
    CHECK(runner.end->kind == Kind::end_of_input);
    CHECK((::fcntl(pipe.out.get(), F_GETFL) & O_NONBLOCK) == 0);
}

TEST_CASE("an empty pipe ends at once") {
    Pipe pipe;
    pipe.in.reset();
    testing::SourceRunner runner;
    sources::File source{runner.executor(), "-", {.standard_input = pipe.out.get()}};
    runner.start(source);
    CHECK(runner.until_end());
    CHECK(runner.intake.received.empty());
}

TEST_CASE("a pipe that stays silent does not keep the program from ending") {
    Pipe pipe;
    testing::SourceRunner runner;
    sources::File source{runner.executor(), "-", {.standard_input = pipe.out.get()}};
    runner.start(source);
    REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
    runner.cancel();
    REQUIRE(runner.until_end(std::chrono::seconds{5}));
}

TEST_CASE("a megabyte through a pipe, faster than it is read") {
    Pipe pipe;
    const auto data = testing::pattern(1'000'000);
    testing::SourceRunner runner;
    sources::File source{runner.executor(), "-", {.standard_input = pipe.out.get()}};
    std::thread writer{[&] {
        CHECK_FALSE(io::write_all(pipe.in.get(), data));
        pipe.in.reset();
    }};
    runner.start(source);
    CHECK(runner.until_end());
    writer.join();
    CHECK(runner.intake.received == data);
}

TEST_CASE("standard input may be a socket or a terminal, and is left as it was") {
    testing::SourceRunner runner;
    SUBCASE("socket") {
        std::array<int, 2> ends{};
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
        const io::Fd ours{ends[0]};
        io::Fd theirs{ends[1]};
        sources::File source{runner.executor(), "-", {.standard_input = ours.get()}};
        runner.start(source);
        REQUIRE_FALSE(io::write_all(theirs.get(), std::string_view{"inetd"}));
        REQUIRE(runner.until([&] { return runner.intake.received.size() == 5; }));
        theirs.reset();
        REQUIRE(runner.until_end());
        CHECK((::fcntl(ours.get(), F_GETFL) & O_NONBLOCK) == 0);
    }
    SUBCASE("terminal") {
        const testing::Pty terminal;
        const auto ours = io::open_fd(terminal.path(), O_RDWR | O_NOCTTY);
        REQUIRE(ours);
        sources::File source{runner.executor(), "-", {.standard_input = ours->get()}};
        runner.start(source);
        REQUIRE_FALSE(io::write_all(terminal.master(), std::string_view{"typed\n\x04"}));
        REQUIRE(runner.until_end());
        CHECK(text_of(runner.intake.received) == "typed\n");
        CHECK((::fcntl(ours->get(), F_GETFL) & O_NONBLOCK) == 0);
    }
}

TEST_CASE("a named pipe waits for its first writer") {
    const testing::TemporaryFolder folder;
    const std::string name = folder / "fifo";
    REQUIRE(::mkfifo(name.c_str(), 0600) == 0);
    testing::SourceRunner runner;
    sources::File source{runner.executor(), name, {}};
    runner.start(source);
    REQUIRE(runner.until([&] { return !runner.intake.starts.empty(); }));
    CHECK_FALSE(runner.until_end(std::chrono::milliseconds{50}));
    {
        const auto writer = io::open_fd(name, O_WRONLY | O_NONBLOCK);
        REQUIRE(writer);
        REQUIRE_FALSE(io::write_all(writer->get(), std::string_view{"first"}));
    }
    REQUIRE(runner.until_end());
    CHECK(text_of(runner.intake.received) == "first");
}

TEST_CASE("closed standard input is said") {
    Pipe pipe;
    const int number = pipe.out.get();
    pipe.out.reset();
    testing::SourceRunner runner;
    sources::File source{runner.executor(), "-", {.standard_input = number}};
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.end->kind == Kind::cannot_open);
}

TEST_CASE("a recording comes as it was recorded: in its pieces, with its times and pauses") {
    const testing::TemporaryFolder folder;
    std::string recording;
    const auto add = [&](const std::vector<std::uint8_t>& piece) {
        recording.append(piece.begin(), piece.end());
    };
    const values::Instant first{1'764'000'000'000};
    add(captures::pcapng_head("test", "/dev/ttyUSB0", "2400 8N1"));
    add(captures::pcapng_packet(std::vector<std::uint8_t>{1, 2}, first));
    add(captures::pcapng_packet(std::vector<std::uint8_t>{3}, {first.milliseconds + 250}));
    folder.write("r.pcapng", recording);
    testing::SourceRunner runner;
    sources::File source{runner.executor(),
                         folder / "r.pcapng",
                         {.undo = {.format = captures::Format::automatic}, .original_speed = true}};
    const auto began = std::chrono::steady_clock::now();
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(std::chrono::steady_clock::now() - began >= std::chrono::milliseconds{250});
    CHECK(runner.intake.sizes == std::vector<std::size_t>{2, 1});
    CHECK(runner.intake.times[0] == first);
    CHECK(runner.intake.times[1] == values::Instant{first.milliseconds + 250});
    CHECK(runner.intake.starts == std::vector<std::size_t>{0});
    CHECK(runner.intake.notices.empty());
}

TEST_CASE("what has no times is read without pauses, and that is said") {
    const testing::TemporaryFolder folder;
    folder.write("raw.bin", std::string{"\x7E\xA0\x27", 3});
    testing::SourceRunner runner;
    sources::File source{runner.executor(),
                         folder / "raw.bin",
                         {.undo = {.format = captures::Format::automatic}, .original_speed = true}};
    runner.start(source);
    REQUIRE(runner.until_end());
    CHECK(runner.intake.received.size() == 3);
    CHECK(runner.intake.noticed("has no times") == 1);
}

TEST_CASE("a pause of an hour ends with the program") {
    const testing::TemporaryFolder folder;
    std::string recording;
    for (const auto& piece : {captures::pcapng_head("test", "p", "s"),
                              captures::pcapng_packet(std::vector<std::uint8_t>{1}, {0}),
                              captures::pcapng_packet(std::vector<std::uint8_t>{2}, {3'600'000})}) {
        recording.append(piece.begin(), piece.end());
    }
    folder.write("r.pcapng", recording);
    testing::SourceRunner runner;
    sources::File source{runner.executor(),
                         folder / "r.pcapng",
                         {.undo = {.format = captures::Format::automatic}, .original_speed = true}};
    runner.start(source);
    REQUIRE(runner.until([&] { return runner.intake.received.size() == 1; }));
    runner.cancel();
    CHECK(runner.until_end(std::chrono::seconds{2}));
    CHECK(runner.intake.received.size() == 1);
}
