// SPDX-License-Identifier: Apache-2.0
#include "app/exit_code.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hanmeter::app {
namespace {

constexpr ExitMeaning meanings[] = {
    {Exit::ok, "at least one reading, or nothing was asked that could fail"},
    {Exit::other, "anything that has no number of its own"},
    {Exit::usage, "the command line is wrong"},
    {Exit::configuration, "the configuration is wrong"},
    {Exit::cannot_open, "a device or file cannot be opened"},
    {Exit::no_bytes, "no bytes: an empty input, or a live one that is silent for --wait seconds"},
    {Exit::no_valid_frame, "bytes, but no valid frame; with --strict also: any refused frame"},
    {Exit::not_opened, "valid frames, but the message could not be opened: it is enciphered"},
    {Exit::not_understood, "valid frames, but nothing in them was understood"},
    {Exit::sink_failed, "an output failed for good"},
    {Exit::interrupted, "Ctrl-C; everything that was read has been written"},
    {Exit::terminated, "SIGTERM; everything that was read has been written"},
};

constexpr std::array gravest_first = {
    Exit::interrupted,    Exit::terminated,  Exit::usage,      Exit::configuration,
    Exit::cannot_open,    Exit::sink_failed, Exit::not_opened, Exit::not_understood,
    Exit::no_valid_frame, Exit::no_bytes,    Exit::other,      Exit::ok,
};

}  // namespace

std::span<const ExitMeaning> exit_meanings() {
    return meanings;
}

Exit graver(Exit left, Exit right) {
    const auto rank = [](Exit code) {
        return std::distance(gravest_first.begin(), std::ranges::find(gravest_first, code));
    };
    return rank(left) <= rank(right) ? left : right;
}

}  // namespace hanmeter::app
