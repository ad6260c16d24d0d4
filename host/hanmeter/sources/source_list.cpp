// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/source_list.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <array>

#include "hanmeter/captures/hex_argument.h"
#include "hanmeter/io/clock.h"
#include "hanmeter/sources/file.h"
#include "hanmeter/sources/hex_argument.h"
#include "hanmeter/sources/mqtt.h"
#include "hanmeter/sources/serial.h"
#include "hanmeter/sources/simulator.h"
#include "hanmeter/sources/tcp.h"
#include "hanmeter/sources/tcp_listen.h"
#include "hanmeter/sources/udp.h"

namespace hanmeter::sources {
namespace {

using captures::Format;

std::optional<struct stat> status_of(std::string_view path) {
    struct stat status{};
    if (::stat(std::string{path}.c_str(), &status) != 0) return std::nullopt;
    return status;
}

// What a live line is wrapped in: nothing, unless the user says so.
pipeline::Undo undo_of_line(const SourceSettings& settings) {
    const bool open = settings.input_format == Format::automatic;
    return {.format = open ? Format::raw : settings.input_format,
            .log_zone = settings.log_zone,
            .stuffing = settings.unescape};
}

// `scheme` of `scheme://...`, else nothing.
std::string_view scheme_of(std::string_view input) {
    const std::size_t end = input.find("://");
    return end == std::string_view::npos ? std::string_view{} : input.substr(0, end);
}

bool is_standard_input(std::string_view input) {
    return input == "-";
}

// A character device, or what would be one if it were plugged in. /dev/null and its like (major 1)
// read like files.
bool is_device(std::string_view input) {
    constexpr unsigned memory_devices = 1;
    const auto status = status_of(input);
    if (!status) return input.starts_with("/dev/");
    return S_ISCHR(status->st_mode) && major(status->st_rdev) != memory_devices;
}

bool is_tcp(std::string_view input) {
    return scheme_of(input) == "tcp";
}

bool is_tcp_listen(std::string_view input) {
    return scheme_of(input) == "tcp-listen";
}

bool is_udp(std::string_view input) {
    return scheme_of(input) == "udp";
}

bool is_rfc2217(std::string_view input) {
    return scheme_of(input) == "rfc2217";
}

bool is_mqtt(std::string_view input) {
    return scheme_of(input) == "mqtt" || scheme_of(input) == "mqtts";
}

bool is_hex(std::string_view input) {
    return captures::hex_argument(input) && !status_of(input);
}

bool is_file(std::string_view input) {
    return scheme_of(input).empty() || status_of(input);
}

MadeSource make_file(std::string_view input, const SourceSettings& settings,
                     const asio::any_io_executor& executor) {
    const File::Settings file{.undo = {.format = settings.input_format,
                                       .log_zone = settings.log_zone,
                                       .stuffing = settings.unescape},
                              .original_speed = settings.original_speed};
    return std::make_unique<File>(executor, std::string{input}, file);
}

MadeSource make_serial(std::string_view input, const SourceSettings& settings,
                       const asio::any_io_executor& executor) {
    if (auto wrong = io::fault(settings.serial)) return tl::unexpected{*wrong};
    const Serial::Settings serial{
        .port = settings.serial, .undo = undo_of_line(settings), .patient = settings.patient};
    return std::make_unique<Serial>(executor, std::string{input}, serial);
}

// What stands behind `scheme://`.
std::string_view behind_scheme(std::string_view input) {
    std::string_view address = input.substr(input.find("://") + 3);
    if (address.ends_with('/')) address.remove_suffix(1);
    return address;
}

Tcp::Settings tcp_settings(const SourceSettings& settings) {
    return {.undo = undo_of_line(settings),
            .patient = settings.patient,
            .connect_timeout = settings.connect_timeout};
}

MadeSource make_tcp(std::string_view input, const SourceSettings& settings,
                    const asio::any_io_executor&) {
    const auto address = io::tcp_address_from(behind_scheme(input));
    if (!address) return tl::unexpected{address.error()};
    return std::make_unique<Tcp>(*address, tcp_settings(settings));
}

MadeSource make_rfc2217(std::string_view input, const SourceSettings& settings,
                        const asio::any_io_executor&) {
    if (auto wrong = io::fault(settings.serial)) return tl::unexpected{*wrong};
    const auto address = io::tcp_address_from(behind_scheme(input));
    if (!address) return tl::unexpected{address.error()};
    Tcp::Settings tcp = tcp_settings(settings);
    tcp.remote_port = settings.serial;
    return std::make_unique<Tcp>(*address, tcp);
}

MadeSource make_mqtt(std::string_view input, const SourceSettings& settings,
                     const asio::any_io_executor& executor) {
    auto address = io::mqtt_address_from(input);
    if (!address) return tl::unexpected{address.error()};
    if (address->user.empty()) {
        address->user = settings.mqtt_user;
        address->password = settings.mqtt_password;
    }
    const pipeline::Undo undo{.format = settings.input_format,
                              .log_zone = settings.log_zone,
                              .stuffing = settings.unescape};
    return std::make_unique<Mqtt>(
        executor, *address,
        Mqtt::Settings{.undo = undo, .mqtt = settings.mqtt, .patient = settings.patient});
}

MadeSource make_tcp_listen(std::string_view input, const SourceSettings& settings,
                           const asio::any_io_executor& executor) {
    const auto address = io::listen_address_from(behind_scheme(input));
    if (!address) return tl::unexpected{address.error()};
    return std::make_unique<TcpListen>(executor, *address, undo_of_line(settings));
}

MadeSource make_udp(std::string_view input, const SourceSettings& settings,
                    const asio::any_io_executor& executor) {
    const auto address = io::listen_address_from(behind_scheme(input));
    if (!address) return tl::unexpected{address.error()};
    return std::make_unique<Udp>(executor, *address, undo_of_line(settings));
}

MadeSource make_hex(std::string_view input, const SourceSettings& settings,
                    const asio::any_io_executor&) {
    auto data = captures::hex_argument(input);
    if (!data) return tl::unexpected{fmt::format("{} is no hex.", input)};
    return std::make_unique<HexArgument>(std::move(*data), settings.unescape);
}

bool is_simulated(std::string_view input) {
    return input.starts_with("sim:");
}

MadeSource make_simulator(std::string_view input, const SourceSettings&,
                          const asio::any_io_executor&) {
    auto settings = parse_simulator(input, io::now());
    if (!settings) return tl::unexpected{std::move(settings.error())};
    return std::make_unique<Simulator>(*settings);
}

constexpr std::array kinds{
    SourceKind{"-", "standard input", is_standard_input, make_file},
    SourceKind{"/dev/...", "a serial port", is_device, make_serial},
    SourceKind{"tcp://HOST:PORT", "a gateway on the network", is_tcp, make_tcp},
    SourceKind{"rfc2217://HOST:PORT", "a remote serial port, set by --baud and --parity",
               is_rfc2217, make_rfc2217},
    SourceKind{"tcp-listen://:PORT", "a gateway that connects to us", is_tcp_listen,
               make_tcp_listen},
    SourceKind{"udp://:PORT", "datagrams that a gateway sends", is_udp, make_udp},
    SourceKind{"mqtt[s]://HOST/TOPIC", "what a gateway publishes", is_mqtt, make_mqtt},
    SourceKind{"sim:MODEL", "a simulated meter", is_simulated, make_simulator},
    SourceKind{"HEX", "at least 8 bytes in hex", is_hex, make_hex},
    SourceKind{"FILE", "a capture, raw or as text", is_file, make_file},
};

}  // namespace

std::span<const SourceKind> source_kinds() {
    return kinds;
}

MadeSource make_source(std::string_view input, const SourceSettings& settings,
                       const asio::any_io_executor& executor) {
    for (const SourceKind& kind : kinds) {
        if (kind.takes(input)) return kind.make(input, settings, executor);
    }
    std::string known;
    for (const SourceKind& kind : kinds) {
        known += fmt::format("{}{} ({})", known.empty() ? "" : ", ", kind.form, kind.help);
    }
    return tl::unexpected{fmt::format("{}:// is no input that this version knows; there are {}.",
                                      scheme_of(input), known)};
}

}  // namespace hanmeter::sources
