// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/append.h"

#include <cstdlib>

#include "hanmeter/formats/utf8.h"

namespace hanmeter::formats {
namespace {

// Lets `write` fill room of at most `most` characters at the end of `out`.
template <class Write>
void append_written(std::string& out, std::size_t most, Write write) {
    const std::size_t before = out.size();
    out.resize(before + most);
    bytes::TextWriter writer{{out.data() + before, most}};
    write(writer);
    out.resize(before + writer.view().size());
}

}  // namespace

void append(const values::Decimal& number, std::string& out) {
    constexpr std::size_t digits_sign_and_zero_point = 20 + 1 + 2;
    const auto zeros = static_cast<std::size_t>(std::abs(number.exponent()));
    append_written(out, digits_sign_and_zero_point + zeros,
                   [&](bytes::TextWriter& writer) { number.write(writer); });
}

void append(const values::Obis& code, std::string& out) {
    append_written(out, values::Obis::max_text,
                   [&](bytes::TextWriter& writer) { code.write(writer); });
}

void append(const values::DateTime& clock, std::string& out) {
    append_written(out, values::DateTime::max_text,
                   [&](bytes::TextWriter& writer) { clock.write(writer); });
}

void append(const values::Instant& moment, std::string& out) {
    append_written(out, values::Instant::max_text,
                   [&](bytes::TextWriter& writer) { moment.write(writer); });
}

void append_integer(std::int64_t number, std::string& out) {
    append_written(out, 20, [&](bytes::TextWriter& writer) { writer.put_signed(number); });
}

void append_hex(bytes::Bytes data, std::string& out) {
    append_written(out, 2 * data.size(), [&](bytes::TextWriter& writer) { writer.put_hex(data); });
}

void append_printable(std::string_view text, std::string& out) {
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        if (length == 0 || is_control(text.substr(0, length))) {
            out += replacement_character;
        } else {
            out += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
}

}  // namespace hanmeter::formats
