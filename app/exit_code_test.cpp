// SPDX-License-Identifier: Apache-2.0
#include "app/exit_code.h"

#include <doctest/doctest.h>

using namespace hanmeter::app;

TEST_CASE("Where several hold, the first in the order 2 3 4 9 7 8 6 5 counts") {
    constexpr int order[] = {130, 143, 2, 3, 4, 9, 7, 8, 6, 5, 1, 0};
    for (std::size_t i = 0; i < std::size(order); ++i) {
        for (std::size_t j = i; j < std::size(order); ++j) {
            CHECK(graver(Exit{order[i]}, Exit{order[j]}) == Exit{order[i]});
            CHECK(graver(Exit{order[j]}, Exit{order[i]}) == Exit{order[i]});
        }
    }
}

TEST_CASE("Every exit status is explained once, in order") {
    int last = -1;
    for (const ExitMeaning& each : exit_meanings()) {
        CHECK(static_cast<int>(each.code) > last);
        CHECK_FALSE(each.meaning.empty());
        last = static_cast<int>(each.code);
    }
    CHECK(exit_meanings().size() == 12);
}
