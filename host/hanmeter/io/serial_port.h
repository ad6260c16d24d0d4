// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <termios.h>

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/io/file.h"
#include "hanmeter/io/ports.h"

namespace hanmeter::io {

enum class Parity { none, even, odd };

std::optional<Parity> parity_from(std::string_view name);  // `none`, `even`, `odd`, or n, e, o

struct SerialSettings {
    unsigned baud = 2400;    // one that termios(3) names, 300 .. 921600
    unsigned data_bits = 8;  // 7 or 8
    Parity parity = Parity::none;
    unsigned stop_bits = 1;  // 1 or 2
};

// `2400 8N1`
std::string text(const SerialSettings& settings);

// One sentence if no port can be set like that.
std::optional<std::string> fault(const SerialSettings& settings);

struct SerialError {
    enum class Kind { no_such_port, no_permission, busy, not_a_serial_port, bad_settings, failed };
    Kind kind = Kind::failed;
    std::string sentence{};  // what is wrong and what to do about it
};

// A serial port, raw, and for nobody else: TIOCEXCL keeps other programs
// out, a lock (flock) a second one of us. When it is closed it is left set as it was found.
class SerialPort {
public:
    // A pty is taken too, though it has neither parity nor speed.
    static tl::expected<SerialPort, SerialError> open(const std::string& path,
                                                      const SerialSettings& settings,
                                                      const SystemRoot& root = {});
    SerialPort(SerialPort&&) noexcept = default;
    SerialPort& operator=(SerialPort&& other) noexcept;
    ~SerialPort() { close(); }

    int fd() const { return fd_.get(); }

    // Sends a byte to the meter. False where the port may only be read, or takes none at the
    // moment.
    bool send(std::uint8_t byte) const;

    // One sentence, or empty: the adapter did not take the settings, or somebody else reads too.
    const std::string& remark() const { return remark_; }

    // Bit 7 is a parity bit and has to be cleared: with 7 data bits the port itself is set to 8.
    static bool clears_bit_7(const SerialSettings& settings) { return settings.data_bits == 7; }

private:
    explicit SerialPort(Fd fd) : fd_{std::move(fd)} {}
    void close();

    Fd fd_;
    std::optional<termios> found_;
    std::string remark_;
};

}  // namespace hanmeter::io
