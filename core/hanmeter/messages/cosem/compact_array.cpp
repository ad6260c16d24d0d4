// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/cosem/compact_array.h"

namespace hanmeter::messages::cosem {
namespace {

using bytes::Bytes;
using bytes::Cursor;
using bytes::Error;
using bytes::Result;

class Silent final : public Visitor {};

bool has_own_length(Tag tag) {
    return tag == Tag::octet_string || tag == Tag::visible_string || tag == Tag::utf8_string ||
           tag == Tag::bit_string;
}

// One element of the contents, by its description. `base` is the offset of the contents in the
// walk. The description's cursor is moved over what was used of it.
struct Contents {
    Cursor cursor;
    std::size_t base;
    std::size_t budget = max_count;  // elements yet to be told; guards against empty types
    Visitor* visitor;

    std::size_t offset() const { return base + cursor.offset(); }

    Result<std::size_t> element(Cursor& description, std::size_t level) {
        if (level > max_depth) return {Error::too_deep, offset()};
        if (budget-- == 0) return {Error::too_many, offset()};
        const auto tag = description.u8();
        if (!tag) return tag.fault();
        Element element{.tag = static_cast<Tag>(*tag),
                        .level = static_cast<std::uint8_t>(level),
                        .offset = offset()};
        if (element.tag == Tag::structure) {
            const auto count = description.u8();
            if (!count) return count.fault();
            return members(element, *count, description, false);
        }
        if (element.tag == Tag::array) {
            const auto count = description.u16_be();
            if (!count) return count.fault();
            return members(element, *count, description, true);
        }
        return value(element);
    }

    // A structure has a description for each member, an array one for all.
    Result<std::size_t> members(Element element, std::size_t count, Cursor& description,
                                bool same) {
        if (count == 0 || count > max_count) return {Error::too_many, offset()};
        element.count = count;
        visitor->begin(element);
        const Cursor first = description;
        for (std::size_t i = 0; i < count; ++i) {
            if (same) description = first;
            if (const auto done = this->element(description, element.level + 1u); !done) {
                return done;
            }
        }
        visitor->end(element, offset());
        return offset();
    }

    Result<std::size_t> value(Element element) {
        std::size_t size = 0;
        if (has_own_length(element.tag)) {
            const std::size_t length_offset = offset();
            const auto length = read_length(cursor);
            if (!length) return {Error::bad_length, length_offset};
            if (*length > max_length) return {Error::too_long, length_offset};
            const bool bits = element.tag == Tag::bit_string;
            element.bits = bits ? *length : 0;
            size = bits ? (*length + 7) / 8 : *length;
        } else {
            const auto fixed = fixed_size(element.tag, offset());
            if (!fixed) return fixed;
            size = *fixed;
        }
        const auto content = cursor.take(size);
        if (!content) return {Error::bad_length, offset()};
        element.content = *content;
        visitor->value(element);
        return offset();
    }
};

// The bytes of the description at the front of the cursor, checked by describing nothing with it.
Result<std::size_t> skip_description(Cursor& cursor, std::size_t level) {
    if (level > max_depth) return {Error::too_deep, cursor.offset()};
    const std::size_t offset = cursor.offset();
    const auto tag = cursor.u8();
    if (!tag) return tag.fault();
    const auto type = static_cast<Tag>(*tag);
    if (type == Tag::array) {
        const auto count = cursor.u16_be();
        if (!count) return count.fault();
        return skip_description(cursor, level + 1);
    }
    if (has_own_length(type)) return cursor.offset();
    if (type != Tag::structure) {
        const auto known = fixed_size(type, offset);
        return known ? Result<std::size_t>{cursor.offset()} : known;
    }
    const auto count = cursor.u8();
    if (!count) return count.fault();
    for (unsigned i = 0; i < *count; ++i) {
        if (const auto done = skip_description(cursor, level + 1); !done) return done;
    }
    return cursor.offset();
}

// Tells all elements; gives how many there are.
Result<std::size_t> tell(Bytes description, Bytes contents, std::size_t base, std::size_t level,
                         Visitor& visitor) {
    Contents walk{.cursor = Cursor{contents}, .base = base, .visitor = &visitor};
    std::size_t count = 0;
    while (!walk.cursor.at_end()) {
        Cursor type{description};
        const std::size_t before = walk.cursor.offset();
        if (const auto done = walk.element(type, level); !done) return done;
        if (walk.cursor.offset() == before) return {Error::bad_length, walk.offset()};
        ++count;
    }
    return count;
}

}  // namespace

Result<std::size_t> walk_compact_array(Cursor& cursor, const Element& element, Visitor& visitor) {
    const Bytes from_description = cursor.rest();
    const std::size_t description_offset = cursor.offset();
    const auto behind = skip_description(cursor, element.level + 1u);
    if (!behind) return behind;
    const Bytes description = from_description.first(*behind - description_offset);

    const std::size_t length_offset = cursor.offset();
    const auto length = read_length(cursor);
    if (!length) return length;
    if (*length > max_length) return {Error::too_long, length_offset};
    const std::size_t base = cursor.offset();
    const auto contents = cursor.take(*length);
    if (!contents) return contents.fault();

    Silent silent;
    const auto count = tell(description, *contents, base, element.level + 1u, silent);
    if (!count) return count;
    Element opened = element;
    opened.count = *count;
    visitor.begin(opened);
    const auto told = tell(description, *contents, base, element.level + 1u, visitor);
    visitor.end(opened, cursor.offset());
    return told;
}

}  // namespace hanmeter::messages::cosem
