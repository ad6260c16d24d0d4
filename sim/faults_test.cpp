// SPDX-License-Identifier: Apache-2.0
#include "sim/faults.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "sim/meter.h"

namespace hanmeter::sim {
namespace {

using Octets = std::vector<std::uint8_t>;

struct Run {
    Octets stream;
    std::vector<Octets> whole;    // telegrams that stayed whole, as sent
    std::vector<Octets> damaged;  // the others, as sent
};

Run run_of(const FaultOptions& options, int count, const HdlcSegments& segments = {}) {
    const Model& model = *find_model("kaifa-3p");
    Meter meter{model, {.start = *start_of(model, "2026-01-15T05:59:00"), .segments = segments}};
    Faults faults{options};
    Run run;
    for (int i = 0; i < count; ++i) {
        const Telegram telegram = meter.next();
        const Transmission sent = faults.pass(telegram.bytes);
        run.stream.insert(run.stream.end(), sent.bytes.begin(), sent.bytes.end());
        (sent.whole ? run.whole : run.damaged).push_back(telegram.bytes);
    }
    return run;
}

// The telegram without its first flag, which it may share.
bool holds(const Octets& stream, const Octets& telegram) {
    return std::search(stream.begin(), stream.end(), telegram.begin() + 1, telegram.end()) !=
           stream.end();
}

TEST_CASE("A good line passes everything as it is") {
    const Run run = run_of({}, 100);
    CHECK(run.damaged.empty());
    Octets sent;
    for (const Octets& one : run.whole) sent.insert(sent.end(), one.begin(), one.end());
    CHECK(run.stream == sent);
    CHECK(count_frames(run.stream) == 100);
}

TEST_CASE("Equal seeds damage alike, others otherwise") {
    const FaultOptions options{.seed = 7, .noise = 30, .lost = 10, .flip = 10, .cut = 10};
    FaultOptions other = options;
    other.seed = 8;
    CHECK(run_of(options, 200).stream == run_of(options, 200).stream);
    CHECK(run_of(options, 200).stream != run_of(other, 200).stream);
}

TEST_CASE("What is called whole is there, what is called damaged is not") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const Run run = run_of(
            {.seed = seed, .noise = 30, .lost = 15, .flip = 15, .cut = 15, .share = 40}, 300);
        CHECK(run.whole.size() > 100);
        CHECK(run.damaged.size() > 60);
        for (const Octets& telegram : run.whole) CHECK(holds(run.stream, telegram));
        for (const Octets& telegram : run.damaged) {
            // The same list 1 may well have been sent whole at another time.
            if (std::ranges::find(run.whole, telegram) != run.whole.end()) continue;
            CHECK_FALSE(holds(run.stream, telegram));
        }
        CHECK(count_frames(run.stream) == run.whole.size());
    }
}

TEST_CASE("Every kind of damage alone damages what it is asked to") {
    for (const FaultOptions& options :
         {FaultOptions{.lost = 100}, FaultOptions{.flip = 100}, FaultOptions{.cut = 100}}) {
        const Run run = run_of(options, 2000);
        CHECK(run.whole.empty());
        CHECK(count_frames(run.stream) == 0);
    }
    const Run noisy = run_of({.noise = 100}, 300);
    CHECK(noisy.damaged.empty());
    CHECK(count_frames(noisy.stream) == 300);
}

TEST_CASE("Shared flags take away one byte between two whole telegrams") {
    const Run apart = run_of({}, 50);
    const Run shared = run_of({.share = 100}, 50);
    CHECK(shared.stream.size() == apart.stream.size() - 49);
    CHECK(count_frames(shared.stream) == 50);
}

TEST_CASE("A segmented telegram is damaged where one of its segments is") {
    const HdlcSegments segments{.information_size = 16, .share_flags = true};
    const Run good = run_of({}, 20, segments);
    const std::size_t sent = count_frames(good.stream);
    CHECK(sent > 40);
    const Run run = run_of({.lost = 50}, 20, segments);
    CHECK_FALSE(run.damaged.empty());
    CHECK_FALSE(run.whole.empty());
    CHECK(count_frames(run.stream) < sent);
    for (const Octets& telegram : run.whole) CHECK(holds(run.stream, telegram));
}

}  // namespace
}  // namespace hanmeter::sim
