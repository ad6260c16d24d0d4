// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "support/broker.h"
#include "support/loopback.h"
#include "support/temporary_folder.h"

namespace hanmeter::testing {

// A real server of Debian's on 127.0.0.1, which can be stopped, killed and started again on its
// port. `words` make its command line of the port and a folder of its own.
class Server {
public:
    using Words =
        std::function<std::vector<std::string>(std::uint16_t port, const TemporaryFolder& folder)>;

    explicit Server(Words words) : words_{std::move(words)} {
        LoopbackServer free_port;
        port_ = free_port.port();
        free_port.kill();
        start();
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() { kill(); }

    std::uint16_t port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

    void start() {
        const auto words = words_(port_, folder_);
        std::vector<char*> raw;
        for (const std::string& word : words) raw.push_back(const_cast<char*>(word.c_str()));
        raw.push_back(nullptr);
        const std::string talk = folder_ / "server.log";
        std::fflush(nullptr);
        process_ = ::fork();
        REQUIRE(process_ >= 0);
        if (process_ == 0) {
            if (std::freopen(talk.c_str(), "a", stderr) == nullptr) ::_exit(126);
            if (std::freopen(talk.c_str(), "a", stdout) == nullptr) ::_exit(126);
            ::execvp(raw[0], raw.data());
            ::_exit(127);
        }
        REQUIRE_MESSAGE(Broker::shell(fmt::format("for i in $(seq 400); do "
                                                  "(exec 3<>/dev/tcp/127.0.0.1/{}) 2>/dev/null && "
                                                  "exit 0; sleep 0.05; done; exit 1",
                                                  port_)),
                        words[0] << " did not start");
    }
    void kill() {
        if (process_ <= 0) return;
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
        process_ = 0;
    }
    void hang() const { ::kill(process_, SIGSTOP); }
    void go_on() const { ::kill(process_, SIGCONT); }

private:
    Words words_;
    TemporaryFolder folder_{};
    std::uint16_t port_ = 0;
    pid_t process_ = 0;
};

// InfluxDB 1.6. `http`: further lines of that section of its configuration.
inline Server::Words influxd(const std::string& http = {}) {
    return [http](std::uint16_t port, const TemporaryFolder& folder) {
        LoopbackServer other;
        const std::uint16_t rpc = other.port();
        other.kill();
        folder.write(
            "i.conf",
            fmt::format("bind-address = \"127.0.0.1:{}\"\nreporting-disabled = true\n"
                        "[meta]\ndir = \"{}\"\n[data]\ndir = \"{}\"\nwal-dir = \"{}\"\n"
                        "[http]\nbind-address = \"127.0.0.1:{}\"\nlog-enabled = false\n{}\n"
                        "[monitor]\nstore-enabled = false\n",
                        rpc, folder / "meta", folder / "data", folder / "wal", port, http));
        return std::vector<std::string>{"influxd", "-config", folder / "i.conf"};
    };
}

// Takes what InfluxDB 2 takes.
inline Server::Words victoria_metrics() {
    return [](std::uint16_t port, const TemporaryFolder& folder) {
        return std::vector<std::string>{"victoria-metrics",
                                        fmt::format("-httpListenAddr=127.0.0.1:{}", port),
                                        "-storageDataPath=" + (folder / "data"),
                                        "-retentionPeriod=100y", "-search.latencyOffset=0s"};
    };
}

}  // namespace hanmeter::testing
