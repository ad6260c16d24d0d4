// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/command.h"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "fakes/reading.h"
#include "support/temporary_folder.h"

using namespace hanmeter;
using fakes::HandmadeReading;
using pipeline::Accepted;
using pipeline::Refused;
using pipeline::TryAgain;
using std::chrono::milliseconds;

namespace {

pipeline::Delivery deliver(const sinks::CommandSettings& settings, int readings = 1) {
    auto sink = sinks::make_command(settings, "command");
    REQUIRE(sink);
    std::vector<store::Entry> batch;
    for (int i = 1; i <= readings; ++i) {
        batch.push_back({1, std::make_shared<const store::StoredReading>(
                                HandmadeReading{}.at(i * 1000).power(920 + i).view(), "my home")});
    }
    return (*sink)->deliver(batch, {});
}

sinks::CommandSettings shell(const std::string& script) {
    return {.run = "sh", .with = {"-c", script}};
}

std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

int open_descriptors() {
    int count = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator{"/proc/self/fd"}) {
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("a program is given the reading on its input and in its environment") {
    testing::TemporaryFolder folder;
    const std::string out = folder / "out";
    const auto answer = deliver(shell("cat > " + out +
                                      "; echo $HANMETER_METER,$HANMETER_TIME,"
                                      "$HANMETER_ACTIVE_POWER_IMPORT_W,$PATH >> " +
                                      out),
                                3);
    REQUIRE(std::holds_alternative<Accepted>(answer));
    CHECK(std::get<Accepted>(answer).count == 1);
    const std::string text = text_of(out);
    CHECK(text.find("\"meter\":\"my home\"") != std::string::npos);
    CHECK(text.find("my home,1970-01-01T00:00:01.000Z,921,/") != std::string::npos);
}

TEST_CASE("batches are lines, and the environment is the last one's") {
    testing::TemporaryFolder folder;
    auto settings = shell("wc -l > " + folder / "out" +
                          "; echo $HANMETER_ACTIVE_POWER_IMPORT_W >> " + folder / "out");
    settings.batches = true;
    const auto answer = deliver(settings, 3);
    CHECK(std::get<Accepted>(answer).count == 3);
    CHECK(text_of(folder / "out") == "3\n923\n");
}

TEST_CASE("what an exit status means") {
    CHECK(std::get<Refused>(deliver(shell("echo no such device >&2; echo more >&2; exit 3"))).why ==
          "sh ended with 3: no such device");
    CHECK(std::get<TryAgain>(deliver(shell("exit 75"))).why == "sh ended with 75");
    CHECK(std::get<Refused>(deliver(shell("kill -9 $$"))).why == "sh ended with 137");
    CHECK(std::get<TryAgain>(deliver({.run = "/no/such/program"})).why ==
          "/no/such/program cannot be run: No such file or directory");
    CHECK_FALSE(sinks::make_command({}, "x"));
}

TEST_CASE("one that does not read its input, or says a lot, is no trouble") {
    auto settings = shell("exit 0");
    settings.batches = true;
    CHECK(std::holds_alternative<Accepted>(deliver(settings, 2000)));
    CHECK(
        std::holds_alternative<Accepted>(deliver(shell("head -c 1000000 /dev/zero >&2; exit 0"))));
}

TEST_CASE("one that takes too long is killed with its children, and leaves nothing open") {
    testing::TemporaryFolder folder;
    auto settings = shell("sleep 1000 & echo $! > " + folder / "pid" + "; wait");
    settings.timeout = milliseconds{300};
    const int before = open_descriptors();
    const auto begun = std::chrono::steady_clock::now();
    const auto answer = deliver(settings);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{10});
    CHECK(std::get<TryAgain>(answer).why == "sh took longer than 300 ms");
    CHECK(open_descriptors() == before);
    const std::string process = "/proc/" + std::to_string(std::stoi(text_of(folder / "pid")));
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    const auto alive = [&] {
        const std::string status = text_of(process + "/status");
        return !status.empty() && status.find("State:\tZ") == std::string::npos;
    };
    while (alive() && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    CHECK_FALSE(alive());
}

TEST_CASE("cancel() ends it soon") {
    auto sink = sinks::make_command(shell("sleep 1000"), "command");
    REQUIRE(sink);
    const store::Entry entry{
        1, std::make_shared<const store::StoredReading>(HandmadeReading{}.power(1).view())};
    std::thread other{[&] { (*sink)->cancel(); }};
    CHECK(std::holds_alternative<TryAgain>((*sink)->deliver({&entry, 1}, {})));
    other.join();
}
