// SPDX-License-Identifier: Apache-2.0
#include "app/commands/meters.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "app/complaint.h"
#include "app/meters/families.h"

namespace hanmeter::app::commands {
namespace {

constexpr std::string_view markdown_head =
    "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
    "<!-- Generated from app/meters/families.cpp by hanmeter meters --as markdown. -->\n"
    "# Meters\n\n"
    "What HANmeter reads, and against what each was held. A meter that is not here may be read all "
    "the same:\nlists that name their registers need no row.\n\n";

bool contains(std::string_view text, std::string_view word) {
    const auto same = [](char left, char right) {
        const auto lower = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        };
        return lower(left) == lower(right);
    };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

std::vector<meters::Family> chosen(const std::vector<std::string>& words) {
    std::vector<meters::Family> rows;
    for (const meters::Family& row : meters::families()) {
        const std::string all =
            fmt::format("{} {} {} {}", row.country, row.meters, row.list, row.framing);
        const bool fits = std::all_of(words.begin(), words.end(),
                                      [&](const std::string& word) { return contains(all, word); });
        if (fits) rows.push_back(row);
    }
    return rows;
}

}  // namespace

Exit meters(const Arguments& arguments) {
    const auto rows = chosen(arguments.operands());
    if (rows.empty()) {
        return complain(Exit::usage,
                        "no family of meters has all these words in its row; hanmeter meters "
                        "without words lists them all");
    }
    const std::string_view format = arguments.value(OptionId::table_format);
    if (format == "markdown")
        return print_page(std::string{markdown_head} + meters::as_markdown(rows));
    if (format == "json") return print_page(meters::as_json_lines(rows));
    return print_page(meters::as_text(rows));
}

}  // namespace hanmeter::app::commands
