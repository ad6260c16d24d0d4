// SPDX-License-Identifier: Apache-2.0
// The tables of settings: sample, check, options, environment and documents are made from them.
#include <fmt/core.h>

#include "app/config/config.h"
#include "hanmeter/sinks/sink_list.h"

namespace hanmeter::app::config {
namespace {

using enum pipeline::SettingType;
using pipeline::Setting;

// clang-format off
constexpr Setting meter[] = {
    {.key = "name", .sample = "home",
     .says = "By which name the meter goes in topics, rows and pages; without one by its id"},
    {.key = "source", .sample = "/dev/serial/by-id/usb-...", .needed = true,
     .says = "Where it is read: a serial port, tcp://HOST:PORT, tcp-listen://:PORT, udp://:PORT, "
             "rfc2217://HOST:PORT, mqtt://BROKER/TOPIC, sim:MODEL or a file"},
    {.key = "baud", .type = number, .fallback = "auto", .words = "auto",
     .says = "Speed of a serial port: 2400 for M-Bus adapters, 115200 for P1, 9600 for optical "
             "heads; auto tries them, with parity and data bits"},
    {.key = "parity", .type = word, .fallback = "none", .words = "none even odd",
     .says = "Parity of a serial port"},
    {.key = "databits", .type = number, .fallback = "8",
     .says = "Data bits of a serial port, 7 or 8"},
    {.key = "key", .type = secret, .sample = "@/etc/hanmeter/home.key",
     .says = "Encryption key: 32 hex digits, or @FILE"},
    {.key = "auth_key", .type = secret, .sample = "@/etc/hanmeter/home.auth",
     .says = "Authentication key, likewise; then each message has to prove itself"},
    {.key = "timezone", .fallback = "local",
     .says = "Where the meter stands, as in Europe/Oslo: its clock shows local time there"},
    {.key = "clock", .type = word, .fallback = "local", .words = "local utc cet",
     .says = "What the meter's clock is set to: local time with summer time, UTC, or UTC+1 all "
             "year"},
    {.key = "multiply", .type = factors, .sample = "{ current = 100, power = 100, energy = 100 }",
     .says = "Factors for a meter behind transformers, by kind, key or OBIS code"},
    {.key = "scale", .type = factors, .sample = "{ voltage = -1 }",
     .says = "Powers of ten for registers whose telegram does not say it"},
    {.key = "fuse", .type = number, .fallback = "0",
     .says = "The main fuse in amperes: a counter that leaps further than it allows is not "
             "believed; 0: not known"},
    {.key = "share", .sample = "tcp-listen://127.0.0.1:8481",
     .says = "Passes the line's bytes on to whoever connects there, since a serial port has one "
             "reader"},
    {.key = "profiles", .fallback = "/etc/hanmeter/profiles",
     .says = "Folder of profiles for lists that HANmeter does not know"},
    {.key = "password", .type = secret, .says = "Of an mqtt:// source whose address has a user"},
};

constexpr Setting store[] = {
    {.key = "path", .fallback = "/var/lib/hanmeter/hanmeter.db",
     .says = "The file that holds every reading until each output has it; empty: memory only, "
             "which a restart forgets"},
    {.key = "keep_readings", .type = duration, .fallback = "90d", .says = "How long readings stay"},
    {.key = "keep_bytes", .type = size, .fallback = "4GiB",
     .says = "How large the file may grow; the oldest readings go first"},
    {.key = "sync", .type = duration, .fallback = "10s",
     .says = "How much a power cut may take: what came since is on its way to the disk"},
};

constexpr Setting web[] = {
    {.key = "listen", .sample = "127.0.0.1:8480",
     .says = "Where /metrics and /healthz answer; empty: nowhere"},
    {.key = "token", .type = secret, .sample = "@/etc/hanmeter/web.token",
     .says = "What a client must show as Authorization: Bearer ...; needed where others than this "
             "machine can reach `listen`"},
};
// clang-format on

std::vector<Section> all() {
    std::vector<Section> made{
        {"meter", "One for each meter", meter, true},
        {"store", "The log of readings", store},
        {"web", "Metrics over HTTP", web},
    };
    for (const sinks::SinkKind& kind : sinks::sink_kinds()) {
        made.push_back({fmt::format("sink.{}", kind.name), kind.help, kind.settings, true});
    }
    return made;
}

}  // namespace

const std::vector<Section>& sections() {
    static const std::vector<Section> made = all();
    return made;
}

}  // namespace hanmeter::app::config
