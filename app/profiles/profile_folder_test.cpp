// SPDX-License-Identifier: Apache-2.0
#include "app/profiles/profile_folder.h"

#include <doctest/doctest.h>

#include "hanmeter/meters/profiles/profiles.h"
#include "support/lists.h"

using namespace hanmeter;
using app::profiles::ProfileFolder;

namespace {

const std::string our_own = HANMETER_SOURCE_DIR "/core/hanmeter/meters/profiles";

// What is wrong with a file.
std::string refused(const std::string& text) {
    const auto added = ProfileFolder{}.add(text, "my.toml");
    return added ? "" : added.error();
}

const std::string head =
    "maker = \"M\"\n"
    "[registers]\n"
    "power = [\"1-0:1.7.0\", 0, \"W\"]\n"
    "[[list]]\n";

}  // namespace

TEST_CASE("our own profiles, read as a user's, are those that were compiled in") {
    const auto folder = ProfileFolder::load(our_own);
    REQUIRE_MESSAGE(folder.has_value(), folder.error());
    const auto lists = folder->lists();
    const auto wanted = meters::built_in_profiles();
    REQUIRE(lists.size() == wanted.size());
    for (std::size_t i = 0; i < lists.size(); ++i) {
        INFO(folder->files()[i], ", list ", i);
        CHECK(lists[i].maker == wanted[i].maker);
        CHECK(lists[i].list == wanted[i].list);
        for (std::size_t k = 0; k < wanted[i].begins.size(); ++k) {
            CHECK(lists[i].begins[k].tag == wanted[i].begins[k].tag);
            CHECK(lists[i].begins[k].length == wanted[i].begins[k].length);
        }
        REQUIRE(lists[i].positions.size() == wanted[i].positions.size());
        for (std::size_t k = 0; k < wanted[i].positions.size(); ++k) {
            const meters::Position& is = lists[i].positions[k];
            const meters::Position& should = wanted[i].positions[k];
            CHECK(is.skipped == should.skipped);
            CHECK(is.obis == should.obis);
            CHECK(is.unit == should.unit);
            CHECK(is.scale == should.scale);
            CHECK(is.scaler == should.scaler);
        }
    }
}

TEST_CASE("a list that nobody knows, described in a file") {
    ProfileFolder folder;
    const auto added = folder.add(
        "maker = \"Nobody\"\n"
        "[registers]\n"
        "power = [\"1-0:1.7.0\", 0, \"W\"]\n"
        "[[list]]\n"
        "begins = [\"octet-string 4\", \"any\", \"long-unsigned\"]\n"
        "positions = [\"-\", \"power\", [\"1-0:32.7.0\", -1, \"V\", \"assumed\"], "
        "[\"1-0:13.7.0\", -3, \"\"]]\n",
        "my.toml");
    REQUIRE_MESSAGE(added.has_value(), added.error());
    tests::List list{"0204 0904 01020304 06 00000BF3 12 0902 12 03E8"};
    const auto understood =
        meters::read_body(list.body, list.outline, folder.lists(), list.objects);
    REQUIRE(understood.ok);
    CHECK(understood.maker == "Nobody");
    CHECK(tests::lines(list.objects.view()) ==
          "1-0:1.7.0.255 = 3059 W list\n"
          "1-0:32.7.0.255 = 230.6 V assumed\n"
          "1-0:13.7.0.255 = 1.000 list\n");
}

TEST_CASE("a user's list comes before ours, and one that does not fit its numbers is passed over") {
    ProfileFolder folder;
    REQUIRE(
        folder.add("maker = \"Mine\"\n[[list]]\n"
                   "positions = [[\"1-0:2.7.0\", 0, \"W\"]]\n",
                   "my.toml"));
    tests::List number{"0201 06 00000BF3"};
    CHECK(meters::read_body(number.body, number.outline, folder.lists(), number.objects).maker ==
          "Mine");
    CHECK(tests::lines(number.objects.view()) == "1-0:2.7.0.255 = 3059 W list\n");
    tests::List text{"0201 0A02 4142"};
    CHECK_FALSE(meters::read_body(text.body, text.outline, folder.lists(), text.objects).ok);
}

TEST_CASE("what is wrong is told with its place") {
    CHECK(refused("maker = \n").starts_with("my.toml:1:9: Error while parsing"));
    CHECK(refused("maker = \"M\"\n") == "my.toml:1:1: there is no [[list]] in this file");
    CHECK(refused("[[list]]\npositions = []\n") == "my.toml:1:1: `maker = \"...\"` is missing");
    CHECK(refused(head) == "my.toml:4:1: `positions = [ ... ]` is missing in this list");
    CHECK(refused(head + "position = [\"power\"]\n") ==
          "my.toml:5:1: `position` is not known here; did you mean positions?");
    CHECK(refused(head + "positions = [\"energy\"]\n") ==
          "my.toml:5:14: [registers] has no `energy`; \"-\" skips an element");
    CHECK(refused(head + "positions = [[\"1.7\", 0, \"W\"]]\n") ==
          "my.toml:5:15: `1.7` is no OBIS code, as 1-0:1.8.0 is");
    CHECK(refused(head + "positions = [[\"1-0:1.7.0\", 0.1, \"W\"]]\n") ==
          "my.toml:5:28: the scaler is a power of ten, -128 to 127");
    CHECK(refused(head + "positions = [[\"1-0:1.7.0\", 0, \"kW\"]]\n")
              .starts_with("my.toml:5:31: `kW` is no unit of a meter"));
    CHECK(refused(head + "positions = [[\"1-0:1.7.0\", 0]]\n") ==
          "my.toml:5:14: a register is [\"CODE\"] or [\"CODE\", SCALER, \"UNIT\"]");
    CHECK(refused(head + "positions = [\"power\"]\nbegins = [\"four octets\"]\n") ==
          "my.toml:6:11: `four` is no type of COSEM data");
    CHECK(refused(head +
                  "positions = [\"power\"]\nbegins = [\"any\", \"any\", \"any\", \"any\"]\n") ==
          "my.toml:6:10: at most the first 3 elements can be told from another list's");
}

TEST_CASE("a folder that is not there") {
    const auto folder = ProfileFolder::load("/nowhere/at/all");
    REQUIRE_FALSE(folder.has_value());
    CHECK(folder.error() == "cannot read /nowhere/at/all: No such file or directory");
}
