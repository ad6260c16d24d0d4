// SPDX-License-Identifier: Apache-2.0
#include "app/reading/port_list.h"

#include <fmt/core.h>

namespace hanmeter::app::reading {
namespace {

const std::string& lasting_path(const io::PortInfo& port) {
    return port.stable_path.empty() ? port.path : port.stable_path;
}

}  // namespace

std::string port_list(std::span<const io::PortInfo> ports) {
    std::string said = "hanmeter: no INPUT is given.\n\n";
    if (ports.empty()) {
        return said +
               "There is no serial port on this machine. Plug in the adapter that the meter's "
               "cable\nends in and type hanmeter again, or read a capture:\n\n"
               "    hanmeter FILE\n\n"
               "or see what a simulated meter says:\n\n    hanmeter sim:aidon-3p\n\n"
               "hanmeter --help explains everything else.\n";
    }
    said +=
        ports.size() == 1 ? "There is one serial port:\n\n" : "There are these serial ports:\n\n";
    for (const io::PortInfo& port : ports) {
        said += fmt::format("    {}", io::short_name(port));
        if (port.holder) {
            said +=
                fmt::format(", in use by {} (process {})", port.holder->command, port.holder->pid);
        }
        said += '\n';
    }
    said += "\nTo read the meter at a port, type:\n\n";
    for (const io::PortInfo& port : ports)
        said += fmt::format("    hanmeter {}\n", lasting_path(port));
    return said + "\nhanmeter --help explains everything else.\n";
}

}  // namespace hanmeter::app::reading
