// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hanmeter/captures/capture.h"
#include "hanmeter/captures/pcapng.h"
#include "hanmeter/captures/text_capture.h"

namespace hanmeter::captures {

// Tells from the first bytes whether they can still be text of people and programs.
class RawDetector {
public:
    // True from the byte on that shows raw bytes: a control character other than tab, line end and
    // the ESC [ of colours; or what is not UTF-8 (so 7E A0 at once). A line that begins with / may
    // have STX and ETX in it: identifications of P1 do.
    bool take(std::uint8_t byte);

private:
    bool continues_character(std::uint8_t byte);

    unsigned missing_ = 0;  // bytes of the UTF-8 character at hand
    bool escape_ = false;
    bool line_begins_ = true;
    bool slash_ = false;  // the line begins with one
    bool raw_ = false;
};

// P1 telegrams as the meter sends them, passed on as they are, until a line of a program's log
// stands between them: it and what follows is not.
class PlainTelegrams {
public:
    // Takes bytes off the front of `input`. What is to be passed on is valid until the next call.
    bytes::Bytes take(bytes::Bytes& input);
    // What was held back, since a log's line may begin so.
    bytes::Bytes held() const;
    // A log's line has begun: what it began with is held(), the rest is in `input`.
    bool in_log() const { return in_log_; }

private:
    std::string line_{};  // its beginning, as long as that is open
    bool open_ = true;
    bool in_log_ = false;
    std::vector<std::uint8_t> given_{};
};

// Raw, text or a recording (pcapng, told by its first bytes). Held back until one of these decides,
// at the same byte however the input is cut: a byte that shows raw bytes; text that has given
// LineBytes::enough bytes or a line of a telegram at a line end; the limit or the end of input,
// where text that has given fewer is handed on raw, to be counted as skipped. Text and raw stay
// what they are from then on. P1 telegrams with their own CR LF are what the meter sent and not
// text, until lines of a log stand among them.
class Automatic : public Capture {
public:
    explicit Automatic(io::TimeZone log_zone = {}) : text_{Format::automatic, log_zone} {}

    static constexpr std::size_t held_limit = std::size_t{64} * 1024;

    void take(bytes::Bytes input, Output& output) override;
    void finish(Output& output) override;
    Format format() const override;

private:
    enum class Kind { open, raw, telegrams, text, recording };

    void decide(Kind kind, Output& output);
    void give(bytes::Bytes input, Output& output);
    void give_telegrams(bytes::Bytes input, Output& output);

    Kind kind_ = Kind::open;
    RawDetector detector_{};
    TextCapture probe_{Format::automatic};
    std::size_t probed_ = 0;  // bytes that the probe gave
    TextCapture text_;
    PcapngCapture recording_{};
    PlainTelegrams telegrams_{};
    std::vector<std::uint8_t> held_{};
};

}  // namespace hanmeter::captures
