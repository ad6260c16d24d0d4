// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/pcapng.h"

#include <algorithm>

namespace hanmeter::captures {
namespace {

using bytes::Bytes;

enum BlockType : std::uint32_t {
    interface_block = 1,
    packet_block = 6,
    section_block = pcapng_magic
};
enum OptionCode : std::uint16_t { comment = 1, application = 4, if_name = 2, if_resolution = 9 };

constexpr std::uint32_t byte_order = 0x1A2B3C4D;
constexpr std::size_t smallest_block = 12;
constexpr std::uint64_t microseconds = 1'000'000;

std::uint32_t little(Bytes data, std::size_t at) {
    return data[at] | std::uint32_t{data[at + 1]} << 8 | std::uint32_t{data[at + 2]} << 16 |
           std::uint32_t{data[at + 3]} << 24;
}
std::uint32_t big(Bytes data, std::size_t at) {
    return std::uint32_t{data[at]} << 24 | std::uint32_t{data[at + 1]} << 16 |
           std::uint32_t{data[at + 2]} << 8 | data[at + 3];
}

std::size_t padded(std::size_t size) {
    return (size + 3) / 4 * 4;
}

class Block {
public:
    void u16(std::uint16_t value) {
        data_.push_back(static_cast<std::uint8_t>(value));
        data_.push_back(static_cast<std::uint8_t>(value >> 8));
    }
    void u32(std::uint32_t value) {
        u16(static_cast<std::uint16_t>(value));
        u16(static_cast<std::uint16_t>(value >> 16));
    }
    void octets(Bytes data) {
        data_.insert(data_.end(), data.begin(), data.end());
        data_.resize(padded(data_.size()));
    }
    void option(std::uint16_t code, std::string_view text) {
        if (text.empty()) return;
        u16(code);
        u16(static_cast<std::uint16_t>(text.size()));
        octets({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    }
    void end_of_options() { u32(0); }

    // The whole block around what was collected.
    std::vector<std::uint8_t> framed(std::uint32_t type) const {
        Block whole;
        const auto length = static_cast<std::uint32_t>(data_.size() + smallest_block);
        whole.u32(type);
        whole.u32(length);
        whole.octets(data_);
        whole.u32(length);
        return whole.data_;
    }

private:
    std::vector<std::uint8_t> data_{};
};

}  // namespace

void PcapngCapture::take(Bytes input, Output& output) {
    if (broken_) return;
    held_.insert(held_.end(), input.begin(), input.end());
    std::size_t used = 0;
    while (!broken_) {
        const std::size_t size = take_block(Bytes{held_}.subspan(used), output);
        if (size == 0) break;
        used += size;
    }
    held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(used));
}

void PcapngCapture::finish(Output& /*output*/) {
    held_.clear();
}

std::uint32_t PcapngCapture::u32(Bytes data, std::size_t at) const {
    return big_endian_ ? big(data, at) : little(data, at);
}

// The size of the block at the front; 0 where it is not there yet.
std::size_t PcapngCapture::take_block(Bytes data, Output& output) {
    if (data.size() < smallest_block) return 0;
    const bool is_section = little(data, 0) == pcapng_magic;
    if (is_section) {
        big_endian_ = big(data, 8) == byte_order;
        broken_ = !big_endian_ && little(data, 8) != byte_order;
    }
    const std::size_t size = u32(data, 4);
    broken_ |= size < smallest_block || size > max_block || size % 4 != 0;
    if (broken_ || data.size() < size) return 0;
    const Bytes body = data.subspan(8, size - smallest_block);
    switch (u32(data, 0)) {
        case section_block: section(body, output); break;
        case interface_block: interface(body); break;
        case packet_block: packet(body, output); break;
        default: break;
    }
    return size;
}

void PcapngCapture::section(Bytes /*body*/, Output& output) {
    ticks_a_second_.clear();
    output.start();
}

void PcapngCapture::interface(Bytes body) {
    constexpr std::size_t head = 8;
    std::uint64_t ticks = microseconds;
    for (std::size_t at = head; at + 4 <= body.size();) {
        const std::uint32_t both = u32(body, at);
        const std::uint32_t code = big_endian_ ? both >> 16 : both & 0xFFFF;
        const std::size_t length = big_endian_ ? both & 0xFFFF : both >> 16;
        if (code == 0 || at + 4 + length > body.size()) break;
        if (code == if_resolution && length == 1) {
            const unsigned exponent = body[at + 4] & 0x7Fu;
            const bool binary = (body[at + 4] & 0x80u) != 0;
            ticks = 1;
            for (unsigned i = 0; i < std::min(exponent, 18u); ++i) ticks *= binary ? 2 : 10;
        }
        at += 4 + padded(length);
    }
    ticks_a_second_.push_back(ticks);
}

void PcapngCapture::packet(Bytes body, Output& output) {
    constexpr std::size_t head = 20;
    if (body.size() < head) return;
    const std::size_t size = u32(body, 12);
    const std::uint32_t interface = u32(body, 0);
    if (size > body.size() - head || interface >= ticks_a_second_.size()) return;
    const std::uint64_t ticks = std::uint64_t{u32(body, 4)} << 32 | u32(body, 8);
    const std::uint64_t a_second = ticks_a_second_[interface];
    const std::uint64_t rest = ticks % a_second;
    constexpr std::uint64_t fine = 1'000'000'000'000;  // decimal, and rest * 1000 may not fit
    const std::uint64_t milliseconds =
        a_second > fine ? rest / (a_second / 1000) : rest * 1000 / a_second;
    const auto time = static_cast<std::int64_t>(ticks / a_second * 1000 + milliseconds);
    output.bytes(body.subspan(head, size), values::Instant{time});
}

std::vector<std::uint8_t> pcapng_head(std::string_view program, std::string_view interface_name,
                                      std::string_view settings) {
    Block section;
    section.u32(byte_order);
    section.u16(1);
    section.u16(0);
    section.u32(0xFFFF'FFFF);  // the section's length is not known
    section.u32(0xFFFF'FFFF);
    section.option(application, program);
    section.end_of_options();
    Block interface;
    interface.u16(pcapng_link_type);
    interface.u16(0);
    interface.u32(0);
    interface.option(if_name, interface_name);
    interface.option(comment, settings);
    interface.end_of_options();
    std::vector<std::uint8_t> head = section.framed(section_block);
    const auto second = interface.framed(interface_block);
    head.insert(head.end(), second.begin(), second.end());
    return head;
}

std::vector<std::uint8_t> pcapng_packet(Bytes data, const values::Instant& time) {
    const auto ticks = static_cast<std::uint64_t>(time.milliseconds) * 1000;
    Block packet;
    packet.u32(0);
    packet.u32(static_cast<std::uint32_t>(ticks >> 32));
    packet.u32(static_cast<std::uint32_t>(ticks));
    packet.u32(static_cast<std::uint32_t>(data.size()));
    packet.u32(static_cast<std::uint32_t>(data.size()));
    packet.octets(data);
    return packet.framed(packet_block);
}

}  // namespace hanmeter::captures
