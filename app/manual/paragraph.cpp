// SPDX-License-Identifier: Apache-2.0
#include "app/manual/paragraph.h"

#include <fmt/core.h>

namespace hanmeter::app::manual {

void put_paragraph(std::string& page, std::string_view text, std::size_t indent, std::size_t at) {
    if (at < indent) {
        page.append(indent - at, ' ');
        at = indent;
    }
    std::size_t column = at;
    for_each_word(text, [&](std::string_view word) {
        if (column > at && column + 1 + word.size() > page_width) {
            page += '\n';
            page.append(indent, ' ');
            at = column = indent;
        } else if (column > at) {
            page += ' ';
            ++column;
        }
        page += word;
        column += word.size();
    });
    page += '\n';
}

void put_entry(std::string& page, std::string_view term, std::string_view text,
               std::size_t explained_at) {
    page += "  ";
    page += term;
    std::size_t at = term.size() + 2;
    if (at + 2 > explained_at) {
        page += '\n';
        at = 0;
    }
    put_paragraph(page, text, explained_at, at);
}

std::string value_behind(const Option& row) {
    if (row.takes == Takes::nothing) return {};
    if (row.takes == Takes::maybe_choice) return fmt::format("[={}]", row.value);
    return fmt::format(" {}", row.value);
}

std::string explanation(const Option& row) {
    std::string text{row.says};
    const bool listed = row.takes == Takes::choice && row.says.find(row.words) == std::string::npos;
    if (listed) {
        std::string separator = "; one of ";
        for_each_word(row.words, [&](std::string_view word) {
            text += separator;
            text += word;
            separator = ", ";
        });
    }
    text += '.';
    if (!row.fallback.empty()) text += fmt::format(" Default: {}.", row.fallback);
    if (!row.environment.empty()) text += fmt::format(" Environment: {}.", row.environment);
    return text;
}

}  // namespace hanmeter::app::manual
