// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/automatic.h"

#include <algorithm>
#include <array>
#include <utility>

#include "hanmeter/captures/telegram_line.h"

namespace hanmeter::captures {

namespace {

constexpr std::uint8_t escape_mark = 0x1B;

bool is_recording(bytes::Bytes data) {
    constexpr std::array<std::uint8_t, 4> magic{0x0A, 0x0D, 0x0D, 0x0A};
    return data.size() > magic.size() && std::ranges::equal(data.first(magic.size()), magic);
}

class ByteCounter : public Output {
public:
    void start() override {}
    void bytes(bytes::Bytes data, const values::Origin&) override { count += data.size(); }

    std::size_t count = 0;
};

}  // namespace

bool RawDetector::take(std::uint8_t byte) {
    constexpr std::uint8_t stx = 0x02, etx = 0x03;
    if (raw_) return true;
    const char c = static_cast<char>(byte);
    if (missing_ > 0 || byte >= 0x80) {
        raw_ = escape_ || !continues_character(byte);
        return raw_;
    }
    if (escape_ && c != '[') return raw_ = true;
    escape_ = byte == escape_mark;
    const bool line_end = c == '\n' || c == '\r';
    if (line_begins_) slash_ = c == '/';
    line_begins_ = line_end;
    const bool control = byte < ' ' || byte == 0x7F;
    if (!control || line_end || c == '\t' || escape_) return false;
    const bool marks_block = byte == stx || byte == etx;
    raw_ = !slash_ || !marks_block;
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

bytes::Bytes PlainTelegrams::take(bytes::Bytes& input) {
    given_.clear();
    while (!input.empty() && !in_log_) {
        const char c = static_cast<char>(input.front());
        if (open_) line_ += c;
        if (open_ && program_mark(line_) == Mark::program) {
            in_log_ = true;
            line_.pop_back();
            break;
        }
        input = input.subspan(1);
        if (open_ && program_mark(line_) == Mark::undecided) continue;
        if (open_) {
            given_.insert(given_.end(), line_.begin(), line_.end());
        } else {
            given_.push_back(static_cast<std::uint8_t>(c));
        }
        line_.clear();
        open_ = c == '\n';
    }
    return given_;
}

bytes::Bytes PlainTelegrams::held() const {
    return {reinterpret_cast<const std::uint8_t*>(line_.data()), line_.size()};
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
        if (probe_.telegram_seen()) {
            decide(probe_.telegram_plain() ? Kind::telegrams : Kind::text, output);
        } else if (probed_ >= LineBytes::enough) {
            decide(Kind::text, output);
        } else if (held_.size() == held_limit) {
            decide(Kind::raw, output);
        }
    }
    input = input.subspan(used);
    if (!input.empty()) give(input, output);
}

void Automatic::give(bytes::Bytes input, Output& output) {
    switch (kind_) {
        case Kind::open: break;
        case Kind::raw: output.bytes(input, {}); break;
        case Kind::telegrams: give_telegrams(input, output); break;
        case Kind::text: text_.take(input, output); break;
        case Kind::recording: recording_.take(input, output); break;
    }
}

void Automatic::give_telegrams(bytes::Bytes input, Output& output) {
    const bytes::Bytes plain = telegrams_.take(input);
    if (!plain.empty()) output.bytes(plain, {});
    if (!telegrams_.in_log()) return;
    kind_ = Kind::text;
    text_.go_on();
    text_.take(telegrams_.held(), output);
    text_.take(input, output);
}

void Automatic::finish(Output& output) {
    if (kind_ == Kind::open) {
        ByteCounter counter;
        probe_.finish(counter);
        const bool enough = probed_ + counter.count >= LineBytes::enough;
        decide(enough || probe_.telegram_seen() ? Kind::text : Kind::raw, output);
    }
    if (kind_ == Kind::text) text_.finish(output);
    if (kind_ == Kind::telegrams && !telegrams_.held().empty()) {
        output.bytes(telegrams_.held(), {});
    }
}

void Automatic::decide(Kind kind, Output& output) {
    const std::vector<std::uint8_t> held = std::move(held_);
    held_.clear();
    kind_ = is_recording(held) ? Kind::recording : kind;
    if (held.empty()) return;
    if (kind_ == Kind::raw || kind_ == Kind::telegrams) output.start();
    give(held, output);
}

Format Automatic::format() const {
    if (kind_ == Kind::open) return Format::automatic;
    if (kind_ == Kind::recording) return Format::pcapng;
    return kind_ == Kind::text ? text_.format() : Format::raw;
}

}  // namespace hanmeter::captures
