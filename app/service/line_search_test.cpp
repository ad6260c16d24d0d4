// SPDX-License-Identifier: Apache-2.0
#include "app/service/line_search.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using hanmeter::app::service::LineSearch;
using std::chrono::seconds;

namespace {

struct Line {
    LineSearch::Clock::time_point now{};
    LineSearch search{now};
    std::uint64_t bytes = 0;
    std::uint64_t frames = 0;

    // Seconds go by, each with so many bytes and frames; how often other settings were taken.
    int passes(int count, std::uint64_t more_bytes, std::uint64_t more_frames) {
        int changes = 0;
        for (int i = 0; i < count; ++i) {
            now += seconds{1};
            bytes += more_bytes;
            frames += more_frames;
            changes += search.look(bytes, frames, now) ? 1 : 0;
        }
        return changes;
    }
};

}  // namespace

TEST_CASE("M-Bus adapters come first, and a line that is understood is left alone") {
    Line line;
    CHECK(text(line.search.settings()) == "2400 8N1");
    CHECK(line.passes(9, 40, 0) == 0);
    CHECK(line.passes(1000, 40, 1) == 0);
    CHECK(line.search.found());
}

TEST_CASE("bytes without a frame try one after the other, all of them and again") {
    Line line;
    std::set<std::string> tried;
    for (int i = 0; i < 18; ++i) {
        tried.insert(text(line.search.settings()));
        CHECK(line.passes(12, 100, 0) == 1);
    }
    CHECK(tried.size() == 9);
    CHECK(tried.contains("115200 8N1"));
    CHECK(tried.contains("9600 7E1"));
    CHECK(text(line.search.settings()) == "2400 8N1");
}

TEST_CASE("silence says nothing, nor do a few bytes") {
    Line line;
    CHECK(line.passes(10'000, 0, 0) == 0);
    line.bytes += 10;
    CHECK(line.passes(10'000, 0, 0) == 0);
}

TEST_CASE("a line that was understood and is not any more is searched anew, after minutes") {
    Line line;
    line.passes(100, 40, 1);
    CHECK(line.passes(179, 40, 0) == 0);
    CHECK(line.passes(2, 40, 0) == 1);
    CHECK_FALSE(line.search.found());
    CHECK(line.passes(12, 40, 0) == 1);
    line.passes(1, 40, 1);
    CHECK(line.search.found());
}
