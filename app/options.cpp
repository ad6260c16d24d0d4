// SPDX-License-Identifier: Apache-2.0
#include "app/options.h"

#include <algorithm>
#include <cstddef>

namespace hanmeter::app {
namespace {

constexpr auto reading = bit(CommandId::read);
constexpr auto simulating = bit(CommandId::simulate);
constexpr auto recording = bit(CommandId::record);
constexpr auto running = bit(CommandId::run);
constexpr auto checking = bit(CommandId::check);
constexpr auto exporting = bit(CommandId::export_);
constexpr auto meters = bit(CommandId::meters);
constexpr auto every = ~std::uint32_t{0};

// clang-format off
constexpr Option options[] = {
    {.id = OptionId::format, .name = "format", .letter = 'F', .takes = Takes::choice_and_file,
     .value = "KIND[:FILE]", .words = "text json objects csv influx null",
     .repeatable = true,
     .commands = reading | exporting, .group = Group::output,
     .says = "How readings are written: text (a readable block, the default), json (one flat "
             "object a line), objects (one line a reading with every register as the meter named "
             "it), csv, influx (line protocol), null (nothing). With :FILE to that file, which is "
             "written anew, instead of standard output; may be given several times"},
    {.id = OptionId::columns, .name = "columns", .takes = Takes::text, .value = "LIST",
     .commands = reading | exporting, .group = Group::output,
     .says = "Columns of -F csv, separated by commas, as in "
             "time,active_power_import_w,voltage_l1_v; without it there is one for every key"},
    {.id = OptionId::verbose, .name = "verbose", .letter = 'v',
     .commands = reading, .group = Group::output,
     .says = "Running sums on standard error: the mean power, and the energy integrated from it "
             "against the meter's own register"},
    {.id = OptionId::stats, .name = "stats", .takes = Takes::maybe_choice,
     .value = "json", .words = "json", .commands = reading, .group = Group::output,
     .says = "At the end the counters on standard error: bytes, frames, what was refused and why, "
             "readings; --stats=json as one object on a line"},
    {.id = OptionId::quiet, .name = "quiet", .letter = 'q',
     .commands = reading | recording | simulating | running | exporting,
     .group = Group::output,
     .says = "Say nothing on standard error but errors"},
    {.id = OptionId::color, .name = "color", .takes = Takes::choice, .value = "WHEN",
     .words = "auto always never", .fallback = "auto", .commands = reading, .group = Group::output,
     .says = "Colours: auto is on a terminal only, and not where NO_COLOR is set"},

    {.id = OptionId::hexdump, .name = "hexdump", .letter = 'x',
     .commands = reading, .group = Group::inspection,
     .says = "The bytes as they come, framed, with the verdict of the checksum"},
    {.id = OptionId::pktdebug, .name = "pktdebug", .letter = 'p',
     .commands = reading, .group = Group::inspection,
     .says = "The structure of each message: every element with type, bytes left, index and level"},
    {.id = OptionId::obisdebug, .name = "obisdebug", .letter = 'o',
     .commands = reading, .group = Group::inspection,
     .says = "Each register as it is found: OBIS code, value, unit, name"},
    {.id = OptionId::fieldsdebug, .name = "fieldsdebug", .letter = 'f',
     .commands = reading, .group = Group::inspection,
     .says = "The fields, sorted, one `name = value` a line, a blank line between telegrams"},
    {.id = OptionId::domodebug, .name = "domodebug", .letter = 'd',
     .commands = reading, .group = Group::inspection,
     .says = "Each call to Domoticz and its answer"},
    {.id = OptionId::log, .name = "log", .letter = 'l', .takes = Takes::file, .value = "FILE",
     .commands = reading, .group = Group::inspection,
     .says = "Also write the bytes to FILE, at its end, as they are received; reading FILE later "
             "gives the same readings"},

    {.id = OptionId::input_format, .name = "input-format", .takes = Takes::choice, .value = "KIND",
     .words = "auto raw hex decimal log pcapng", .fallback = "auto",
     .commands = reading, .group = Group::input,
     .says = "What the input is: auto finds out; raw bytes, hex digits, decimal numbers, a log "
             "with hex in its lines, or a pcapng recording"},
    {.id = OptionId::log_timezone, .name = "log-timezone", .takes = Takes::text, .value = "ZONE",
     .fallback = "local", .commands = reading, .group = Group::input,
     .says = "Time zone of the times in a pasted log, as in Europe/Oslo or UTC, where they do not "
             "say it themselves; without it, this machine's"},
    {.id = OptionId::original_speed, .name = "original-speed",
     .commands = reading, .group = Group::input,
     .says = "Read a recording, or a log with times, with the pauses that were in it"},
    {.id = OptionId::useescapes, .name = "useescapes", .letter = 'E',
     .commands = reading, .group = Group::input,
     .says = "Undo 0x7d byte stuffing, for the few converters that do it"},
    {.id = OptionId::key, .name = "key", .takes = Takes::text, .value = "[TITLE=]KEY",
     .environment = "HANMETER_KEY", .repeatable = true, .commands = reading, .group = Group::input,
     .says = "Encryption key of an enciphered meter, as the grid company gives it on request "
             "(GUEK, EK, GPK60): 32 hex digits, or @FILE to read it from a file. With the meter's "
             "system title in front for that meter only, else tried for all. May be given several "
             "times; never printed"},
    {.id = OptionId::auth_key, .name = "auth-key", .takes = Takes::text, .value = "[TITLE=]KEY",
     .environment = "HANMETER_AUTH_KEY", .repeatable = true, .commands = reading,
     .group = Group::input,
     .says = "Authentication key (GAK, AK, GPK61), likewise; with it each message has to prove "
             "that it is whole and the meter's own"},
    {.id = OptionId::profiles, .name = "profiles", .takes = Takes::file, .value = "FOLDER",
     .fallback = "/etc/hanmeter/profiles", .environment = "HANMETER_PROFILES",
     .commands = reading | meters, .group = Group::input,
     .says = "Folder of text files that describe lists by position which HANmeter does not know; "
             "they come before its own"},
    {.id = OptionId::scale, .name = "scale", .takes = Takes::text, .value = "WHAT=SCALER[,UNIT]",
     .repeatable = true, .commands = reading, .group = Group::input,
     .says = "Scale of registers whose telegram does not say it: a power of ten, and a unit where "
             "none is known, as in voltage=-1 or 1-0:128.8.0=3,Wh. WHAT is current, voltage, "
             "power, energy, a key or an OBIS code"},
    {.id = OptionId::multiply, .name = "multiply", .takes = Takes::text, .value = "WHAT=FACTOR",
     .repeatable = true, .commands = reading, .group = Group::input,
     .says = "Multiply such registers, for a meter behind transformers that does not do it "
             "itself: current=100 is for currents only, so power=100 and energy=100 belong to it"},
    {.id = OptionId::count, .name = "count", .takes = Takes::number, .value = "N",
     .words = "1 10 100", .minimum = 1, .maximum = 1'000'000'000'000, .commands = reading,
     .group = Group::input,
     .says = "End after N readings"},
    {.id = OptionId::wait, .name = "wait", .takes = Takes::number, .value = "SECONDS",
     .words = "30 60 3600", .minimum = 1, .maximum = 31'536'000, .commands = reading,
     .group = Group::input,
     .says = "Give up when a live input stays without any byte for that long (exit status 5); "
             "without it, wait for ever"},
    {.id = OptionId::strict, .name = "strict", .commands = reading, .group = Group::input,
     .says = "Exit status 6 if any frame was refused, whatever else was read"},

    {.id = OptionId::baud, .name = "baud", .takes = Takes::number, .value = "N",
     .words = "2400 9600 19200 38400 115200", .minimum = 50, .maximum = 4'000'000,
     .fallback = "2400", .commands = reading | recording, .group = Group::line,
     .says = "Speed of a serial port: 2400 for M-Bus adapters on an RJ45 port, 115200 on an "
             "RJ12 port"},
    {.id = OptionId::parity, .name = "parity", .takes = Takes::choice, .value = "WHICH",
     .words = "none even odd", .fallback = "none",
     .commands = reading | recording, .group = Group::line,
     .says = "Parity of a serial port; some Kaifa meters send even parity"},
    {.id = OptionId::stopbits, .name = "stopbits", .takes = Takes::number, .value = "N",
     .words = "1 2", .minimum = 1, .maximum = 2, .fallback = "1",
     .commands = reading | recording, .group = Group::line,
     .says = "Stop bits of a serial port: 1 or 2"},
    {.id = OptionId::databits, .name = "databits", .takes = Takes::number, .value = "N",
     .words = "7 8", .minimum = 7, .maximum = 8, .fallback = "8",
     .commands = reading | recording, .group = Group::line,
     .says = "Data bits of a serial port: 7 or 8"},

    {.id = OptionId::mqtt_user, .name = "mqtt-user", .takes = Takes::text, .value = "NAME",
     .environment = "HANMETER_MQTT_USER", .commands = reading | recording, .group = Group::line,
     .says = "User name for an MQTT broker that wants one"},
    {.id = OptionId::mqtt_password, .name = "mqtt-password", .takes = Takes::text,
     .value = "WORD", .environment = "HANMETER_MQTT_PASSWORD",
     .commands = reading | recording, .group = Group::line,
     .says = "Its password, or @FILE to read it from the first line of a file; never printed"},
    {.id = OptionId::mqtt_ca, .name = "mqtt-ca", .takes = Takes::file, .value = "FILE",
     .environment = "HANMETER_MQTT_CA", .commands = reading | recording, .group = Group::line,
     .says = "Certificate of the authority that vouches for an mqtts:// broker; without it, those "
             "that this machine trusts"},

    {.id = OptionId::energy_idx, .name = "energy-idx", .takes = Takes::number, .value = "N",
     .maximum = 4'294'967'295, .environment = "HANMETER_ENERGY_IDX",
     .commands = reading, .group = Group::domoticz,
     .says = "Index of the Domoticz device that gets the energy register, in Wh; 0 for none"},
    {.id = OptionId::power_idx, .name = "power-idx", .takes = Takes::number, .value = "N",
     .maximum = 4'294'967'295, .environment = "HANMETER_POWER_IDX",
     .commands = reading, .group = Group::domoticz,
     .says = "Index of the Domoticz device that gets the power, averaged over at least 30 seconds; "
             "0 for none"},
    {.id = OptionId::domoticz_url, .name = "domoticz-url", .takes = Takes::text, .value = "URL",
     .fallback = "http://127.0.0.1:8080", .environment = "HANMETER_DOMOTICZ_URL",
     .commands = reading, .group = Group::domoticz,
     .says = "Where Domoticz listens: http://HOST:PORT"},
    {.id = OptionId::domoticz_user, .name = "domoticz-user", .takes = Takes::text, .value = "NAME",
     .environment = "HANMETER_DOMOTICZ_USER", .commands = reading, .group = Group::domoticz,
     .says = "User name, where Domoticz wants one"},
    {.id = OptionId::domoticz_password, .name = "domoticz-password", .takes = Takes::text,
     .value = "WORD", .environment = "HANMETER_DOMOTICZ_PASSWORD",
     .commands = reading, .group = Group::domoticz,
     .says = "Its password, or @FILE to read it from the first line of a file, which keeps it "
             "out of the list of processes; never printed"},

    {.id = OptionId::pty, .name = "pty", .takes = Takes::file, .value = "NAME",
     .commands = simulating, .group = Group::output,
     .says = "Push on a pseudo-terminal, which NAME leads to as long as the simulation runs: for "
             "readers a serial port"},
    {.id = OptionId::listen, .name = "listen", .takes = Takes::text, .value = "HOST:PORT",
     .commands = simulating, .group = Group::output,
     .says = "Push to every client that connects to that TCP port; port 0 takes a free one"},
    {.id = OptionId::speed, .name = "speed", .takes = Takes::number, .value = "N",
     .words = "1 10 100", .minimum = 1, .maximum = 1'000'000, .fallback = "1",
     .commands = simulating, .group = Group::meter,
     .says = "So many times as fast as a real meter; on a pseudo-terminal and over TCP the bytes "
             "come one by one as on the meter's line"},
    {.id = OptionId::all_at_once, .name = "all-at-once",
     .commands = simulating, .group = Group::meter,
     .says = "As fast as it is taken, without waiting; needs --count or --duration to end. A "
             "pseudo-terminal or TCP port waits for its first reader"},
    {.id = OptionId::sim_count, .name = "count", .takes = Takes::number, .value = "N",
     .words = "1 10 100", .minimum = 1, .maximum = 1'000'000'000'000,
     .commands = simulating, .group = Group::meter,
     .says = "End after N telegrams"},
    {.id = OptionId::duration, .name = "duration", .takes = Takes::number, .value = "SECONDS",
     .words = "60 3600 86400", .minimum = 1, .maximum = 3'153'600'000,
     .commands = simulating, .group = Group::meter,
     .says = "End after so many seconds of the meter's time"},
    {.id = OptionId::sim_start, .name = "start", .takes = Takes::text, .value = "TIME",
     .commands = simulating, .group = Group::meter,
     .says = "What the meter's clock shows at the beginning, as in 2026-01-15T00:00:00, or now; "
             "without it a meter with --state goes on where it was, another begins now"},
    {.id = OptionId::seed, .name = "seed", .takes = Takes::number, .value = "N",
     .minimum = 0, .maximum = UINT64_MAX, .fallback = "1",
     .commands = simulating, .group = Group::meter,
     .says = "Which house, and which faults: equal seeds and starts give equal bytes"},
    {.id = OptionId::state, .name = "state", .takes = Takes::file, .value = "FILE",
     .commands = simulating, .group = Group::meter,
     .says = "Keep time and registers in FILE and go on from there the next time, so that what a "
             "register gains is what was sent, to the Wh"},
    {.id = OptionId::sun, .name = "sun", .takes = Takes::number, .value = "WATT",
     .words = "5000 9000", .minimum = 0, .maximum = 100'000, .fallback = "0",
     .commands = simulating, .group = Group::meter,
     .says = "Sun cells on the roof that give so much at noon; the house then exports"},
    {.id = OptionId::segment, .name = "segment", .takes = Takes::number, .value = "BYTES",
     .words = "64 128", .minimum = 16, .maximum = 2030,
     .commands = simulating, .group = Group::meter,
     .says = "Messages in segments with at most so many bytes of information"},
    {.id = OptionId::noise, .name = "noise", .takes = Takes::number, .value = "PERCENT",
     .words = "1 5 20", .minimum = 0, .maximum = 100, .fallback = "0",
     .commands = simulating, .group = Group::bad_line,
     .says = "So many of a hundred telegrams have stray bytes in front of them"},
    {.id = OptionId::lost, .name = "lost", .takes = Takes::number, .value = "PERCENT",
     .words = "1 5 20", .minimum = 0, .maximum = 100, .fallback = "0",
     .commands = simulating, .group = Group::bad_line,
     .says = "So many of a hundred telegrams lack one to four bytes"},
    {.id = OptionId::flip, .name = "flip", .takes = Takes::number, .value = "PERCENT",
     .words = "1 5 20", .minimum = 0, .maximum = 100, .fallback = "0",
     .commands = simulating, .group = Group::bad_line,
     .says = "So many of a hundred telegrams have one to three bits turned"},
    {.id = OptionId::cut, .name = "cut", .takes = Takes::number, .value = "PERCENT",
     .words = "1 5 20", .minimum = 0, .maximum = 100, .fallback = "0",
     .commands = simulating, .group = Group::bad_line,
     .says = "So many of a hundred telegrams lack their beginning or their end"},
    {.id = OptionId::share, .name = "share", .takes = Takes::number, .value = "PERCENT",
     .words = "1 5 20", .minimum = 0, .maximum = 100, .fallback = "0",
     .commands = simulating, .group = Group::bad_line,
     .says = "So many of a hundred telegrams begin with the flag that ends the one before"},

    {.id = OptionId::table_format, .name = "as", .takes = Takes::choice, .value = "KIND",
     .words = "text markdown json", .fallback = "text", .commands = meters, .group = Group::output,
     .says = "How the table is written: for people, as Markdown, or one JSON object a line"},

    {.id = OptionId::output_file, .name = "output", .letter = 'o', .takes = Takes::file,
     .value = "FILE", .commands = recording, .group = Group::output,
     .says = "Where the recording goes; it is written anew"},

    {.id = OptionId::config_file, .name = "config", .letter = 'c', .takes = Takes::file,
     .value = "FILE", .fallback = "/etc/hanmeter/hanmeter.toml", .environment = "HANMETER_CONFIG",
     .commands = running | checking | exporting, .group = Group::input,
     .says = "The configuration file"},
    {.id = OptionId::print_config, .name = "print-config", .commands = running,
     .group = Group::output,
     .says = "Print what is set, by file, variables and options together, and end"},
    {.id = OptionId::export_from, .name = "from", .takes = Takes::text, .value = "TIME",
     .words = "today 24h 7d", .commands = exporting, .group = Group::input,
     .says = "Readings from then on: 2026-11-25, 2026-11-25T08:00 (local time, or UTC with a Z "
             "behind it), today, or how long ago, as in 24h and 7d; without it all"},
    {.id = OptionId::export_to, .name = "to", .takes = Takes::text, .value = "TIME",
     .words = "today 24h", .commands = exporting, .group = Group::input,
     .says = "Readings before then, likewise"},
    {.id = OptionId::export_meter, .name = "meter", .takes = Takes::text, .value = "NAME",
     .commands = exporting, .group = Group::input,
     .says = "Readings of that meter only"},
    {.id = OptionId::config_sample, .name = "sample", .commands = checking,
     .group = Group::output,
     .says = "Print a commented configuration with every setting, and end"},

    {.id = OptionId::help, .name = "help", .letter = 'h', .commands = every,
     .group = Group::about, .says = "This text; behind a command, the command's own"},
    {.id = OptionId::version, .name = "version", .letter = 'V', .commands = every,
     .group = Group::about, .says = "The version"},

    {.id = OptionId::man, .name = "man", .commands = every, .group = Group::hidden,
     .says = "The manual page, as roff"},
    {.id = OptionId::completion, .name = "completion", .takes = Takes::choice, .value = "SHELL",
     .words = "bash zsh fish", .commands = every, .group = Group::hidden,
     .says = "A completion script for that shell"},
    {.id = OptionId::markdown, .name = "markdown", .commands = every, .group = Group::hidden,
     .says = "The reference of commands and options, as Markdown"},
};
// clang-format on

constexpr bool in_order() {
    for (std::size_t i = 0; i < std::size(options); ++i) {
        if (static_cast<std::size_t>(options[i].id) != i) return false;
    }
    return true;
}

constexpr bool names_differ() {
    for (const Option& one : options) {
        for (const Option& other : options) {
            if (one.id == other.id || (one.commands & other.commands) == 0) continue;
            if (one.name == other.name) return false;
            if (one.letter != '\0' && one.letter == other.letter) return false;
        }
    }
    return true;
}

static_assert(in_order(), "a row stands where its OptionId says");
static_assert(names_differ(), "two options of one command share a name or letter");

}  // namespace

std::string_view title(Group group) {
    switch (group) {
        case Group::output: return "What is written";
        case Group::inspection: return "Looking inside";
        case Group::input: return "What is read";
        case Group::line: return "The serial line";
        case Group::domoticz: return "Domoticz";
        case Group::meter: return "The meter";
        case Group::bad_line: return "A bad line";
        case Group::about: return "About the program";
        case Group::hidden: return "For packagers";
    }
    return {};
}

std::span<const Option> all_options() {
    return options;
}

const Option& option(OptionId id) {
    return options[static_cast<std::size_t>(id)];
}

}  // namespace hanmeter::app
