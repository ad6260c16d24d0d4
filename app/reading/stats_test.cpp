// SPDX-License-Identifier: Apache-2.0
#include "app/reading/stats.h"

#include <doctest/doctest.h>

using namespace hanmeter;
using namespace hanmeter::app::reading;

namespace {

Counters numbered() {
    Counters counters{};
    counters.framing = {.bytes = 1,
                        .frames = 2,
                        .frames_bad_header_check = 3,
                        .frames_bad_check = 4,
                        .frames_cut = 5,
                        .bytes_skipped = 10,
                        .resynchronisations = 11};
    counters.messages_incomplete = 6;
    counters.messages_not_opened = 7;
    counters.messages_not_understood = 8;
    counters.duplicates = 9;
    counters.readings = 12;
    return counters;
}

}  // namespace

TEST_CASE("The counters go by the names of the contract, in its order") {
    CHECK(stats_json(numbered()) ==
          "{\"bytes\":1,\"frames\":2,\"frames_bad_header_check\":3,\"frames_bad_check\":4,"
          "\"frames_cut\":5,\"messages_incomplete\":6,\"messages_not_opened\":7,"
          "\"messages_not_understood\":8,\"duplicates\":9,\"bytes_skipped\":10,"
          "\"resynchronisations\":11,\"readings\":12}\n");
    const std::string table = stats_table(numbered());
    CHECK(table.starts_with("bytes                              1\n"));
    CHECK(table.ends_with("readings                          12\n"));
}

TEST_CASE("Counters of several inputs are added, each to its like") {
    Counters sum = numbered();
    sum += numbered();
    CHECK(stats_json(sum) ==
          "{\"bytes\":2,\"frames\":4,\"frames_bad_header_check\":6,\"frames_bad_check\":8,"
          "\"frames_cut\":10,\"messages_incomplete\":12,\"messages_not_opened\":14,"
          "\"messages_not_understood\":16,\"duplicates\":18,\"bytes_skipped\":20,"
          "\"resynchronisations\":22,\"readings\":24}\n");
}
