// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

// THE table of options. Parsing, help, the manual page, completion and docs/options.md are all
// made from it; a new option is one OptionId and one row in options.cpp, in the same order.
namespace hanmeter::app {

enum class CommandId : std::uint8_t { read, record, simulate, run, check, export_, meters, help };

enum class OptionId : std::uint8_t {
    format,
    columns,
    verbose,
    stats,
    quiet,
    color,
    hexdump,
    pktdebug,
    obisdebug,
    fieldsdebug,
    domodebug,
    log,
    input_format,
    log_timezone,
    original_speed,
    useescapes,
    key,
    auth_key,
    profiles,
    scale,
    multiply,
    count,
    wait,
    strict,
    baud,
    parity,
    stopbits,
    databits,
    mqtt_user,
    mqtt_password,
    mqtt_ca,
    energy_idx,
    power_idx,
    domoticz_url,
    domoticz_user,
    domoticz_password,
    pty,
    listen,
    speed,
    all_at_once,
    sim_count,
    duration,
    sim_start,
    seed,
    state,
    sun,
    segment,
    noise,
    lost,
    flip,
    cut,
    share,
    table_format,
    output_file,
    config_file,
    print_config,
    export_from,
    export_to,
    export_meter,
    config_sample,
    help,
    version,
    man,
    completion,
    markdown,
};

// Groups of the help, in the order of the help.
enum class Group : std::uint8_t {
    output,
    inspection,
    input,
    line,
    domoticz,
    meter,
    bad_line,
    about,
    hidden
};

std::string_view title(Group group);

// What stands behind an option. It decides how the value is checked and how it is completed.
enum class Takes : std::uint8_t {
    nothing,
    text,
    file,             // completed with file names
    number,           // decimal digits, minimum..maximum; `words` are offered by completion
    choice,           // one of `words`
    maybe_choice,     // nothing, or one of `words` behind an equals sign
    choice_and_file,  // one of `words`, perhaps with a colon and a file name behind it
};

struct Option {
    OptionId id;
    std::string_view name;  // without the two dashes
    char letter = '\0';
    Takes takes = Takes::nothing;
    std::string_view value = {};  // what the help calls it
    std::string_view words = {};  // separated by blanks
    std::uint64_t minimum = 0;    // of a number
    std::uint64_t maximum = 0;
    std::string_view fallback = {};     // the value when it is not given
    std::string_view environment = {};  // a variable that stands in for it
    bool repeatable = false;            // all values count; else the last one does
    std::uint32_t commands = 0;         // bits of CommandId, see belongs_to()
    Group group = Group::output;
    std::string_view says;  // one sentence for the help, without a full stop
};

constexpr std::uint32_t bit(CommandId command) {
    return std::uint32_t{1} << static_cast<unsigned>(command);
}

std::span<const Option> all_options();
const Option& option(OptionId id);

constexpr bool belongs_to(const Option& option, CommandId command) {
    return (option.commands & bit(command)) != 0;
}

// Calls use(std::string_view) with each of the words of a row.
template <class Use>
void for_each_word(std::string_view words, Use use) {
    while (!words.empty()) {
        const auto end = words.find(' ');
        use(words.substr(0, end));
        words = end == std::string_view::npos ? std::string_view{} : words.substr(end + 1);
    }
}

}  // namespace hanmeter::app
