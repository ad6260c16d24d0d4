// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hanmeter/bytes/cursor.h"
#include "hanmeter/formats/append.h"

namespace hanmeter::formats {

// Writes JSON (RFC 8259) without blanks or line ends behind what `out` holds. It puts the commas;
// that what is opened is closed, and that a member has one value, is up to the caller.
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_{out} {}

    void open_object() { open('{'); }
    void close_object() { close('}'); }
    void open_array() { open('['); }
    void close_array() { close(']'); }

    // `name` is one of ours: nothing in it needs escaping. A value has to follow.
    void member(std::string_view name);
    // Likewise, with the value.
    void member(std::string_view name, std::string_view text) {
        member(name);
        value(text);
    }
    // Left out where the text is empty.
    void member_if_any(std::string_view name, std::string_view text) {
        if (!text.empty()) member(name, text);
    }

    // Quotes, backslashes and control characters are escaped; a byte that is not UTF-8 becomes
    // U+FFFD.
    void value(std::string_view text);
    void value(const values::Decimal& number);
    void value(const values::Obis& code);
    void value(const values::DateTime& clock);
    void value(const values::Instant& moment);
    void integer(std::int64_t number);
    void unsigned_integer(std::uint64_t number);
    void boolean(bool truth);
    void hex(bytes::Bytes data);  // as a string

private:
    void separate() {
        if (!fresh_) out_ += ',';
        fresh_ = false;
    }
    void open(char bracket);
    void close(char bracket);

    std::string& out_;
    bool fresh_ = true;  // nothing stands before the next value in its object or array
};

}  // namespace hanmeter::formats
