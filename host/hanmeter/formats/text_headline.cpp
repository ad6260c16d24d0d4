// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/text_headline.h"

#include "hanmeter/formats/append.h"

namespace hanmeter::formats {
namespace {

constexpr std::size_t date_length = 10;
constexpr std::size_t seconds_length = 19;
constexpr std::size_t line_width = 80;

// `2026-11-23 07:12:10 UTC`
void append_moment(const values::Instant& moment, std::string& out) {
    const std::size_t begin = out.size();
    append(moment, out);
    out[begin + date_length] = ' ';
    out.resize(begin + seconds_length);
    out += " UTC";
}

// Appends parts with a gap between, and goes to a new line before one that would not fit.
class Headline {
public:
    explicit Headline(std::string& out) : out_{out}, begin_{out.size()}, line_{out.size()} {}

    void part(std::string_view text, std::string_view gap = "  ") {
        if (text.empty()) return;
        if (!empty() && out_.size() + gap.size() + text.size() > line_ + line_width) {
            out_ += '\n';
            line_ = out_.size();
            out_ += "  ";
        } else if (!empty()) {
            out_ += gap;
        }
        append_printable(text, out_);
    }
    bool empty() const { return out_.size() == begin_; }

private:
    std::string& out_;
    std::size_t begin_;
    std::size_t line_;  // where the line begins
};

}  // namespace

void Ink::begin(Colour colour, std::string& out) const {
    if (!used_) return;
    switch (colour) {
        case Colour::bold: out += "\x1b[1m"; return;
        case Colour::dim: out += "\x1b[2m"; return;
        case Colour::yellow: out += "\x1b[33m"; return;
    }
}

void Ink::end(std::string& out) const {
    if (used_) out += "\x1b[0m";
}

void append_clock(const values::DateTime& clock, std::string& out) {
    const std::size_t begin = out.size();
    append(clock, out);
    out[begin + date_length] = ' ';
}

void append_headline(const values::Reading& reading, const Context& context, std::string& out) {
    const Ink ink{context.colour};
    ink.begin(Ink::Colour::bold, out);
    Headline headline{out};
    if (reading.time) {
        append_moment(*reading.time, out);
    } else if (reading.meter_time) {
        append_clock(*reading.meter_time, out);
    }
    headline.part(context.meter);
    headline.part(reading.maker);
    headline.part(reading.meter_model, reading.maker.empty() ? "  " : " ");
    headline.part(reading.meter_id);
    headline.part(reading.list);
    if (headline.empty()) {
        out += values::text(reading.framing);
        out += " telegram";
    }
    ink.end(out);
    out += '\n';
}

}  // namespace hanmeter::formats
