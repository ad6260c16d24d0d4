// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/setting.h"

#include <doctest/doctest.h>

#include <fstream>

#include "support/temporary_folder.h"

using namespace hanmeter::pipeline;
using std::chrono::milliseconds;

TEST_CASE("durations and sizes") {
    CHECK(duration_from("500ms") == milliseconds{500});
    CHECK(duration_from("10s") == milliseconds{10'000});
    CHECK(duration_from("5min") == milliseconds{300'000});
    CHECK(duration_from("90d") == milliseconds{90LL * 86'400'000});
    CHECK(duration_from("2 h") == milliseconds{7'200'000});
    CHECK(size_from("100kB") == 100'000u);
    CHECK(size_from("4GiB") == std::uint64_t{4} * 1024 * 1024 * 1024);
    for (const char* wrong : {"", "10", "s", "-1s", "1.5s", "10 parsecs", "99999999999999999999s",
                              "9999999999999999w", "1e3s"}) {
        CAPTURE(wrong);
        CHECK_FALSE(duration_from(wrong));
    }
    for (const char* wrong : {"", "4", "GiB", "4gib", "18446744073709551615GiB"}) {
        CAPTURE(wrong);
        CHECK_FALSE(size_from(wrong));
    }
}

TEST_CASE("what is set, its fallbacks, and what a value may be") {
    static constexpr Setting table[] = {
        {.key = "path", .says = "where"},
        {.key = "port", .type = SettingType::number, .fallback = "1883", .says = "which"},
        {.key = "form", .type = SettingType::word, .words = "device entity off", .says = "how"},
        {.key = "retain", .type = SettingType::truth, .fallback = "false", .says = "whether"},
    };
    SettingValues values{table};
    CHECK(values.number("port") == 1883);
    CHECK(values.text("path").empty());
    CHECK_FALSE(values.given("path"));
    values.set("path", std::string{"/tmp/x"});
    CHECK(values.text("path") == "/tmp/x");
    CHECK(values.given("path"));
    CHECK_FALSE(values.truth("retain"));
    CHECK(values.find("nothing") == nullptr);
    CHECK(wrong_value(table[1], "1883x").find("whole number") != std::string::npos);
    CHECK(wrong_value(table[2], "devices").find("device entity off") != std::string::npos);
    CHECK(wrong_value(table[2], "entity").empty());
    CHECK(wrong_value(table[3], "yes") == "true or false is wanted");
}

TEST_CASE("a secret is the word, or the first line of its file") {
    static constexpr Setting table[] = {
        {.key = "password", .type = SettingType::secret, .says = "it"}};
    hanmeter::testing::TemporaryFolder folder;
    std::ofstream{folder / "secret"} << "hunter2\r\nnot this\n";
    SettingValues values{table};
    CHECK(values.secret("password") == "");
    values.set("password", std::string{"plain"});
    CHECK(values.secret("password") == "plain");
    values.set("password", "@" + (folder / "secret"));
    CHECK(values.secret("password") == "hunter2");
    values.set("password", std::string{"@/nowhere/at/all"});
    REQUIRE_FALSE(values.secret("password"));
    CHECK(values.secret("password").error() == "password cannot be read from /nowhere/at/all");
}
