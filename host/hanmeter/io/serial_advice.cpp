// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/serial_advice.h"

#include <fmt/format.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string_view>

namespace hanmeter::io {
namespace {

using Kind = SerialError::Kind;

SerialError no_such_port(const std::string& path, const SystemRoot& root) {
    std::string found;
    for (const PortInfo& port : list_ports(root)) {
        found += (found.empty() ? "" : ", ") + short_name(port);
    }
    const std::string what_there_is =
        found.empty() ? "no serial port is there at all, so see whether the adapter is plugged in"
                      : "the ports here are " + found;
    return {Kind::no_such_port, fmt::format("There is no port {}: {}.", path, what_there_is)};
}

// Whether the user database has the user of this process in the group, whatever this login knows.
bool listed_in(const group& group) {
    const passwd* user = ::getpwuid(::geteuid());
    if (user == nullptr) return false;
    for (char** member = group.gr_mem; *member != nullptr; ++member) {
        if (std::string_view{*member} == user->pw_name) return true;
    }
    return false;
}

SerialError no_permission(const std::string& path) {
    struct stat status{};
    const bool known = ::stat(path.c_str(), &status) == 0;
    const group* owner = known ? ::getgrgid(status.st_gid) : nullptr;
    std::string advice;
    if (!known || (status.st_mode & S_IRGRP) == 0 || status.st_gid == 0) {
        advice = "only root may; a udev rule has to give it to a group such as dialout";
    } else if (owner == nullptr) {
        advice = fmt::format("only members of group {} may, which has no name", status.st_gid);
    } else if (listed_in(*owner)) {
        advice =
            fmt::format("you are in its group {} by now, so log out and in again", owner->gr_name);
    } else {
        advice = fmt::format(
            "it belongs to group {}, so join it with `sudo usermod -aG {} $USER`, then log in "
            "again",
            owner->gr_name, owner->gr_name);
    }
    return {Kind::no_permission, fmt::format("No permission to read {}: {}.", path, advice)};
}

SerialError not_a_serial_port(const std::string& path) {
    return {Kind::not_a_serial_port,
            fmt::format("{} is not a serial port: give one such as /dev/ttyUSB0, or run hanmeter "
                        "without arguments to see which there are.",
                        path)};
}

}  // namespace

SerialError explain_open(const std::string& path, std::error_code why, const SystemRoot& root) {
    if (why == std::errc::no_such_file_or_directory || why == std::errc::not_a_directory) {
        return no_such_port(path, root);
    }
    if (why == std::errc::permission_denied || why == std::errc::operation_not_permitted) {
        return no_permission(path);
    }
    if (why == std::errc::device_or_resource_busy) return explain_busy(path, root);
    if (why == std::errc::inappropriate_io_control_operation || why == std::errc::is_a_directory ||
        why == std::errc::invalid_argument) {
        return not_a_serial_port(path);
    }
    if (why == std::errc::no_such_device || why == std::errc::no_such_device_or_address ||
        why == std::errc::io_error) {
        return {Kind::failed,
                fmt::format("{} is there but nothing answers behind it ({}): unplug the adapter "
                            "and plug it in again.",
                            path, why.message())};
    }
    return {Kind::failed, fmt::format("{} cannot be opened: {}.", path, why.message())};
}

SerialError explain_busy(const std::string& path, const SystemRoot& root) {
    const auto holder = find_holder(path, root);
    std::string by;
    if (!holder) {
        by = fmt::format("another user's program has it open; `sudo fuser -v {}` names it", path);
    } else if (holder->pid == ::getpid()) {
        by = "it is open in this program already, so give it only once";
    } else {
        const bool is_ours = holder->command.find("hanmeter run") != std::string::npos;
        by = fmt::format(
            "{} (process {}) has it open, so stop that first{}", holder->command, holder->pid,
            is_ours ? ", or have it pass the bytes on: with share = "
                      "\"tcp-listen://127.0.0.1:8481\" below its [[meter]] they are at "
                      "tcp://127.0.0.1:8481"
                    : "");
    }
    return {Kind::busy, fmt::format("{} is busy: {}.", path, by)};
}

std::string shared_with(const std::string& path, const Holder& holder) {
    return fmt::format("{} (process {}) has {} open too and may take bytes away; stop it.",
                       holder.command, holder.pid, path);
}

}  // namespace hanmeter::io
