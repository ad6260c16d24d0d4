// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/ports.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>

namespace hanmeter::io {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_command = 60;

template <class Visit>
void for_each_entry(const fs::path& folder, Visit visit) {
    std::error_code error;
    fs::directory_iterator entry{folder, fs::directory_options::skip_permission_denied, error};
    for (; !error && entry != fs::directory_iterator{}; entry.increment(error))
        visit(entry->path());
}

std::string printable(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    const auto end = text.find_last_not_of(' ');
    text.erase(end == std::string::npos ? 0 : end + 1);
    return text;
}

std::string content(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return printable({std::istreambuf_iterator<char>{file}, {}});
}

std::string link_target(const fs::path& path) {
    std::error_code error;
    return fs::read_symlink(path, error).string();
}

// Where `path` leads to, without the root in front.
std::string resolved(const std::string& path, const SystemRoot& root) {
    std::error_code error;
    const fs::path real = fs::canonical(root.path / fs::path{path}.relative_path(), error);
    if (error) return path;
    const fs::path base = fs::canonical(root.path, error);
    return "/" + real.lexically_relative(base).string();
}

std::map<std::string, std::string> stable_names(const SystemRoot& root) {
    std::map<std::string, std::string> names;
    for_each_entry(root.path / "dev/serial/by-id", [&](const fs::path& link) {
        const std::string name = "/dev/serial/by-id/" + link.filename().string();
        names.emplace(resolved(name, root), name);
    });
    return names;
}

void describe_usb(const fs::path& device, PortInfo& port) {
    std::error_code error;
    fs::path at = fs::canonical(device, error);
    for (; !error && at.has_relative_path(); at = at.parent_path()) {
        if (!fs::exists(at / "idVendor", error)) continue;
        port.usb_id = content(at / "idVendor") + ":" + content(at / "idProduct");
        port.serial_number = content(at / "serial");
        const std::string maker = content(at / "manufacturer");
        const std::string product = content(at / "product");
        const bool named_twice = product.starts_with(maker);
        port.adapter = named_twice ? product : printable(maker + " " + product);
        return;
    }
}

// Since Linux 6.5 a built-in port hangs below two devices of the serial core, `ctrl` and `port`.
std::string driver_of(const fs::path& device) {
    std::error_code error;
    fs::path at = fs::canonical(device, error);
    for (int level = 0; !error && level < 3; ++level, at = at.parent_path()) {
        const std::string driver = fs::path{link_target(at / "driver")}.filename().string();
        if (!driver.empty() && driver != "port" && driver != "ctrl") return driver;
    }
    return {};
}

// A row of the 8250 driver's table behind which no chip was found has type 0.
bool without_hardware(const fs::path& tty) {
    return !fs::exists(tty / "device") || content(tty / "type") == "0";
}

std::string command_of(const fs::path& process) {
    std::string command = content(process / "cmdline");
    if (command.empty()) command = content(process / "comm");
    if (command.size() > max_command) command = command.substr(0, max_command - 3) + "...";
    return command;
}

bool holds(const fs::path& process, const std::string& device) {
    bool found = false;
    for_each_entry(process / "fd",
                   [&](const fs::path& fd) { found = found || link_target(fd) == device; });
    return found;
}

}  // namespace

std::vector<PortInfo> list_ports(const SystemRoot& root) {
    const auto stable = stable_names(root);
    std::vector<PortInfo> ports;
    for_each_entry(root.path / "sys/class/tty", [&](const fs::path& tty) {
        PortInfo port;
        port.path = "/dev/" + tty.filename().string();
        if (without_hardware(tty) || !fs::exists(root.path / port.path.substr(1))) return;
        if (const auto name = stable.find(port.path); name != stable.end()) {
            port.stable_path = name->second;
        }
        port.driver = driver_of(tty / "device");
        describe_usb(tty / "device", port);
        port.holder = find_holder(port.path, root);
        ports.push_back(std::move(port));
    });
    std::sort(ports.begin(), ports.end(),
              [](const PortInfo& a, const PortInfo& b) { return a.path < b.path; });
    return ports;
}

std::string stable_name(const std::string& path, const SystemRoot& root) {
    const auto names = stable_names(root);
    const auto name = names.find(resolved(path, root));
    return name == names.end() ? std::string{} : name->second;
}

std::optional<Holder> find_holder(const std::string& path, const SystemRoot& root,
                                  bool others_only) {
    const std::string device = resolved(path, root);
    std::optional<Holder> holder;
    for_each_entry(root.path / "proc", [&](const fs::path& process) {
        const std::string name = process.filename().string();
        int pid = 0;
        const auto parsed = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (holder || parsed.ec != std::errc{} || parsed.ptr != name.data() + name.size()) return;
        if (others_only && pid == ::getpid()) return;
        if (holds(process, device)) holder = Holder{pid, command_of(process)};
    });
    return holder;
}

std::string short_name(const PortInfo& port) {
    const std::string& what = port.adapter.empty() ? port.driver : port.adapter;
    return what.empty() ? port.path : fmt::format("{} ({})", port.path, what);
}

}  // namespace hanmeter::io
