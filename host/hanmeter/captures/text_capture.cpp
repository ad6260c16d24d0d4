// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/text_capture.h"

namespace hanmeter::captures {

namespace {

std::optional<Base> base_of(Format wanted) {
    if (wanted == Format::hex) return Base::hex;
    if (wanted == Format::decimal) return Base::decimal;
    return std::nullopt;
}

}  // namespace

TextCapture::TextCapture(Format wanted, io::TimeZone log_zone)
    : wanted_{wanted}, log_time_{log_zone}, line_bytes_{base_of(wanted)} {}

void TextCapture::take(bytes::Bytes input, Output& output) {
    while (const auto line = lines_.take(input)) take_line(*line, output);
}

void TextCapture::finish(Output& output) {
    if (const auto line = lines_.finish()) take_line(*line, output);
}

void TextCapture::go_on() {
    telegrams_.go_on();
    records_.go_on();
}

void TextCapture::take_line(const Line& line, Output& output) {
    values::Origin origin;
    origin.time = log_time_.take(line.text);
    origin.time_from = values::TimeFrom::log;
    const bool may_hold_telegrams = wanted_ == Format::automatic || wanted_ == Format::log;
    if (const auto found = may_hold_telegrams ? telegrams_.take(line) : std::nullopt) {
        origin.line_ends_restored = telegrams_.line_ends_restored();
        return records_.take(*found, origin, output);
    }
    for (const Stretch& stretch : line_bytes_.take(line)) records_.take(stretch, origin, output);
}

Format TextCapture::format() const {
    if (wanted_ != Format::automatic) return wanted_;
    if (telegrams_.seen()) return Format::log;
    if (!line_bytes_.last_base()) return Format::automatic;
    if (line_bytes_.seen_among_text()) return Format::log;
    return *line_bytes_.last_base() == Base::hex ? Format::hex : Format::decimal;
}

}  // namespace hanmeter::captures
