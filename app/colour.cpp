// SPDX-License-Identifier: Apache-2.0
#include "app/colour.h"

#include <unistd.h>

#include <cstdlib>

namespace hanmeter::app {
namespace {

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view{} : value;
}

}  // namespace

bool colour_wanted(std::string_view when, int descriptor) {
    if (when != "auto") return when == "always";
    return variable("NO_COLOR").empty() && variable("TERM") != "dumb" && ::isatty(descriptor) == 1;
}

}  // namespace hanmeter::app
