// SPDX-License-Identifier: Apache-2.0
#include "app/command_list.h"

#include <algorithm>
#include <array>

#include "app/commands/check.h"
#include "app/commands/export.h"
#include "app/commands/help.h"
#include "app/commands/meters.h"
#include "app/commands/read.h"
#include "app/commands/record.h"
#include "app/commands/run.h"
#include "app/commands/simulate.h"

namespace hanmeter::app {
namespace {

constexpr Example read_examples[] = {
    {"hanmeter /dev/ttyUSB0", "what the meter says, a readable block a telegram"},
    {"hanmeter sim:aidon-3p", "the same of a simulated meter, to see what it is like"},
    {"hanmeter -F json /dev/ttyUSB0", "one JSON object a line"},
    {"hanmeter -xpf capture.bin", "bytes, structure and fields of every telegram in a file"},
    {"hanmeter -l today.bin /dev/ttyUSB0", "read, and keep the bytes for later"},
    {"hanmeter 7ea0d2410883 ...", "decode hex that somebody sent you"},
    {"hanmeter /dev/ttyUSB0 13 12", "energy to Domoticz device 13, power to device 12"},
    {"hanmeter -F csv:day.csv -F text FILE", "a table in a file, readable blocks on screen"},
};

constexpr std::string_view read_teaching =
    "Reads what electricity meters push out of their customer port, checks every frame, and "
    "writes what it says. Nothing is invented: what the meter did not send is absent, and a frame "
    "whose checksum is wrong gives no reading but is counted.\n\n"
    "Standard output carries data only; everything else goes to standard error. Several files are "
    "read one after the other, several devices at the same time. With one INPUT, one or two "
    "further arguments of digits only are Domoticz indexes, energy first, then power, unless a "
    "file of that name exists; on a file the calls are printed and not sent.\n\n"
    "With -x, -p, -o or -f the readable block is not printed; within a telegram they come in that "
    "order, on standard output, or on standard error when a -F goes to standard output. Without "
    "INPUT the serial ports found are listed, with what to type, and the exit status is 2, since "
    "nothing was read.";

constexpr Example record_examples[] = {
    {"hanmeter record /dev/ttyUSB0 -o meter.pcapng", "until Ctrl-C"},
    {"hanmeter meter.pcapng", "read it later, with the times of then"},
};

constexpr std::string_view record_teaching =
    "Writes what an INPUT receives to a pcapng file: a packet for each piece of bytes, with its "
    "time, and the settings of the port in the header. read replays it, and Wireshark opens it "
    "(link type USER0). Nothing is decoded, so it records what no program understands yet. Ctrl-C "
    "ends it; a full disk ends it with one sentence, and what was written before is whole.";

constexpr Example simulate_examples[] = {
    {"hanmeter simulate aidon-3p | hanmeter -", "a meter read live through a pipe"},
    {"hanmeter simulate kaifa-3p --pty /tmp/han0", "a serial port for hanmeter /tmp/han0"},
    {"hanmeter simulate kamstrup-3p --listen 127.0.0.1:8481", "a serial server on the network"},
    {"hanmeter simulate aidon-3p day.bin --all-at-once --duration 86400", "a day in a file"},
    {"hanmeter simulate aidon-se --speed 10 --noise 20 --lost 5", "faster, on a bad line"},
};

constexpr std::string_view simulate_teaching =
    "Plays a meter that pushes what a believable house takes: heaters, warm water, a kettle, a "
    "car, voltages that sag under load. Lists come at the meter's real cadence, byte for byte as "
    "its maker lays them out; ids are invented. Whatever is received can be checked, since a "
    "register gains exactly what the powers that were sent make: each power holds since the "
    "telegram before it that carried one, and the rest below a Wh is kept.\n\n"
    "OUTPUT is a file, or - for standard output, where the bytes go without --pty and --listen. "
    "MODEL is one of the meters that `hanmeter simulate` alone lists, of every family that "
    "HANmeter "
    "reads. Ciphered ones have the key 000102030405060708090A0B0C0D0E0F and the authentication key "
    "D0D1D2D3D4D5D6D7D8D9DADBDCDDDEDF. As an INPUT of read the same meters are written "
    "sim:MODEL?speed=10&seed=2; the keys are speed (or max), count, start, seed, sun, segment and "
    "those of a bad line.";

constexpr Example run_examples[] = {
    {"hanmeter run -c hanmeter.toml", "as the service does, with another configuration"},
    {"hanmeter run --meter-source sim:aidon-3p --store-path ''", "without any file, to try it"},
    {"hanmeter run --print-config", "what is set, all together"},
};

constexpr std::string_view run_teaching =
    "Reads any number of meters, keeps every reading, and hands it on to everything that the "
    "configuration names, for years. A reading is in the store before any output sees it; each "
    "output has its own place there, so that one that was away catches up in order, with the times "
    "of then, and holds up nobody else.\n\n"
    "Every setting can stand in the configuration, in a variable (HANMETER_STORE_PATH for path in "
    "[store]), or be an option (--store-path); the later counts more. Options for meters are those "
    "of the first one. Without a configuration the one serial port that is there is read.\n\n"
    "SIGHUP reads the configuration anew; what did not change goes on untouched. SIGTERM ends the "
    "program within seconds; what could not be handed on waits in the store.";

constexpr Example check_examples[] = {
    {"hanmeter check", "the service's own configuration"},
    {"hanmeter check -c hanmeter.toml", "another one"},
    {"hanmeter check --sample", "a commented one with every setting"},
};

constexpr std::string_view check_teaching =
    "Says whether a configuration is right: each mistake with its line and column and what was "
    "meant, exit status 3. Nothing is opened, so whether a port or a server is there is another "
    "question.";

constexpr Example export_examples[] = {
    {"hanmeter export --from today", "today's readings, one JSON object a line"},
    {"hanmeter export --from 7d -F csv:week.csv", "a table of a week"},
    {"hanmeter export --meter home -F influx", "line protocol of one meter"},
};

constexpr std::string_view export_teaching =
    "Writes readings from the service's store, in the order in which they came, while the service "
    "runs or not. The configuration says where the store is.";

constexpr Example meters_examples[] = {
    {"hanmeter meters", "all families"},
    {"hanmeter meters AT", "those in Austria"},
    {"hanmeter meters kaifa mbus", "those of Kaifa that send M-Bus telegrams"},
    {"hanmeter meters --as json", "for other programs"},
};

constexpr std::string_view meters_teaching =
    "Lists the families of meters that are known: country, makers, how their list is made, "
    "framing, whether they are ciphered, and against what their decoding was held. With words, the "
    "rows in which all of them stand. A meter that is not listed may be read all the same: lists "
    "that name their registers need no row.";

constexpr Example help_examples[] = {
    {"hanmeter help read", "the same as hanmeter read --help"},
};

// clang-format off
constexpr Command rows[] = {
    {.id = CommandId::read, .name = "read", .operands = "INPUT...",
     .summary = "Read meters or captures and write what they say (the default)",
     .teaching = read_teaching, .examples = read_examples, .run = commands::read},
    {.id = CommandId::record, .name = "record", .operands = "INPUT",
     .summary = "Record what a meter sends, with its times",
     .teaching = record_teaching, .examples = record_examples, .run = commands::record},
    {.id = CommandId::simulate, .name = "simulate", .operands = "MODEL [OUTPUT]",
     .summary = "Play a meter, for trying things out",
     .teaching = simulate_teaching, .examples = simulate_examples, .run = commands::simulate},
    {.id = CommandId::run, .name = "run", .operands = "",
     .summary = "Read meters for years and hand on what they say: the service",
     .teaching = run_teaching, .examples = run_examples, .takes_settings = true,
     .run = commands::run},
    {.id = CommandId::check, .name = "check", .operands = "",
     .summary = "Say whether a configuration is right",
     .teaching = check_teaching, .examples = check_examples, .takes_settings = true,
     .run = commands::check},
    {.id = CommandId::export_, .name = "export", .operands = "",
     .summary = "Write what the store holds, as JSON, csv or line protocol",
     .teaching = export_teaching, .examples = export_examples, .takes_settings = true,
     .run = commands::export_readings},
    {.id = CommandId::meters, .name = "meters", .operands = "[WORD...]",
     .summary = "List the meters that are known",
     .teaching = meters_teaching, .examples = meters_examples, .run = commands::meters},
    {.id = CommandId::help, .name = "help", .operands = "[COMMAND]",
     .summary = "Explain the program, or one command",
     .teaching = "Prints what --help prints.", .examples = help_examples, .run = commands::help},
};

constexpr std::array reserved = {
    std::string_view{"explain"}, std::string_view{"doctor"},
    std::string_view{"anonymise"}, std::string_view{"learn"},
    std::string_view{"top"},
};
// clang-format on

}  // namespace

std::span<const Command> all_commands() {
    return rows;
}

const Command* find_command(std::string_view name) {
    const auto* const found = std::ranges::find(rows, name, &Command::name);
    return found == std::end(rows) ? nullptr : found;
}

const Command& command(CommandId id) {
    return *std::ranges::find(rows, id, &Command::id);
}

bool is_reserved(std::string_view name) {
    return std::ranges::find(reserved, name) != reserved.end();
}

}  // namespace hanmeter::app
