// SPDX-License-Identifier: Apache-2.0
#include "app/config/load.h"

#include <fmt/core.h>

#include <fstream>
#include <sstream>

namespace hanmeter::app::config {

tl::expected<Loaded, std::vector<std::string>> load(const Arguments& arguments) {
    Loaded loaded{.config = empty_config(),
                  .file = std::string{arguments.value(OptionId::config_file)}};
    std::ifstream file{loaded.file, std::ios::binary};
    std::ostringstream text;
    if (file) text << file.rdbuf();
    loaded.found = static_cast<bool>(file);
    if (!loaded.found && arguments.given(OptionId::config_file)) {
        return tl::unexpected{std::vector{fmt::format("cannot read {}", loaded.file)}};
    }
    if (loaded.found) {
        auto parsed = parse(text.str(), loaded.file);
        if (!parsed) return tl::unexpected{parsed.error()};
        loaded.config = std::move(*parsed);
    }
    std::vector<std::string> wrong;
    for (const Arguments::Setting& each : arguments.settings()) {
        auto error = apply(loaded.config, {each.path, each.value, each.origin});
        if (!error.empty()) wrong.push_back(std::move(error));
    }
    for (std::string& each : problems(loaded.config)) wrong.push_back(std::move(each));
    if (!wrong.empty()) return tl::unexpected{std::move(wrong)};
    return loaded;
}

}  // namespace hanmeter::app::config
