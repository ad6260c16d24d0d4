// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/text_headline.h"

#include "hanmeter/formats/append.h"

namespace hanmeter::formats {
namespace {

constexpr std::size_t date_length = 10;
constexpr std::size_t seconds_length = 19;

// `2026-11-23 07:12:10 UTC`
void append_moment(const values::Instant& moment, std::string& out) {
    const std::size_t begin = out.size();
    append(moment, out);
    out[begin + date_length] = ' ';
    out.resize(begin + seconds_length);
    out += " UTC";
}

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
    const std::size_t begin = out.size();
    const auto part = [&](std::string_view text, std::string_view before = "  ") {
        if (text.empty()) return;
        if (out.size() > begin) out += before;
        append_printable(text, out);
    };
    if (reading.time) {
        append_moment(*reading.time, out);
    } else if (reading.meter_time) {
        append_clock(*reading.meter_time, out);
    }
    part(context.meter);
    part(reading.maker);
    part(reading.meter_model, reading.maker.empty() ? "  " : " ");
    part(reading.meter_id);
    part(reading.list);
    if (out.size() == begin) {
        out += values::text(reading.framing);
        out += " telegram";
    }
    ink.end(out);
    out += '\n';
}

}  // namespace hanmeter::formats
