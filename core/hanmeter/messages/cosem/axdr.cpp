// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/axdr.h"

#include <array>

#include "hanmeter/messages/cosem/compact_array.h"

namespace hanmeter::messages::cosem {
namespace {

using bytes::Bytes;
using bytes::Cursor;
using bytes::Error;
using bytes::Result;

bool is_string(Tag tag) {
    return tag == Tag::octet_string || tag == Tag::visible_string || tag == Tag::utf8_string;
}

Result<std::size_t> string_length(Cursor& cursor) {
    const std::size_t offset = cursor.offset();
    const auto length = read_length(cursor);
    if (length && *length > max_length) return {Error::too_long, offset};
    return length;
}

// The walk keeps the arrays and structures that are open in `open_`, outermost first.
class Walk {
public:
    Walk(Bytes input, Visitor& visitor, bool may_describe)
        : cursor_{input}, visitor_{visitor}, may_describe_{may_describe} {}

    Result<std::size_t> run() {
        do {
            if (const auto done = element(); !done) return done;
            close_what_is_full();
        } while (depth_ > 0);
        return cursor_.offset();
    }

private:
    struct Open {
        Element element;
        std::size_t remaining;
    };

    Result<std::size_t> element() {
        Element element{.level = static_cast<std::uint8_t>(depth_ + 1), .offset = cursor_.offset()};
        if (at_descriptor()) return descriptor(element);
        const auto tag = cursor_.u8();
        if (!tag) return tag.fault();
        element.tag = static_cast<Tag>(*tag);
        if (depth_ == 1 && open_[0].remaining == 2) {
            opens_with_enum_ = may_describe_ && element.tag == Tag::enum_ &&
                               open_[0].element.count == 2 &&
                               open_[0].element.tag == Tag::structure;
        }
        if (depth_ > 0) --open_[depth_ - 1].remaining;

        if (element.tag == Tag::array || element.tag == Tag::structure) return open(element);
        if (element.tag == Tag::compact_array) {
            return walk_compact_array(cursor_, element, visitor_);
        }
        return value(element);
    }

    // In front of the first member of a pair, in the array of structure { enum, array }: what
    // begins like null-data and is a small class, a code that ends in FF, and a small attribute, as
    // far as it is there.
    bool at_descriptor() const {
        constexpr std::size_t pair_depth = 3;
        if (!opens_with_enum_ || depth_ != pair_depth) return false;
        const Open& pair = open_[depth_ - 1];
        const bool first_of_pair = pair.element.tag == Tag::structure && pair.element.count == 2 &&
                                   pair.remaining == 2 && open_[1].element.tag == Tag::array;
        return first_of_pair && looks_like_descriptor(cursor_.rest());
    }

    // By its first two bytes, so that what follows a message changes nothing.
    static bool looks_like_descriptor(Bytes rest) {
        constexpr std::uint8_t highest_class = 0x80;
        if (rest.empty() || rest[0] != 0) return false;
        return rest.size() == 1 || (rest[1] != 0 && rest[1] < highest_class);
    }

    Result<std::size_t> descriptor(Element element) {
        --open_[depth_ - 1].remaining;
        const auto content = cursor_.take(descriptor_size);
        if (!content) return content.fault();
        constexpr std::size_t last_of_code = 7;
        if ((*content)[last_of_code] != 0xFF) return {Error::unknown_tag, element.offset};
        element.tag = Tag::attribute_descriptor;
        element.content = *content;
        visitor_.value(element);
        return cursor_.offset();
    }

    Result<std::size_t> open(Element element) {
        const std::size_t offset = cursor_.offset();
        const auto count = read_length(cursor_);
        if (!count) return count;
        if (*count > max_count) return {Error::too_many, offset};
        if (*count > cursor_.remaining()) return {Error::truncated, offset};
        if (depth_ == max_depth) return {Error::too_deep, element.offset};
        element.count = *count;
        open_[depth_++] = {element, *count};
        visitor_.begin(element);
        return cursor_.offset();
    }

    Result<std::size_t> value(Element element) {
        std::size_t size = 0;
        if (is_string(element.tag)) {
            const auto length = string_length(cursor_);
            if (!length) return length;
            size = *length;
        } else if (element.tag == Tag::bit_string) {
            const auto length = string_length(cursor_);
            if (!length) return length;
            element.bits = *length;
            size = (*length + 7) / 8;
        } else {
            const auto fixed = fixed_size(element.tag, element.offset);
            if (!fixed) return fixed;
            size = *fixed;
        }
        const auto content = cursor_.take(size);
        if (!content) return content.fault();
        element.content = *content;
        visitor_.value(element);
        return cursor_.offset();
    }

    void close_what_is_full() {
        while (depth_ > 0 && open_[depth_ - 1].remaining == 0) {
            --depth_;
            visitor_.end(open_[depth_].element, cursor_.offset());
        }
    }

    Cursor cursor_;
    Visitor& visitor_;
    std::array<Open, max_depth> open_;
    std::size_t depth_ = 0;
    bool may_describe_;             // a body, in which descriptors may stand
    bool opens_with_enum_ = false;  // structure { enum, .. }: see attribute_descriptor
};

}  // namespace

Result<std::size_t> walk(Bytes input, Visitor& visitor) {
    return Walk{input, visitor, true}.run();
}

Result<std::size_t> walk_value(Bytes input, Visitor& visitor) {
    return Walk{input, visitor, false}.run();
}

Result<std::size_t> read_length(Cursor& cursor) {
    const std::size_t offset = cursor.offset();
    const auto first = cursor.u8();
    if (!first) return first.fault();
    if (*first < 0x80) return std::size_t{*first};
    const unsigned octets = *first & 0x7Fu;
    if (octets == 0 || octets > 4) return {Error::bad_length, offset};
    std::size_t length = 0;
    for (unsigned i = 0; i < octets; ++i) {
        const auto octet = cursor.u8();
        if (!octet) return octet.fault();
        length = (length << 8) | *octet;
    }
    return length;
}

Result<std::size_t> fixed_size(Tag tag, std::size_t offset) {
    switch (tag) {
        case Tag::null_data:
        case Tag::dont_care: return std::size_t{0};
        case Tag::boolean:
        case Tag::bcd:
        case Tag::integer:
        case Tag::unsigned_:
        case Tag::enum_:
        case Tag::delta_integer:
        case Tag::delta_unsigned: return std::size_t{1};
        case Tag::long_:
        case Tag::long_unsigned:
        case Tag::delta_long:
        case Tag::delta_long_unsigned: return std::size_t{2};
        case Tag::double_long:
        case Tag::double_long_unsigned:
        case Tag::float32:
        case Tag::time:
        case Tag::delta_double_long:
        case Tag::delta_double_long_unsigned: return std::size_t{4};
        case Tag::date: return std::size_t{5};
        case Tag::long64:
        case Tag::long64_unsigned:
        case Tag::float64: return std::size_t{8};
        case Tag::date_time: return std::size_t{12};
        case Tag::array:
        case Tag::structure:
        case Tag::compact_array:
        case Tag::bit_string:
        case Tag::octet_string:
        case Tag::visible_string:
        case Tag::utf8_string:
        case Tag::attribute_descriptor: break;
    }
    return {Error::unknown_tag, offset};
}

}  // namespace hanmeter::messages::cosem
