// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hanmeter::io {

// Below which /dev, /sys and /proc are looked for; `/` but in tests.
struct SystemRoot {
    std::filesystem::path path = "/";
};

// A program that has a device open.
struct Holder {
    int pid = 0;
    std::string command;  // as it was started, at most 60 characters
};

// What is known of a serial port; a text is empty where nothing is.
struct PortInfo {
    std::string path;           // `/dev/ttyUSB0`
    std::string stable_path;    // `/dev/serial/by-id/usb-...`, the same after each plugging in
    std::string adapter;        // `Silicon Labs CP2102N USB to UART Bridge Controller`
    std::string serial_number;  // of the adapter
    std::string usb_id;         // `10c4:ea60`
    std::string driver;         // `cp210x`
    std::optional<Holder> holder;
};

// The serial ports of this machine in the order of their names, those without hardware behind them
// left out.
std::vector<PortInfo> list_ports(const SystemRoot& root = {});

// The `/dev/serial/by-id/...` of the port that `path` leads to; empty where it has none.
std::string stable_name(const std::string& path, const SystemRoot& root = {});

// Which program has the device open, if /proc shows it: other users' programs it shows to root
// only. `path` may be a link. The calling process does not count if `others_only`.
std::optional<Holder> find_holder(const std::string& path, const SystemRoot& root = {},
                                  bool others_only = false);

// `/dev/ttyUSB0 (Silicon Labs CP2102N)`
std::string short_name(const PortInfo& port);

}  // namespace hanmeter::io
