// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hanmeter/captures/capture.h"
#include "hanmeter/captures/line_ends.h"
#include "hanmeter/captures/text_capture.h"

namespace hanmeter::captures {

// Tells from the first bytes whether they can still be text of people and programs.
class RawDetector {
public:
    // True from the byte on that shows raw bytes: a control character other than tab, line end and
    // the ESC [ of colours; what is not UTF-8 (so 7E A0 at once); or the beginning of a P1 line,
    // `/ABC5` or `1-0:1.8.0(`, which is text but what the meter sends.
    bool take(std::uint8_t byte);
    // Whether it was the beginning of a P1 line that showed it.
    bool is_p1() const { return is_p1_; }

private:
    bool continues_character(std::uint8_t byte);
    bool line_is_p1() const;

    std::string line_{};    // its first characters
    unsigned missing_ = 0;  // bytes of the UTF-8 character at hand
    bool escape_ = false;
    bool raw_ = false;
    bool is_p1_ = false;
};

// Raw or text. Held back until one of these decides, at the same byte however the input is cut:
// a byte that shows raw bytes; text that has given LineBytes::enough bytes at a line end; the
// limit or the end of input, where text that has given fewer is handed on raw, to be counted as
// skipped. Text and raw stay what they are from then on. P1 telegrams that were pasted with LF
// alone get their CR LF back; see line_ends.h.
class Automatic : public Capture {
public:
    explicit Automatic(io::TimeZone log_zone = {}) : text_{Format::automatic, log_zone} {}

    static constexpr std::size_t held_limit = std::size_t{64} * 1024;

    void take(bytes::Bytes input, Output& output) override;
    void finish(Output& output) override;
    Format format() const override;

private:
    enum class Kind { open, raw, text };

    void decide(Kind kind, Output& output);
    void give_raw(bytes::Bytes data, Output& output);

    Kind kind_ = Kind::open;
    RawDetector detector_{};
    TextCapture probe_{Format::automatic};
    std::size_t probed_ = 0;  // bytes that the probe gave
    TextCapture text_;
    LineEnds line_ends_{};
    std::vector<std::uint8_t> held_{};
};

}  // namespace hanmeter::captures
