// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/block_transfer.h"

#include "hanmeter/messages/cosem/axdr.h"

namespace hanmeter::messages::cosem {
namespace {

using bytes::Bytes;
using bytes::Cursor;
using bytes::Error;
using bytes::Result;

constexpr std::uint8_t last_block = 0x80;

struct Block {
    bool last = false;
    std::uint16_t number = 0;
    Bytes data{};
};

Result<Block> read_block(Bytes apdu) {
    Cursor cursor{apdu};
    static_cast<void>(cursor.u8());  // the tag
    const auto control = cursor.u8();
    if (!control) return control.fault();
    const auto number = cursor.u16_be();
    if (!number) return number.fault();
    if (const auto acknowledged = cursor.u16_be(); !acknowledged) return acknowledged.fault();
    const auto length = read_length(cursor);
    if (!length) return length.fault();
    const auto data = cursor.take(*length);
    if (!data) return data.fault();
    if (!cursor.at_end()) return {Error::trailing_bytes, cursor.offset()};
    return Block{(*control & last_block) != 0, *number, *data};
}

}  // namespace

std::optional<Bytes> BlockTransfer::take(Bytes block, bool disturbed) {
    if (disturbed && next_ != 0) drop();
    const auto read = read_block(block);
    if (!read) {
        if (!dropping_) drop();
        return std::nullopt;
    }
    if (read->number == 1) {
        abandon();
        collected_.clear();
        next_ = 1;
    }
    if (next_ == 0 || read->number != next_ || !collected_.append(read->data)) {
        if (!dropping_) drop();
        dropping_ = !read->last;
        return std::nullopt;
    }
    ++next_;
    if (!read->last) return std::nullopt;
    next_ = 0;
    return collected_.view();
}

void BlockTransfer::drop() {
    ++incomplete_;
    next_ = 0;
    dropping_ = true;
}

void BlockTransfer::abandon() {
    if (next_ != 0) ++incomplete_;
    next_ = 0;
    dropping_ = false;
}

}  // namespace hanmeter::messages::cosem
