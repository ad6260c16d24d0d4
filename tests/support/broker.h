// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <fmt/core.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "support/loopback.h"
#include "support/temporary_folder.h"

namespace hanmeter::testing {

// A real mosquitto on 127.0.0.1, which can be killed and started again on its port.
class Broker {
public:
    static constexpr const char* program = "/usr/sbin/mosquitto";

    // False, and says so, where none is installed.
    static bool installed() {
        const bool there = std::filesystem::exists(program);
        if (!there) MESSAGE("mosquitto is not installed: not tested");
        return there;
    }

    // `more`: further lines of its configuration.
    explicit Broker(const std::string& more = "allow_anonymous true\n") {
        LoopbackServer free_port;
        port_ = free_port.port();
        free_port.kill();
        std::ofstream file{folder_ / "m.conf"};
        file << "listener " << port_ << " 127.0.0.1\nuser root\n" << more;
        file.close();
        start();
    }
    Broker(const Broker&) = delete;
    Broker& operator=(const Broker&) = delete;
    ~Broker() { kill(); }

    std::uint16_t port() const { return port_; }
    std::filesystem::path folder() const { return folder_.path(); }

    void start() {
        const std::string settings = folder_ / "m.conf";
        const std::string talk = folder_ / "m.log";
        process_ = ::fork();
        REQUIRE(process_ >= 0);
        if (process_ == 0) {
            if (std::freopen(talk.c_str(), "w", stderr) == nullptr) ::_exit(126);
            ::execl(program, program, "-c", settings.c_str(), nullptr);
            ::_exit(127);
        }
        REQUIRE_MESSAGE(shell(fmt::format("for i in $(seq 100); do "
                                          "(exec 3<>/dev/tcp/127.0.0.1/{}) 2>/dev/null && exit 0; "
                                          "sleep 0.05; done; exit 1",
                                          port_)),
                        "mosquitto did not start");
    }
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }

    // Stops and goes on: to others it hangs.
    void hang() const { ::kill(process_, SIGSTOP); }
    void go_on() const { ::kill(process_, SIGCONT); }

    // `words` as of mosquitto_pub behind the port.
    bool publish(const std::string& words) const {
        return shell(fmt::format("mosquitto_pub -h 127.0.0.1 -p {} {}", port_, words));
    }

    static bool shell(const std::string& command) {
        std::string quoted;
        for (const char c : command) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
        return std::system(fmt::format("bash -c '{}'", quoted).c_str()) == 0;
    }

private:
    TemporaryFolder folder_{};
    std::uint16_t port_ = 0;
    pid_t process_ = 0;
};

}  // namespace hanmeter::testing
