// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/inspect/structure.h"

#include <array>

#include "hanmeter/messages/cosem/value.h"

namespace hanmeter::inspect {
namespace {

using bytes::TextWriter;
using messages::cosem::Element;
using messages::cosem::Tag;
using values::Value;

// The original's words, and more in its style.
std::string_view word(Tag tag) {
    switch (tag) {
        case Tag::attribute_descriptor: return "ATTRIBUTE";
        case Tag::null_data: return "NULL";
        case Tag::array: return "ARRAY";
        case Tag::structure: return "STRUCT";
        case Tag::boolean: return "BOOLEAN";
        case Tag::bit_string: return "BITS";
        case Tag::double_long: return "INT32";
        case Tag::double_long_unsigned: return "UINT32";
        case Tag::octet_string: return "OCTETS";
        case Tag::visible_string: return "STRING";
        case Tag::utf8_string: return "UTF8";
        case Tag::bcd: return "BCD";
        case Tag::integer: return "SCALAR";
        case Tag::long_: return "INT16";
        case Tag::unsigned_: return "UINT8";
        case Tag::long_unsigned: return "UINT16";
        case Tag::compact_array: return "COMPACTARRAY";
        case Tag::long64: return "INT64";
        case Tag::long64_unsigned: return "UINT64";
        case Tag::enum_: return "VARIABLE";
        case Tag::float32: return "FLOAT32";
        case Tag::float64: return "FLOAT64";
        case Tag::date_time: return "DATETIME";
        case Tag::date: return "DATE";
        case Tag::time: return "TIME";
        case Tag::delta_integer: return "DELTA8";
        case Tag::delta_long: return "DELTA16";
        case Tag::delta_double_long: return "DELTA32";
        case Tag::delta_unsigned: return "UDELTA8";
        case Tag::delta_long_unsigned: return "UDELTA16";
        case Tag::delta_double_long_unsigned: return "UDELTA32";
        case Tag::dont_care: return "ANY";
    }
    return "UNKNOWN";
}

class Printer final : public messages::cosem::Visitor {
public:
    // `base` is the index of the walk's first byte, `length` that of the packet.
    Printer(TextSink& sink, std::size_t base, std::size_t length)
        : sink_{sink}, base_{base}, length_{length} {}

    void begin(const Element& element) override {
        data_type(element);
        std::array<char, 64> room;
        TextWriter out{room};
        out.put(word(element.tag)).put(": ").put_unsigned(element.count);
        out.put(" elements at level ").put_unsigned(element.level).put('\n');
        line(element.level, out.view());
    }

    void value(const Element& element) override {
        data_type(element);
        std::array<char, 48> room;
        TextWriter out{room};
        out.put("Object ").put_unsigned(++objects_).put(' ').put(word(element.tag)).put(' ');
        line(element.level, out.view());
        content(element);
        sink_.put("\n");
    }

private:
    void line(std::size_t level, std::string_view text) {
        for (std::size_t i = 0; i < level; ++i) sink_.put("    ");
        sink_.put(" ");
        sink_.put(text);
    }

    void data_type(const Element& element) {
        const std::size_t index = base_ + element.offset;
        const std::array<std::uint8_t, 1> tag{static_cast<std::uint8_t>(element.tag)};
        std::array<char, 112> room;
        TextWriter out{room};
        out.put("Data type ").put_hex(tag).put(" remaining packet length is ");
        out.put_unsigned(length_ - index).put(" index ").put_unsigned(index);
        out.put(" level ").put_unsigned(element.level).put('\n');
        line(element.level, out.view());
    }

    // Octets in hex, with the text that they are, if they are; texts bare; numbers as they are.
    void content(const Element& element) {
        const Value value = messages::cosem::value_of(element, false);
        std::array<char, values::Decimal::max_text> room;
        TextWriter out{room};
        switch (value.kind) {
            case Value::Kind::number:
            case Value::Kind::real: value.number.write(out); return sink_.put(out.view());
            case Value::Kind::boolean: return sink_.put(value.truth ? "true" : "false");
            case Value::Kind::not_a_number: return sink_.put(value.text);
            case Value::Kind::text:
                if (element.tag != Tag::octet_string) return sink_.put(value.text);
                octets(element.content);
                sink_.put(" \"");
                sink_.put(value.text);
                return sink_.put("\"");
            case Value::Kind::clock:
            case Value::Kind::octets:
            case Value::Kind::groups:
            case Value::Kind::composite: return octets(element.content);
        }
    }

    void octets(bytes::Bytes data) {
        for (std::uint8_t octet : data) {
            std::array<char, 2> room;
            const std::array<std::uint8_t, 1> one{octet};
            sink_.put(TextWriter{room}.put_hex(one).view());
        }
    }

    TextSink& sink_;
    std::size_t base_;
    std::size_t length_;
    std::size_t objects_ = 0;
};

constexpr std::size_t flag_and_check = 3;

void stopped(TextSink& sink, std::size_t index, bytes::Error error) {
    std::array<char, 128> room;
    TextWriter out{room};
    out.put(" Stopped at index ").put_unsigned(index).put(": ").put(bytes::text(error)).put('\n');
    sink.put(out.view());
}

}  // namespace

void Structure::message(const Message& message) {
    const auto& apdu = message.apdu;
    std::array<char, 96> room;
    TextWriter out{room};
    const bool framed = apdu.in_one_frame && apdu.frame_index != 0;
    if (framed) {
        out.put("\nFrame length is ").put_unsigned(apdu.frame_length - flag_and_check);
    } else {
        out.put("\nAPDU length is ").put_unsigned(apdu.data.size());
        out.put(", index counts in the APDU");
    }
    sink_.put(out.put('\n').view());

    const std::size_t base = apdu.frame_index + message.notification.body_offset;
    Printer printer{sink_, base, apdu.frame_length};
    const auto size = messages::cosem::walk(message.notification.body, printer);
    if (!size) {
        stopped(sink_, base + size.fault().offset, size.fault().error);
    } else if (*size < message.notification.body.size()) {
        stopped(sink_, base + *size, bytes::Error::trailing_bytes);
    }
}

void Structure::refused_message(const messages::cosem::Apdu& apdu, bytes::Fault fault) {
    const auto tag = static_cast<messages::cosem::ApduTag>(apdu.data.front());
    if (tag == messages::cosem::ApduTag::data_notification &&
        messages::cosem::read_data_notification(apdu.data)) {  // it was shown as a message
        if (fault.error == bytes::Error::unknown_list) sink_.put(" No register is named in it\n");
        return;
    }
    std::array<char, 128> room;
    TextWriter out{room};
    const auto second = apdu.data.subspan(std::min<std::size_t>(1, apdu.data.size() - 1), 1);
    out.put("\n Unknown frame format ").put_hex(apdu.data.first(1)).put(" and ").put_hex(second);
    out.put(": ").put(bytes::text(fault.error)).put('\n');
    sink_.put(out.view());
}

}  // namespace hanmeter::inspect
