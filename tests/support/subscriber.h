// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <thread>
#include <vector>

#include "support/broker.h"

namespace hanmeter::testing {

// Another client, which writes down whatever comes: `RETAINED TOPIC PAYLOAD` a line.
class Subscriber {
public:
    explicit Subscriber(const Broker& broker) : path_{folder_ / "heard"} {
        std::fflush(nullptr);
        process_ = ::fork();
        REQUIRE(process_ >= 0);
        if (process_ == 0) {
            if (std::freopen(path_.c_str(), "w", stdout) == nullptr) ::_exit(126);
            const std::string port = std::to_string(broker.port());
            ::execlp("mosquitto_sub", "mosquitto_sub", "-h", "127.0.0.1", "-p", port.c_str(), "-q",
                     "1", "-F", "%r %t %p", "-t", "#", "-i", "watcher", "-c", nullptr);
            ::_exit(127);
        }
        // Until it has subscribed it hears nothing.
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (lines().empty() && std::chrono::steady_clock::now() < until) {
            REQUIRE(broker.publish("-t ready -m yes"));
        }
    }
    Subscriber(const Subscriber&) = delete;
    Subscriber& operator=(const Subscriber&) = delete;
    ~Subscriber() {
        ::kill(process_, SIGKILL);
        ::waitpid(process_, nullptr, 0);
    }

    std::vector<std::string> lines() const {
        std::vector<std::string> all;
        std::ifstream file{path_};
        for (std::string line; std::getline(file, line);) all.push_back(line);
        return all;
    }
    bool hears(const std::string& text,
               std::chrono::seconds limit = std::chrono::seconds{10}) const {
        const auto until = std::chrono::steady_clock::now() + limit;
        while (std::chrono::steady_clock::now() < until) {
            for (const std::string& line : lines()) {
                if (line.find(text) != std::string::npos) return true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
        return false;
    }
    std::string line_with(const std::string& text) const {
        std::string found;
        for (const std::string& line : lines()) {
            if (line.find(text) != std::string::npos) found = line;
        }
        return found;
    }
    std::size_t count(const std::string& text) const {
        std::size_t count = 0;
        for (const std::string& line : lines()) {
            count += line.find(text) != std::string::npos ? 1u : 0u;
        }
        return count;
    }

private:
    TemporaryFolder folder_;
    std::string path_;
    pid_t process_ = 0;
};

}  // namespace hanmeter::testing
