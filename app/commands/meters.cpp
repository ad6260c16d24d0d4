// SPDX-License-Identifier: Apache-2.0
#include "app/commands/meters.h"

#include <fmt/core.h>

#include <algorithm>
#include <deque>
#include <span>
#include <vector>

#include "app/complaint.h"
#include "app/decoding.h"
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

// The user's lists, as rows: `texts` keeps what they point to.
std::vector<meters::Family> rows_of(const profiles::ProfileFolder& folder,
                                    std::deque<std::string>& texts) {
    std::vector<meters::Family> rows;
    const auto lists = folder.lists();
    for (std::size_t i = 0; i < lists.size(); ++i) {
        const auto& list = lists[i];
        const std::string id = list.list.empty() ? "" : fmt::format("{}, ", list.list);
        rows.push_back(
            {.country = "-",
             .meters = list.maker,
             .list = texts.emplace_back(
                 fmt::format("{}by position, {} elements", id, list.positions.size())),
             .framing = "any",
             .ciphered = "can be",
             .verified = texts.emplace_back(fmt::format("{}, your profile", folder.files()[i]))});
    }
    return rows;
}

std::vector<meters::Family> chosen(std::span<const meters::Family> all_rows,
                                   const std::vector<std::string>& words) {
    std::vector<meters::Family> rows;
    for (const meters::Family& row : all_rows) {
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
    const auto folder = profiles_of(arguments);
    if (!folder) return complain(folder.error().code, folder.error().sentence);
    std::deque<std::string> texts;
    std::vector<meters::Family> all = rows_of(*folder, texts);
    all.insert(all.end(), meters::families().begin(), meters::families().end());
    const auto rows = chosen(all, arguments.operands());
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
