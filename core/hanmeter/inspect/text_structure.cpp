// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/inspect/text_structure.h"

#include <array>

#include "hanmeter/bytes/text_writer.h"
#include "hanmeter/messages/mbus/telegram.h"
#include "hanmeter/messages/p1/telegram.h"
#include "hanmeter/messages/sml/message.h"
#include "hanmeter/values/decimal.h"

namespace hanmeter::inspect {
namespace {

using bytes::TextWriter;
using messages::sml::Element;
using messages::sml::Type;

void line(TextSink& sink, std::size_t level, std::string_view text) {
    for (std::size_t i = 0; i < level; ++i) sink.put("    ");
    sink.put(" ");
    sink.put(text);
}

// Telegrams may hold any byte; a terminal gets the printable ones.
void put_printable(TextSink& sink, std::string_view text) {
    for (const char c : text) {
        const bool printable = c >= ' ' && c <= '~';
        sink.put(printable ? std::string_view{&c, 1} : std::string_view{"."});
    }
}

void put_octets(TextSink& sink, bytes::Bytes data) {
    for (const std::uint8_t octet : data) {
        std::array<char, 2> room;
        const std::array<std::uint8_t, 1> one{octet};
        sink.put(TextWriter{room}.put_hex(one).view());
    }
}

void put_length(TextSink& sink, std::string_view words, std::size_t length) {
    std::array<char, 64> room;
    TextWriter out{room};
    sink.put(out.put('\n').put(words).put(" length is ").put_unsigned(length).put('\n').view());
}

class TelegramPrinter final : public messages::p1::Visitor {
public:
    explicit TelegramPrinter(TextSink& sink) : sink_{sink} {}

    void ident(std::string_view text) override {
        inspect::line(sink_, 1, "IDENT ");
        put_printable(sink_, text);
        sink_.put("\n");
    }

    void line(const messages::p1::Line& found) override {
        std::array<char, 32> room;
        TextWriter out{room};
        line_at(out.put("Line ").put_unsigned(++lines_).view(), found.offset);
        put_printable(sink_, found.address);
        sink_.put(" ");
        put_printable(sink_, found.groups);
        sink_.put("\n");
    }

    void malformed(std::string_view text, std::size_t offset) override {
        line_at("NO LINE", offset);
        put_printable(sink_, text);
        sink_.put("\n");
    }

private:
    void line_at(std::string_view word, std::size_t offset) {
        std::array<char, 64> room;
        TextWriter out{room};
        out.put(word).put(" index ").put_unsigned(offset).put(' ');
        inspect::line(sink_, 1, out.view());
    }

    TextSink& sink_;
    std::size_t lines_ = 0;
};

std::string_view word(const Element& element) {
    const std::size_t size = element.content.size();
    switch (element.type) {
        case Type::octet_string: return size == 0 ? "NONE" : "OCTETS";
        case Type::boolean: return "BOOLEAN";
        case Type::list: return "LIST";
        case Type::end_of_message: return "END";
        case Type::integer:
            return size == 1 ? "INT8" : size == 2 ? "INT16" : size <= 4 ? "INT32" : "INT64";
        case Type::unsigned_:
            return size == 1 ? "UINT8" : size == 2 ? "UINT16" : size <= 4 ? "UINT32" : "UINT64";
    }
    return "UNKNOWN";
}

class SmlPrinter final : public messages::sml::Visitor {
public:
    explicit SmlPrinter(TextSink& sink) : sink_{sink} {}

    void begin(const Element& list) override {
        std::array<char, 80> room;
        TextWriter out{room};
        out.put("LIST: ").put_unsigned(list.count).put(" elements at level ");
        out.put_unsigned(list.level).put(" index ").put_unsigned(list.offset).put('\n');
        line(sink_, list.level, out.view());
    }

    void value(const Element& element) override {
        std::array<char, 48> room;
        TextWriter out{room};
        out.put("Object ").put_unsigned(++objects_).put(' ').put(word(element)).put(' ');
        line(sink_, element.level, out.view());
        content(element);
        std::array<char, 64> behind_room;
        TextWriter behind{behind_room};
        behind.put(" index ").put_unsigned(element.offset).put(" level ");
        sink_.put(behind.put_unsigned(element.level).put('\n').view());
    }

private:
    void content(const Element& element) {
        std::array<char, 24> room;
        TextWriter out{room};
        const bool is_signed = element.type == Type::integer;
        if (is_signed || element.type == Type::unsigned_) {
            const auto whole = messages::sml::unsigned_of(element);
            const auto with_sign = messages::sml::signed_of(element);
            if (is_signed && with_sign) values::Decimal::of_signed(*with_sign).write(out);
            if (!is_signed && whole) values::Decimal::of_unsigned(*whole).write(out);
            return sink_.put(out.view());
        }
        put_octets(sink_, element.content);
    }

    TextSink& sink_;
    std::size_t objects_ = 0;
};

std::string_view word(messages::mbus::DataType type) {
    using messages::mbus::DataType;
    switch (type) {
        case DataType::none: return "NONE";
        case DataType::int8: return "INT8";
        case DataType::int16: return "INT16";
        case DataType::int24: return "INT24";
        case DataType::int32: return "INT32";
        case DataType::real32: return "REAL32";
        case DataType::int48: return "INT48";
        case DataType::int64: return "INT64";
        case DataType::selection: return "SELECTION";
        case DataType::bcd2: return "BCD2";
        case DataType::bcd4: return "BCD4";
        case DataType::bcd6: return "BCD6";
        case DataType::bcd8: return "BCD8";
        case DataType::variable: return "VARIABLE";
        case DataType::bcd12: return "BCD12";
        case DataType::special: break;
    }
    return "SPECIAL";
}

void put_stop(TextSink& sink, const bytes::Fault& fault) {
    std::array<char, 128> room;
    TextWriter out{room};
    out.put(" Stopped at index ").put_unsigned(fault.offset).put(": ");
    sink.put(out.put(bytes::text(fault.error)).put('\n').view());
}

}  // namespace

void tell_records(bytes::Bytes records, TextSink& sink) {
    put_length(sink, "M-Bus records", records.size());
    messages::mbus::Records walk{records};
    for (std::size_t number = 1;; ++number) {
        const auto record = walk.next();
        if (!record) return put_stop(sink, record.fault());
        if (!*record) return;
        std::array<char, 80> room;
        TextWriter out{room};
        out.put("Record ").put_unsigned(number).put(" index ").put_unsigned((*record)->offset);
        line(sink, 1, out.put(' ').put(word((*record)->type)).put(" VIF ").view());
        put_octets(sink, (*record)->information);
        sink.put(" data ");
        put_octets(sink, (*record)->data);
        sink.put("\n");
    }
}

void tell_telegram(bytes::Bytes telegram, TextSink& sink) {
    put_length(sink, "Telegram", telegram.size());
    TelegramPrinter printer{sink};
    messages::p1::walk(telegram, printer);
}

void tell_sml_message(bytes::Bytes message, TextSink& sink) {
    put_length(sink, "SML message", message.size());
    SmlPrinter printer{sink};
    const auto size = messages::sml::walk(message, printer);
    if (!size) put_stop(sink, size.fault());
}

}  // namespace hanmeter::inspect
