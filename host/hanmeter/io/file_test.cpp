// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/file.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <thread>
#include <vector>

#include "support/temporary_folder.h"

using namespace hanmeter;

namespace {

bool is_open(int fd) {
    return ::fcntl(fd, F_GETFD) >= 0;
}

}  // namespace

TEST_CASE("a descriptor has one owner, who closes it") {
    auto opened = io::open_fd("/dev/null", O_RDONLY);
    REQUIRE(opened);
    const int number = opened->get();
    {
        io::Fd second{std::move(*opened)};
        CHECK_FALSE(*opened);
        CHECK(second.get() == number);
        io::Fd third;
        third = std::move(second);
        CHECK(is_open(number));
        CHECK((::fcntl(number, F_GETFD) & FD_CLOEXEC) != 0);
    }
    CHECK_FALSE(is_open(number));
}

TEST_CASE("what cannot be opened is a value") {
    const auto missing = io::open_fd("/nowhere/at/all", O_RDONLY);
    REQUIRE_FALSE(missing);
    CHECK(missing.error() == std::errc::no_such_file_or_directory);
}

TEST_CASE("a full disk is a value") {
    const auto full = io::open_fd("/dev/full", O_WRONLY);
    REQUIRE(full);
    CHECK(io::write_all(full->get(), std::string_view{"lost"}) == std::errc::no_space_on_device);
}

TEST_CASE("what is written is read, and then comes the end") {
    const testing::TemporaryFolder folder;
    {
        const auto file = io::open_fd(folder / "a", O_WRONLY | O_CREAT | O_EXCL);
        REQUIRE(file);
        CHECK_FALSE(io::write_all(file->get(), std::string_view{"seven"}));
        CHECK_FALSE(io::write_all(file->get(), std::string_view{}));
    }
    const auto file = io::open_fd(folder / "a", O_RDONLY);
    REQUIRE(file);
    std::array<std::uint8_t, 16> room{};
    CHECK(io::read_some(file->get(), room) == 5);
    CHECK(std::string(room.begin(), room.begin() + 5) == "seven");
    CHECK(io::read_some(file->get(), room) == 0);
}

TEST_CASE("a full pipe that does not block is waited for") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    io::Fd out{ends[0]};
    io::Fd in{ends[1]};
    REQUIRE(::fcntl(in.get(), F_SETFL, O_NONBLOCK) == 0);
    constexpr std::size_t more_than_a_pipe_holds = 1'000'000;
    const std::vector<std::uint8_t> data(more_than_a_pipe_holds, 0x5A);
    std::size_t drained = 0;
    std::thread reader{[&] {
        std::vector<std::uint8_t> room(65536);
        while (const auto size = io::read_some(out.get(), room)) {
            if (*size == 0) break;
            drained += *size;
        }
    }};
    CHECK_FALSE(io::write_all(in.get(), data));
    in.reset();
    reader.join();
    CHECK(drained == data.size());
}

TEST_CASE("writing to a pipe that nobody reads any more is a value") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    ::close(ends[0]);
    const io::Fd in{ends[1]};
    const auto before = ::signal(SIGPIPE, SIG_IGN);
    CHECK(io::write_all(in.get(), std::string_view{"x"}) == std::errc::broken_pipe);
    ::signal(SIGPIPE, before);
}
