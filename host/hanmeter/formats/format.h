// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "hanmeter/values/reading.h"

namespace hanmeter::formats {

// What is known of a reading beside what the meter sent.
struct Context {
    std::string_view meter{};  // by which name the meter goes; empty where it has none
    bool colour = false;       // ANSI colours may be used
};

// Turns readings into text. What it writes goes behind what `out` holds; a string that is used
// again costs no allocation once it has grown.
class Formatter {
public:
    Formatter() = default;
    Formatter(const Formatter&) = delete;
    Formatter& operator=(const Formatter&) = delete;
    virtual ~Formatter() = default;

    virtual void begin(std::string& /*out*/) {}
    // Whole lines, one or more.
    virtual void write(const values::Reading& reading, const Context& context,
                       std::string& out) = 0;
    virtual void end(std::string& /*out*/) {}
};

struct Settings {
    // The columns of csv in their order; empty: all.
    std::vector<std::string> columns{};
};

using MadeFormatter = tl::expected<std::unique_ptr<Formatter>, std::string>;

// One row per format of -F.
struct Format {
    std::string_view name;
    std::string_view description;
    MadeFormatter (*make)(const Settings& settings);
};
std::span<const Format> formats();
const Format* find_format(std::string_view name);

// The formatter of a name; else a sentence for the user.
MadeFormatter make_formatter(std::string_view name, const Settings& settings = {});

// The sentence for a name that is no format: it lists those that are.
std::string no_such_format(std::string_view name);

}  // namespace hanmeter::formats
