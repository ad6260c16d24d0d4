// SPDX-License-Identifier: Apache-2.0
#include "app/reading/progress.h"

#include <doctest/doctest.h>

using hanmeter::app::reading::progress_line;

TEST_CASE("The line says the share of a known size, else the amount") {
    CHECK(progress_line("a.bin", 0, 300'000'000) == "a.bin: 0 % of 300 MB");
    CHECK(progress_line("a.bin", 135'000'000, 300'000'000) == "a.bin: 45 % of 300 MB");
    CHECK(progress_line("a.bin", 400'000'000, 300'000'000) == "a.bin: 100 % of 300 MB");
    CHECK(progress_line("a.bin", 135'999'999, std::nullopt) == "a.bin: 135 MB");
    CHECK(progress_line("a.bin", 5, 0) == "a.bin: 0 MB");
}
