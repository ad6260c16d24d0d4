// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/automatic.h"

#include <algorithm>
#include <string_view>

namespace hanmeter::captures {

namespace {

constexpr std::uint8_t escape_mark = 0x1B;

bool is_letter(char c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

class ByteCounter : public Output {
public:
    void start() override {}
    void bytes(bytes::Bytes data, const values::Origin&) override { count += data.size(); }

    std::size_t count = 0;
};

}  // namespace

bool RawDetector::take(std::uint8_t byte) {
    constexpr std::size_t longest_line_begin = 32;
    if (raw_) return true;
    const char c = static_cast<char>(byte);
    if (missing_ > 0 || byte >= 0x80) {
        raw_ = escape_ || !continues_character(byte);
        return raw_;
    }
    if (escape_ && c != '[') return raw_ = true;
    escape_ = byte == escape_mark;
    if (c == '\n' || c == '\r') {
        line_.clear();
    } else if (c != '\t' && !escape_ && (byte < ' ' || byte == 0x7F)) {
        raw_ = true;
    } else if (line_.size() < longest_line_begin) {
        line_.push_back(c);
        raw_ = is_p1_ = line_is_p1();
    }
    return raw_;
}

bool RawDetector::continues_character(std::uint8_t byte) {
    if (missing_ > 0) {
        --missing_;
        return (byte & 0xC0) == 0x80;
    }
    if (byte < 0xC2 || byte > 0xF4) return false;
    missing_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    return true;
}

// `/`, three letters and a digit, letter up to I or dash; or `1-0:1.8.0(`, `1.8.0(`.
bool RawDetector::line_is_p1() const {
    constexpr std::size_t ident = 5;
    if (line_.size() == ident && line_[0] == '/') {
        const char baud = line_[4];
        const bool plausible = (baud >= '0' && baud <= '9') || (baud >= 'A' && baud <= 'I');
        return std::all_of(line_.begin() + 1, line_.begin() + 4, is_letter) &&
               (plausible || baud == '-');
    }
    if (!line_.ends_with('(') || line_[0] < '0' || line_[0] > '9') return false;
    const std::string_view code = std::string_view{line_}.substr(0, line_.size() - 1);
    return code.size() >= 5 && code.find('.') != code.npos &&
           code.find_first_not_of("0123456789.*:-") == code.npos;
}

void Automatic::take(bytes::Bytes input, Output& output) {
    std::size_t used = 0;
    while (kind_ == Kind::open && used < input.size()) {
        const bytes::Bytes next = input.subspan(used++, 1);
        held_.push_back(next[0]);
        if (detector_.take(next[0])) {
            decide(Kind::raw, output);
            break;
        }
        ByteCounter counter;
        probe_.take(next, counter);
        probed_ += counter.count;
        if (probed_ >= LineBytes::enough) {
            decide(Kind::text, output);
        } else if (held_.size() == held_limit) {
            decide(Kind::raw, output);
        }
    }
    input = input.subspan(used);
    if (input.empty()) return;
    if (kind_ == Kind::raw) give_raw(input, output);
    if (kind_ == Kind::text) text_.take(input, output);
}

void Automatic::finish(Output& output) {
    if (kind_ == Kind::open) {
        ByteCounter counter;
        probe_.finish(counter);
        const bool enough = probed_ + counter.count >= LineBytes::enough;
        decide(enough ? Kind::text : Kind::raw, output);
    }
    if (kind_ == Kind::text) text_.finish(output);
}

void Automatic::decide(Kind kind, Output& output) {
    kind_ = kind;
    const std::vector<std::uint8_t> held = std::move(held_);
    held_.clear();
    if (kind == Kind::text) return text_.take(held, output);
    if (held.empty()) return;
    output.start();
    give_raw(held, output);
}

void Automatic::give_raw(bytes::Bytes data, Output& output) {
    if (!detector_.is_p1()) return output.bytes(data, {});
    const bytes::Bytes sent = line_ends_.take(data);
    values::Origin origin;
    origin.line_ends_restored = line_ends_.restoring();
    output.bytes(sent, origin);
}

Format Automatic::format() const {
    if (kind_ == Kind::open) return Format::automatic;
    return kind_ == Kind::raw ? Format::raw : text_.format();
}

}  // namespace hanmeter::captures
