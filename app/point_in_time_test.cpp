// SPDX-License-Identifier: Apache-2.0
#include "app/point_in_time.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

using namespace hanmeter;

namespace {

// 2026-11-25T08:30:00Z, by `date -u -d @1795595400`.
constexpr values::Instant now{1'795'595'400'000};

std::int64_t seconds(std::string_view text) {
    const auto moment = app::point_in_time(text, now);
    return moment ? moment->milliseconds / 1000 : -1;
}

}  // namespace

TEST_CASE("moments as people write them") {
    CHECK(seconds("now") == 1'795'595'400);
    CHECK(seconds("24h") == 1'795'595'400 - 86'400);
    CHECK(seconds("7d") == 1'795'595'400 - 7 * 86'400);
    CHECK(seconds("2026-11-25T08:30Z") == 1'795'595'400);
    CHECK(seconds("2026-11-25 08:30:05Z") == 1'795'595'405);
    CHECK(seconds("2026-11-25Z") == 1'795'564'800);
}

TEST_CASE("what is no moment") {
    for (const char* wrong :
         {"", "yesterday", "2026-13-01", "2026-02-30", "2026-11-25T", "26-11-25",
          "2026-11-25T25:00", "2026-11-25T08:30:5", "2026-11-25T08.30", "12"}) {
        CAPTURE(wrong);
        CHECK(seconds(wrong) == -1);
    }
}
