// SPDX-License-Identifier: Apache-2.0
// Texts and numbers: what is read and written again is the same, and nothing leaves its room.
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "hanmeter/values/date_time.h"
#include "hanmeter/values/decimal.h"
#include "hanmeter/values/float_bits.h"
#include "hanmeter/values/obis.h"

namespace {

using namespace hanmeter;

void must(bool holds) {
    if (!holds) std::abort();
}

// The text of any value that can write itself.
template <class Value>
std::string text_of(const Value& value) {
    std::array<char, 512> room;
    bytes::TextWriter out{room};
    value.write(out);
    must(!out.overflowed());
    return std::string{out.view()};
}

void read_and_write(std::string_view text) {
    if (const auto code = values::Obis::parse(text)) {
        const std::string written = text_of(*code);
        must(written.size() <= values::Obis::max_text);
        must(values::Obis::parse(written) == code);
    }
    if (const auto number = values::Decimal::parse(text)) {
        const auto again = values::Decimal::parse(text_of(*number));
        must(again && *again == *number);
    }
}

void write_clock(bytes::Bytes octets) {
    const auto clock = values::DateTime::from(octets);
    if (clock.possible()) must(text_of(clock).size() <= values::DateTime::max_text);
}

// The C library reads back what our integers made of the bits.
void write_float(std::uint64_t bits) {
    if (const auto number = values::shortest_decimal_of_float64(bits)) {
        const double back = std::strtod(text_of(*number).c_str(), nullptr);
        must(back == std::bit_cast<double>(bits));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const bytes::Bytes input{data, size};
    read_and_write({reinterpret_cast<const char*>(data), size});
    if (size >= values::DateTime::size) write_clock(input.first(values::DateTime::size));
    std::uint64_t bits = 0;
    for (std::uint8_t byte : input.first(size < 8 ? size : 8)) bits = bits << 8 | byte;
    write_float(bits);
    return 0;
}
