// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/notify.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>

#include "hanmeter/io/file.h"
#include "support/temporary_folder.h"

using namespace hanmeter;

namespace {

// The service manager's end.
class Manager {
public:
    explicit Manager(const std::string& name) : socket_{::socket(AF_UNIX, SOCK_DGRAM, 0)} {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, name.data(), name.size());
        if (name.front() == '@') address.sun_path[0] = '\0';
        const void* const raw = &address;
        const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
        REQUIRE(::bind(socket_.get(), static_cast<const sockaddr*>(raw), size) == 0);
    }
    // A datagram at a time; empty where there is none.
    std::string next() const {
        std::array<char, 512> room{};
        const ssize_t size = ::recv(socket_.get(), room.data(), room.size(), MSG_DONTWAIT);
        return size < 0 ? std::string{} : std::string(room.data(), std::size_t(size));
    }

private:
    io::Fd socket_;
};

}  // namespace

TEST_CASE("each message is a datagram, to a path or an abstract name") {
    const testing::TemporaryFolder folder;
    const std::string abstract = "@hanmeter-test-" + std::to_string(::getpid());
    for (const std::string& name : {folder / "notify", abstract}) {
        CAPTURE(name);
        const Manager manager{name};
        const io::Notifier notifier{name};
        CHECK(notifier.ready());
        CHECK(notifier.status("2 meters,\n0 bad"));
        CHECK(notifier.watchdog());
        CHECK(notifier.stopping());
        CHECK(manager.next() == "READY=1");
        CHECK(manager.next() == "STATUS=2 meters, 0 bad");
        CHECK(manager.next() == "WATCHDOG=1");
        CHECK(manager.next() == "STOPPING=1");
        CHECK(manager.next() == "");
    }
}

TEST_CASE("where nobody listens, nothing happens") {
    CHECK_FALSE(io::Notifier{""}.ready());
    CHECK_FALSE(io::Notifier{"/nowhere/at/all"}.ready());
    CHECK_FALSE(io::Notifier{std::string(500, 'x')}.ready());
}

TEST_CASE("the environment says where, and children do not hear of it") {
    const testing::TemporaryFolder folder;
    const Manager manager{folder / "notify"};
    ::setenv("NOTIFY_SOCKET", (folder / "notify").c_str(), 1);
    ::setenv("WATCHDOG_USEC", "60000000", 1);
    SUBCASE("for this process") {
        ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
        const auto notifier = io::Notifier::from_environment();
        CHECK(notifier.watchdog_interval() == std::chrono::seconds{60});
        CHECK(notifier.ready());
        CHECK(manager.next() == "READY=1");
        CHECK(std::getenv("NOTIFY_SOCKET") == nullptr);
    }
    SUBCASE("for another") {
        ::setenv("WATCHDOG_PID", "1", 1);
        CHECK_FALSE(io::Notifier::from_environment().watchdog_interval());
    }
    SUBCASE("nonsense") {
        ::setenv("WATCHDOG_USEC", "soon", 1);
        CHECK_FALSE(io::Notifier::from_environment().watchdog_interval());
    }
}
