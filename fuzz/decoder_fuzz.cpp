// SPDX-License-Identifier: Apache-2.0
// The whole flow from bytes to readings: the readings of a line do not depend on how it is cut,
// the inspectors stand whatever comes, and the counters add up.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/stream.h"
#include "hanmeter/decoder.h"
#include "hanmeter/formats/objects.h"
#include "hanmeter/inspect/hexdump.h"
#include "hanmeter/inspect/structure.h"
#include "support/simulated_keys.h"

namespace {

using namespace hanmeter;
using fuzz::must;

constexpr values::Instant received{.milliseconds = 1'700'000'000'000};

struct Text final : inspect::TextSink {
    std::string all{};

    void put(std::string_view text) override { all += text; }
};

// Both inspectors, and what they may not be told.
class Inspection final : public Listener {
public:
    explicit Inspection(Text& text) : structure_{text} {}

    void frame(const framing::Frame& frame) override { hexdump_.frame(frame); }
    void refused(const framing::Refused& refused) override { hexdump_.refused(refused); }
    void skipped(bytes::Bytes data, std::uint64_t offset) override {
        hexdump_.skipped(data, offset);
    }
    void message(const Message& message) override {
        must(fuzz::lies_inside(message.notification.body, message.apdu.data));
        structure_.message(message);
    }
    void refused_message(const messages::cosem::Apdu& apdu, bytes::Fault fault) override {
        must(!apdu.data.empty() && fault.offset <= apdu.data.size());
        structure_.refused_message(apdu, fault);
    }
    void reading(const values::Reading& /*reading*/) override { ++readings; }

    std::uint64_t readings = 0;

private:
    Text dump_{};  // says where the pieces were cut
    inspect::Hexdump hexdump_{dump_};
    inspect::Structure structure_;
};

struct Told {
    std::string readings{};
    Text structure{};
    Counters counters{};
};

void tell(const values::Reading& reading, Told& told) {
    must(reading.time == received && !reading.objects.empty());
    for (const values::Object& object : reading.objects) {
        const bool clock = object.value.kind == values::Value::Kind::clock;
        must(!clock || object.value.clock.possible());
        if (object.value.kind == values::Value::Kind::composite) fuzz::touch(object.value.data);
    }
    formats::Objects format;
    format.write(reading, {}, told.readings);
}

Told read(bytes::Bytes line, std::size_t most, std::uint32_t seed) {
    DecoderMemory memory;
    tests::SimulatedKeys keys;
    Decoder decoder{memory.room(), keys.settings()};
    Told told;
    Inspection inspection{told.structure};
    fuzz::in_pieces(line, most, seed, [&](bytes::Bytes piece) {
        while (const auto* reading = decoder.take(piece, received, &inspection)) {
            tell(*reading, told);
        }
        must(piece.empty());
    });
    while (const auto* reading = decoder.finish(received, &inspection)) tell(*reading, told);
    told.counters = decoder.counters();
    must(told.counters.framing.bytes == line.size());
    must(told.counters.readings == inspection.readings);
    return told;
}

bool same(const Counters& a, const Counters& b) {
    return a.readings == b.readings && a.messages_incomplete == b.messages_incomplete &&
           a.messages_not_opened == b.messages_not_opened &&
           a.messages_not_understood == b.messages_not_understood && a.duplicates == b.duplicates &&
           a.clocks_impossible == b.clocks_impossible && a.framing.frames == b.framing.frames &&
           a.framing.bytes_skipped == b.framing.bytes_skipped;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto line = fuzz::line_of({data, size});
    const Told whole = read(line, 0, 0);
    for (const std::size_t most : {1U, 40U}) {
        const Told pieces = read(line, most, static_cast<std::uint32_t>(size));
        must(pieces.readings == whole.readings && same(pieces.counters, whole.counters));
        must(pieces.structure.all == whole.structure.all);
    }
    return 0;
}
