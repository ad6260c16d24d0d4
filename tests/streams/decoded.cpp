// SPDX-License-Identifier: Apache-2.0
#include "streams/decoded.h"

#include <algorithm>
#include <array>
#include <memory>

#include "sim/random.h"
#include "support/simulated_keys.h"

namespace hanmeter::streams {
namespace {

constexpr values::Instant some_time{.milliseconds = 1'768'431'600'000};

// YYYY-MM-DDThh:mm:ss
std::string clock_text(const values::DateTime& time) {
    std::array<char, values::DateTime::max_text> room{};
    bytes::TextWriter out{room};
    out.put_unsigned(time.year, 4).put('-').put_unsigned(time.month, 2).put('-');
    out.put_unsigned(time.day, 2).put('T').put_unsigned(time.hour, 2).put(':');
    out.put_unsigned(time.minute, 2).put(':').put_unsigned(time.second, 2);
    return std::string{out.view()};
}

std::string value_text(const values::Value& value) {
    using Kind = values::Value::Kind;
    switch (value.kind) {
        case Kind::number: {
            std::array<char, values::Decimal::max_text> room{};
            bytes::TextWriter out{room};
            value.number.write(out);
            return std::string{out.view()};
        }
        case Kind::groups:
        case Kind::text: return std::string{value.text};
        case Kind::clock: return clock_text(value.clock);
        case Kind::real: return "real";
        case Kind::not_a_number: return "not a number";
        case Kind::octets: return "octets";
        case Kind::boolean: return value.truth ? "true" : "false";
        case Kind::composite: return "composite";
    }
    return {};
}

Values values_of(const values::Reading& reading) {
    Values values;
    for (const values::Object& object : reading.objects) {
        values.push_back({object.obis, value_text(object.value)});
    }
    return values;
}

}  // namespace

Decoded decode(bytes::Bytes stream, const PieceSize& piece_size) {
    const auto memory = std::make_unique<DecoderMemory>();
    tests::SimulatedKeys keys;
    Decoder decoder{memory->room(), keys.settings()};
    Decoded decoded;
    while (!stream.empty()) {
        bytes::Bytes piece = stream.first(std::min(piece_size(), stream.size()));
        stream = stream.subspan(piece.size());
        while (const auto* reading = decoder.take(piece, some_time)) {
            decoded.readings.push_back(values_of(*reading));
        }
    }
    while (const auto* reading = decoder.finish(some_time)) {
        decoded.readings.push_back(values_of(*reading));
    }
    decoded.counters = decoder.counters();
    return decoded;
}

Decoded decode_whole(bytes::Bytes stream) {
    return decode(stream, [&] { return stream.size(); });
}

Decoded decode_in_pieces_of(bytes::Bytes stream, std::size_t size) {
    return decode(stream, [size] { return size; });
}

Decoded decode_in_random_pieces(bytes::Bytes stream, std::uint64_t seed) {
    constexpr std::size_t largest = 700;
    sim::Random random{seed};
    return decode(stream, [&] { return 1 + random.below(largest); });
}

std::string text_of(const Counters& counters) {
    const framing::FramingCounters& framing = counters.framing;
    const std::pair<std::string_view, std::uint64_t> all[] = {
        {"bytes", framing.bytes},
        {"frames", framing.frames},
        {"frames_bad_header_check", framing.frames_bad_header_check},
        {"frames_bad_check", framing.frames_bad_check},
        {"frames_cut", framing.frames_cut},
        {"bytes_skipped", framing.bytes_skipped},
        {"resynchronisations", framing.resynchronisations},
        {"messages_incomplete", counters.messages_incomplete},
        {"messages_not_opened", counters.messages_not_opened},
        {"messages_not_understood", counters.messages_not_understood},
        {"duplicates", counters.duplicates},
        {"clocks_impossible", counters.clocks_impossible},
        {"readings", counters.readings},
    };
    std::string text;
    for (const auto& [name, count] : all) {
        text.append(name).append(" ").append(std::to_string(count)).append("\n");
    }
    return text;
}

}  // namespace hanmeter::streams
