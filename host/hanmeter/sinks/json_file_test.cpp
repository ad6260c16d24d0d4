// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/json_file.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <vector>

#include "fakes/reading.h"
#include "support/temporary_folder.h"

using namespace hanmeter;
using fakes::HandmadeReading;

namespace {

std::vector<store::Entry> batch_of(int from, int to) {
    std::vector<store::Entry> batch;
    for (int i = from; i <= to; ++i) {
        batch.push_back({static_cast<store::Sequence>(i),
                         std::make_shared<const store::StoredReading>(
                             HandmadeReading{}.at(i * 1000).power(i).view(), "home")});
    }
    return batch;
}

std::unique_ptr<pipeline::Sink> sink_of(const sinks::JsonFileSettings& settings) {
    auto made = sinks::make_json_file(settings, "file");
    REQUIRE(made);
    return std::move(*made);
}

// The powers that stand in the files, the oldest first.
std::vector<int> powers(const std::string& path, std::uint64_t keep) {
    std::vector<int> all;
    for (std::uint64_t number = keep + 1; number-- > 0;) {
        std::ifstream file{number == 0 ? path : path + "." + std::to_string(number)};
        for (std::string line; std::getline(file, line);) {
            const std::string key = "\"active_power_import_w\":";
            const auto at = line.find(key);
            REQUIRE_MESSAGE(at != std::string::npos, line);
            REQUIRE_MESSAGE(line.back() == '}', line);
            all.push_back(std::stoi(line.substr(at + key.size())));
        }
    }
    return all;
}

std::vector<int> counted(int last) {
    std::vector<int> all;
    for (int i = 1; i <= last; ++i) all.push_back(i);
    return all;
}

}  // namespace

TEST_CASE("a line a reading, with the meter's name") {
    testing::TemporaryFolder folder;
    const auto sink = sink_of({.path = folder / "r.jsonl"});
    const auto answer = sink->deliver(batch_of(1, 2), {});
    CHECK(std::get<pipeline::Accepted>(answer).count == 2);
    std::ifstream file{folder / "r.jsonl"};
    std::string line;
    std::getline(file, line);
    CHECK(line.starts_with(R"({"time":"1970-01-01T00:00:01.000Z","meter":"home",)"));
    CHECK(line.ends_with(R"("active_power_import_w":1})"));
}

TEST_CASE("files rotate, and only so many are kept") {
    testing::TemporaryFolder folder;
    const sinks::JsonFileSettings settings{.path = folder / "r.jsonl", .rotate_at = 400, .keep = 2};
    const auto sink = sink_of(settings);
    for (int i = 1; i <= 40; ++i) sink->deliver(batch_of(i, i), {});
    CHECK_FALSE(std::filesystem::exists(folder / "r.jsonl.3"));
    const auto all = powers(settings.path, 2);
    CHECK(all.back() == 40);
    CHECK(all.size() > 10);
    for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i] == all[i - 1] + 1);
}

TEST_CASE("a file that somebody moves away is begun anew") {
    testing::TemporaryFolder folder;
    const auto sink = sink_of({.path = folder / "r.jsonl"});
    sink->deliver(batch_of(1, 1), {});
    std::filesystem::rename(folder / "r.jsonl", folder / "r.jsonl.1");
    sink->deliver(batch_of(2, 2), {});
    CHECK(powers(folder / "r.jsonl", 1) == counted(2));
}

TEST_CASE("a folder that is not there is no reading's fault") {
    const auto sink = sink_of({.path = "/nowhere/at/all/r.jsonl"});
    const auto answer = sink->deliver(batch_of(1, 1), {});
    CHECK(std::get<pipeline::TryAgain>(answer).why.find("cannot be opened") != std::string::npos);
}

TEST_CASE("a full disk leaves no half line") {
    const auto sink = sink_of({.path = "/dev/full", .rotate_at = 0});
    const auto answer = sink->deliver(batch_of(1, 1), {});
    CHECK(std::get<pipeline::TryAgain>(answer).why.find("cannot be written") != std::string::npos);
}

namespace {

struct State {
    int acknowledged = 0;
    std::size_t own_size = 0;
    std::uint8_t own[store::OwnBytes::limit] = {};
};

// A program that takes up `state`, delivers a few batches, and is killed; what it had remembered in
// front of delivery `remembered` goes to `out`. `torn`: the kill cut a write.
[[noreturn]] void life(const sinks::JsonFileSettings& settings, State state, int deliveries,
                       int remembered, bool torn, int out) {
    auto made = sinks::make_json_file(settings, "file");
    store::OwnBytes own;
    own.assign({state.own, state.own_size});
    own = (*made)->resume(own.view()).value_or(own);
    for (int i = 0; i < deliveries; ++i) {
        if (i == remembered) {
            state.own_size = own.view().size();
            std::copy(own.view().begin(), own.view().end(), state.own);
            static_cast<void>(::write(out, &state, sizeof state));
        }
        const int size = 1 + (i * 7 + state.acknowledged) % 5;
        const auto answer =
            (*made)->deliver(batch_of(state.acknowledged + 1, state.acknowledged + size), {});
        const auto* const yes = std::get_if<pipeline::Accepted>(&answer);
        if (yes == nullptr) ::_exit(3);
        state.acknowledged += size;
        own = yes->own;
    }
    if (torn) std::ofstream{settings.path, std::ios::app} << "{\"time\":\"1970";
    ::_exit(0);
}

int number_from(const char* variable, int otherwise) {
    const char* const text = std::getenv(variable);
    return text != nullptr ? std::atoi(text) : otherwise;
}

}  // namespace

// The cursor and own bytes are remembered late, as the store does: what a kill leaves of them is
// any of the states since the last kill. HANMETER_KILLS and HANMETER_SEED set how often and how.
TEST_CASE("each reading stands there once, whenever the program is killed") {
    const int rounds = number_from("HANMETER_KILLS", 60);
    const int seed = number_from("HANMETER_SEED", static_cast<int>(std::random_device{}() >> 1));
    MESSAGE("seed ", seed);
    std::mt19937 random{static_cast<unsigned>(seed)};
    testing::TemporaryFolder folder;
    const sinks::JsonFileSettings settings{
        .path = folder / "r.jsonl", .rotate_at = 500, .keep = 1000};
    State state;
    if (const auto first = sink_of(settings)->resume({})) {  // kept before a delivery
        state.own_size = first->view().size();
        std::copy(first->view().begin(), first->view().end(), state.own);
    }
    for (int round = 0; round < rounds; ++round) {
        const int deliveries = 1 + static_cast<int>(random() % 8);
        const int remembered = static_cast<int>(random() % static_cast<unsigned>(deliveries + 1));
        const bool torn = random() % 2 == 0;
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        std::fflush(nullptr);
        const pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) life(settings, state, deliveries, remembered, torn, ends[1]);
        ::close(ends[1]);
        State told;
        if (::read(ends[0], &told, sizeof told) == sizeof told) state = told;
        ::close(ends[0]);
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        REQUIRE(WEXITSTATUS(status) == 0);
    }
    auto sink = sink_of(settings);
    static_cast<void>(sink->resume({state.own, state.own_size}));
    sink->deliver(batch_of(state.acknowledged + 1, state.acknowledged + 1), {});
    CHECK(powers(settings.path, settings.keep) == counted(state.acknowledged + 1));
}
