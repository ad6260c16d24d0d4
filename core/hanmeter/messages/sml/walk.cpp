// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/messages/sml/walk.h"

#include <array>

namespace hanmeter::messages::sml {
namespace {

using bytes::Bytes;
using bytes::Cursor;
using bytes::Error;
using bytes::Result;

struct TypeLength {
    Type type = Type::octet_string;
    std::size_t length = 0;
    std::size_t size = 0;  // bytes of the field itself
};

Result<TypeLength> read_type_length(Cursor& cursor) {
    constexpr std::size_t longest_field = 4;
    const std::size_t offset = cursor.offset();
    auto byte = cursor.u8();
    if (!byte) return byte.fault();
    if (*byte == 0) return TypeLength{Type::end_of_message, 1, 1};
    TypeLength field{static_cast<Type>((*byte >> 4) & 0x07), *byte & 0x0Fu, 1};
    while ((*byte & 0x80) != 0) {
        byte = cursor.u8();
        if (!byte) return byte.fault();
        if (++field.size > longest_field) return {Error::bad_length, offset};
        field.length = (field.length << 4) | (*byte & 0x0Fu);
    }
    switch (field.type) {
        case Type::octet_string:
        case Type::boolean:
        case Type::integer:
        case Type::unsigned_:
        case Type::list:
        case Type::end_of_message: return field;
    }
    return {Error::unknown_tag, offset};
}

// The walk keeps the lists that are open in `open_`, outermost first.
class Walk {
public:
    Walk(Bytes input, Visitor& visitor) : cursor_{input}, visitor_{visitor} {}

    Result<std::size_t> run() {
        do {
            if (const auto done = element(); !done) return done;
            while (depth_ > 0 && open_[depth_ - 1].given == open_[depth_ - 1].list.count) {
                visitor_.end(open_[--depth_].list);
            }
        } while (depth_ > 0);
        return cursor_.offset();
    }

private:
    struct Open {
        Element list;
        std::size_t given;
    };

    Result<std::size_t> element() {
        Element element{.level = static_cast<std::uint8_t>(depth_ + 1), .offset = cursor_.offset()};
        const auto field = read_type_length(cursor_);
        if (!field) return field.fault();
        element.type = field->type;
        if (depth_ > 0) element.index = open_[depth_ - 1].given++;
        if (element.type == Type::list) return open(element, field->length);

        if (field->length < field->size) return {Error::bad_length, element.offset};
        const auto content = cursor_.take(field->length - field->size);
        if (!content) return content.fault();
        element.content = *content;
        visitor_.value(element);
        return cursor_.offset();
    }

    Result<std::size_t> open(Element element, std::size_t count) {
        if (count > max_count) return {Error::too_many, element.offset};
        if (count > cursor_.remaining()) return {Error::truncated, element.offset};
        if (depth_ == max_depth) return {Error::too_deep, element.offset};
        element.count = count;
        open_[depth_++] = {element, 0};
        visitor_.begin(element);
        return cursor_.offset();
    }

    Cursor cursor_;
    Visitor& visitor_;
    std::array<Open, max_depth> open_;
    std::size_t depth_ = 0;
};

}  // namespace

Result<std::size_t> walk(Bytes input, Visitor& visitor) {
    return Walk{input, visitor}.run();
}

}  // namespace hanmeter::messages::sml
