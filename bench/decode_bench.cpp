// SPDX-License-Identifier: Apache-2.0
// Bytes of one line to values, and what the machine allows: the stream copied, its checks computed,
// its frames jumped over by length with their FCS computed.
#include <benchmark/benchmark.h>

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "hanmeter/bytes/checksum.h"
#include "hanmeter/decoder.h"
#include "sim/meter.h"

namespace {

using namespace hanmeter;

constexpr std::size_t stream_size = 1 << 20;

// What a meter pushes in a day or so, about a megabyte of it.
std::vector<std::uint8_t> stream_of(std::string_view model) {
    sim::Meter meter{*sim::find_model(model), {}};
    std::vector<std::uint8_t> stream;
    while (stream.size() < stream_size) {
        const sim::Telegram telegram = meter.next();
        stream.insert(stream.end(), telegram.bytes.begin(), telegram.bytes.end());
    }
    return stream;
}

void report(benchmark::State& state, const std::vector<std::uint8_t>& stream) {
    state.SetBytesProcessed(static_cast<std::int64_t>(stream.size()) *
                            static_cast<std::int64_t>(state.iterations()));
}

void decode(benchmark::State& state, std::string_view model) {
    const auto stream = stream_of(model);
    const auto memory = std::make_unique<DecoderMemory>();
    std::uint64_t readings = 0;
    std::uint64_t rounds = 0;
    for (auto _ : state) {
        Decoder decoder{memory->room()};
        bytes::Bytes input{stream};
        while (const auto* reading = decoder.take(input, std::nullopt)) {
            benchmark::DoNotOptimize(reading->objects.data());
            ++readings;
        }
        ++rounds;
    }
    report(state, stream);
    state.counters["readings"] = static_cast<double>(readings / rounds);
    state.counters["readings/s"] =
        benchmark::Counter(static_cast<double>(readings), benchmark::Counter::kIsRate);
}

void jump_and_check(benchmark::State& state) {
    const auto stream = stream_of("aidon-3p");
    std::uint64_t good = 0;
    for (auto _ : state) {
        bytes::Bytes left{stream};
        good = 0;
        while (left.size() > 2) {
            const std::size_t length = static_cast<std::size_t>(((left[1] & 7) << 8) | left[2]);
            // The check over a frame with its FCS gives a constant.
            good += bytes::crc16_x25(left.subspan(1, length)) == 0x0F47;
            left = left.subspan(length + 2);
        }
        benchmark::DoNotOptimize(good);
    }
    report(state, stream);
    state.counters["frames"] = static_cast<double>(good);
}

void copy(benchmark::State& state) {
    const auto stream = stream_of("aidon-3p");
    std::vector<std::uint8_t> target(stream.size());
    for (auto _ : state) {
        std::memcpy(target.data(), stream.data(), stream.size());
        benchmark::ClobberMemory();
    }
    report(state, stream);
}

BENCHMARK_CAPTURE(decode, aidon, "aidon-3p");
BENCHMARK_CAPTURE(decode, kaifa, "kaifa-3p");
BENCHMARK_CAPTURE(decode, kamstrup, "kamstrup-3p");
BENCHMARK_CAPTURE(decode, landis_gyr, "lg-3p");
BENCHMARK(jump_and_check);
BENCHMARK(copy);

}  // namespace
