// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "app/manual/completion.h"
#include "app/manual/help.h"
#include "app/manual/man_page.h"
#include "app/manual/paragraph.h"

using namespace hanmeter::app;

namespace {

std::size_t columns_of_longest_line(const std::string& page) {
    std::istringstream lines{page};
    std::size_t longest = 0;
    for (std::string line; std::getline(lines, line);) longest = std::max(longest, line.size());
    return longest;
}

// The output of a shell line and what it left behind.
std::pair<std::string, int> shell(const std::string& line) {
    std::string output;
    FILE* pipe = popen(line.c_str(), "r");
    REQUIRE(pipe != nullptr);
    char buffer[4096];
    for (std::size_t got; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
        output.append(buffer, got);
    }
    return {output, pclose(pipe)};
}

bool installed(const std::string& program) {
    return shell("command -v " + program).second == 0;
}

// A file with `content` that goes when the guard does.
class Script {
public:
    explicit Script(const std::string& content)
        : path_{std::filesystem::temp_directory_path() /
                ("hanmeter-manual-" + std::to_string(getpid()) + "-" + std::to_string(++made_))} {
        std::ofstream{path_} << content;
    }
    ~Script() { std::filesystem::remove(path_); }
    Script(const Script&) = delete;
    Script& operator=(const Script&) = delete;
    std::string path() const { return path_.string(); }

private:
    static inline int made_ = 0;
    std::filesystem::path path_;
};

// What bash offers for the last of `words`, one a line.
std::string bash_offers(const std::string& script, const std::string& words) {
    return shell("cd / && bash -c 'source " + script + "; COMP_WORDS=(" + words +
                 "); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )); _hanmeter; "
                 "printf \"%s\\n\" \"${COMPREPLY[@]}\"' 2>&1")
        .first;
}

}  // namespace

TEST_CASE("A paragraph is broken at blanks, and indented") {
    std::string page;
    std::string text;
    for (int i = 0; i < 40; ++i) text += "word ";
    text += std::string(90, 'x');
    manual::put_paragraph(page, text, 10, 0);
    std::istringstream lines{page};
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        CHECK(line.starts_with("          "));
        CHECK(line[10] != ' ');
        CHECK(line.back() != ' ');
        if (line.find('x') == std::string::npos) CHECK(line.size() <= manual::page_width);
    }
    CHECK(count == 4);
}

TEST_CASE("Every help fits 80 columns and names every option of its command") {
    CHECK(columns_of_longest_line(manual::overview()) <= manual::page_width);
    for (const Command& each : all_commands()) {
        const std::string page = manual::help(each);
        CHECK(columns_of_longest_line(page) <= manual::page_width);
        CHECK(manual::overview().find(each.summary.substr(0, 30)) != std::string::npos);
        for (const Option& row : all_options()) {
            // Two commands may each have an option of one name.
            const bool expected = std::ranges::any_of(all_options(), [&](const Option& other) {
                return other.name == row.name && belongs_to(other, each.id) &&
                       other.group != Group::hidden;
            });
            const std::string head = " --" + std::string{row.name} + manual::value_behind(row);
            CHECK_MESSAGE((page.find(head) != std::string::npos) == expected, row.name);
        }
    }
}

TEST_CASE("The original's letters are explained first thing") {
    const std::string page = manual::overview();
    for (const char* option :
         {"-x, --hexdump", "-p, --pktdebug", "-o, --obisdebug", "-f, --fieldsdebug",
          "-l, --log FILE", "-d, --domodebug", "-v, --verbose", "-E, --useescapes"}) {
        CHECK_MESSAGE(page.find(option) != std::string::npos, option);
    }
}

TEST_CASE("groff takes the manual page without a warning") {
    if (!installed("groff")) {
        MESSAGE("skipped: groff is not installed");
        return;
    }
    const Script page{manual::man_page("1.2.3")};
    const auto [warnings, status] =
        shell("groff -man -ww -Tascii " + page.path() + " 2>&1 >/dev/null");
    CHECK(status == 0);
    CHECK(warnings.empty());
    const auto text = shell("groff -man -Tascii -P-cbou " + page.path() + " 2>&1").first;
    CHECK(text.find("hanmeter 1.2.3") != std::string::npos);
    CHECK(text.find("--domoticz-url URL") != std::string::npos);
    CHECK(text.find("EXIT STATUS") != std::string::npos);
    CHECK(text.find("HANMETER_DOMOTICZ_PASSWORD") != std::string::npos);
}

TEST_CASE("bash completes commands, options, values and files") {
    const Script script{manual::completion("bash")};
    CHECK(bash_offers(script.path(), "hanmeter --hex") == "--hexdump\n");
    CHECK(bash_offers(script.path(), "hanmeter re") == "read\nrecord\n");
    CHECK(bash_offers(script.path(), "hanmeter read --parity e") == "even\n");
    CHECK(bash_offers(script.path(), "hanmeter -F j") == "json\n");
    CHECK(bash_offers(script.path(), "hanmeter -l /et") == "/etc\n");
    CHECK(bash_offers(script.path(), "hanmeter /et") == "/etc\n");
    CHECK(bash_offers(script.path(), "hanmeter help --hex") == "\n");
}

TEST_CASE("zsh and fish take their scripts") {
    const Script zsh{manual::completion("zsh")};
    const Script fish{manual::completion("fish")};
    if (installed("zsh")) {
        CHECK(shell("zsh -n " + zsh.path() + " 2>&1") == std::pair<std::string, int>{"", 0});
    } else {
        MESSAGE("zsh is not installed");
    }
    if (installed("fish")) {
        const std::string line = "fish -c 'source " + fish.path() + "; complete -C \"hanmeter ";
        CHECK(shell(line + "--hex\"' 2>&1").first.starts_with("--hexdump\t"));
        CHECK(shell(line + "--parity e\"' 2>&1").first.starts_with("even"));
    } else {
        MESSAGE("fish is not installed");
    }
    CHECK(manual::completion("tcsh").empty());
}
