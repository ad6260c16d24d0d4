// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/target.h"

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

tl::expected<Target, std::string> parse_target(std::string_view text) {
    const std::size_t colon = text.find(':');
    Target target{.format = std::string{text.substr(0, colon)}, .file = {}};
    if (find_format(target.format) == nullptr) return tl::unexpected(no_such_format(target.format));
    if (colon == std::string_view::npos) return target;
    target.file = text.substr(colon + 1);
    if (target.file.empty()) {
        return tl::unexpected("a file has to follow the colon of '" + std::string{text} + "'");
    }
    if (target.file == "-") target.file.clear();
    return target;
}

}  // namespace hanmeter::formats
