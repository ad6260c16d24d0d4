// SPDX-License-Identifier: Apache-2.0
// The whole flow from bytes to readings: the readings of a line do not depend on how it is cut,
// each can be told in every format, and the counters add up.
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "fuzz/stream.h"
#include "hanmeter/decoder.h"

namespace {

using namespace hanmeter;
using fuzz::must;

constexpr values::Instant received{.milliseconds = 1'700'000'000'000};

void write_value(const values::Value& value, bytes::TextWriter& out) {
    using Kind = values::Value::Kind;
    switch (value.kind) {
        case Kind::number:
        case Kind::real: value.number.write(out); break;
        case Kind::not_a_number:
        case Kind::text: out.put(value.text); break;
        case Kind::octets:
        case Kind::composite: out.put_hex(value.data); break;
        case Kind::clock:
            must(value.clock.possible());
            value.clock.write(out);
            break;
        case Kind::boolean: out.put(value.truth ? "true" : "false"); break;
    }
}

// Everything that a reading says, as text.
std::string told(const values::Reading& reading) {
    std::vector<char> room(1 << 16);
    bytes::TextWriter out{room};
    out.put(values::text(reading.framing)).put(values::text(reading.check));
    out.put(reading.maker).put(reading.list).put(reading.meter_id).put(reading.meter_model);
    if (reading.meter_time) reading.meter_time->write(out);
    must(!reading.objects.empty());
    for (const values::Object& object : reading.objects) {
        out.put('\n');
        values::write_key(object, out);
        out.put('=').put(values::text(object.scale)).put(' ');
        write_value(object.value, out);
    }
    return std::string{out.view()};
}

std::vector<std::string> read(bytes::Bytes line, std::size_t most, std::uint32_t seed) {
    DecoderMemory memory;
    Decoder decoder{memory.room()};
    std::vector<std::string> readings;
    fuzz::in_pieces(line, most, seed, [&](bytes::Bytes piece) {
        while (const auto* reading = decoder.take(piece, received)) {
            must(reading->time == received);
            readings.push_back(told(*reading));
        }
        must(piece.empty());
    });
    while (const auto* reading = decoder.finish(received)) readings.push_back(told(*reading));

    const Counters counters = decoder.counters();
    must(counters.framing.bytes == line.size());
    must(counters.readings == readings.size());
    return readings;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto line = fuzz::line_of({data, size});
    const auto whole = read(line, 0, 0);
    for (const std::size_t most : {1U, 40U}) {
        must(read(line, most, static_cast<std::uint32_t>(size)) == whole);
    }
    return 0;
}
