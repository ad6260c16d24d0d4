// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "app/options.h"

namespace hanmeter::app::manual {

constexpr std::size_t page_width = 80;  // columns

// Appends `text` to `page`, broken at blanks so that no line is longer than page_width (but for
// single words that are). The first line goes on where `page` stands, at column `at`; the others
// start at column `indent`. Ends with a newline.
void put_paragraph(std::string& page, std::string_view text, std::size_t indent, std::size_t at);

// A term at column 2 and its explanation from column `explained_at` on, below it where the term
// is too long.
void put_entry(std::string& page, std::string_view term, std::string_view text,
               std::size_t explained_at);

// Calls use(std::string_view) with each paragraph of a text that has empty lines between them.
template <class Use>
void for_each_paragraph(std::string_view text, Use use) {
    while (!text.empty()) {
        const auto end = text.find("\n\n");
        use(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 2);
    }
}

// `KIND[:FILE]` as it stands behind the long name: " KIND[:FILE]", "[=json]" or nothing.
std::string value_behind(const Option& row);

// What an option does, with its default and environment variable: one sentence with a full stop.
std::string explanation(const Option& row);

}  // namespace hanmeter::app::manual
