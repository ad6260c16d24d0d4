// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <memory>

#include "hanmeter/decoder.h"
#include "sim/faults.h"
#include "sim/meter.h"

// The simulator does not know how frames are read and the decoder not how they are made: what one
// says it sent, the other must find, and nothing else.

using namespace hanmeter;

namespace {

using Values = std::vector<sim::SentValue>;

template <class Printable>
std::string text_of(const Printable& value) {
    std::array<char, values::Decimal::max_text> room{};
    bytes::TextWriter out{room};
    value.write(out);
    return std::string{out.view()};
}

std::string text_of(const values::Value& value) {
    switch (value.kind) {
        case values::Value::Kind::number: return text_of(value.number);
        case values::Value::Kind::groups:
        case values::Value::Kind::text: return std::string{value.text};
        case values::Value::Kind::clock: return text_of(value.clock);
        case values::Value::Kind::real:
        case values::Value::Kind::not_a_number:
        case values::Value::Kind::octets:
        case values::Value::Kind::boolean:
        case values::Value::Kind::composite: return "a kind that no simulated meter sends";
    }
    return {};
}

Values values_of(const values::Reading& reading) {
    Values all;
    for (const auto& object : reading.objects) all.push_back({object.obis, text_of(object.value)});
    return all;
}

class Line {
public:
    void take(bytes::Bytes input) {
        while (const auto* reading = decoder_.take(input, {})) read.push_back(values_of(*reading));
    }
    void finish() {
        while (const auto* reading = decoder_.finish({})) read.push_back(values_of(*reading));
    }
    Counters counters() const { return decoder_.counters(); }

    std::vector<Values> read;

private:
    std::unique_ptr<DecoderMemory> memory_ = std::make_unique<DecoderMemory>();
    Decoder decoder_{memory_->room()};
};

struct Sent {
    std::vector<Values> whole;
    std::size_t bytes = 0;
};

// `piece`: how many bytes the line gives at once; 0: a telegram.
Sent send(Line& line, const sim::Model& model, const sim::FaultOptions& faults, int count,
          std::size_t piece = 0, const sim::HdlcSegments& segments = {}) {
    sim::Meter meter{model,
                     {.start = *sim::start_of(model, "2026-06-20T07:55:00"),
                      .load = {.seed = faults.seed, .sun_peak_w = 9000},
                      .segments = segments}};
    sim::Faults bad_line{faults};
    Sent sent;
    for (int i = 0; i < count; ++i) {
        sim::Telegram telegram = meter.next();
        const sim::Transmission passed = bad_line.pass(telegram.bytes);
        for (bytes::Bytes rest{passed.bytes}; !rest.empty();) {
            const auto part = rest.first(piece == 0 ? rest.size() : std::min(piece, rest.size()));
            line.take(part);
            rest = rest.subspan(part.size());
        }
        sent.bytes += passed.bytes.size();
        if (passed.whole) sent.whole.push_back(std::move(telegram.values));
    }
    line.finish();
    return sent;
}

// Others are mixed on one line elsewhere, with the keys that some of them want.
bool is_plain_hdlc(const sim::Model& model) {
    return model.transport.carrier == sim::Carrier::hdlc && model.transport.ciphering == nullptr;
}

TEST_CASE("Everything that a simulated meter says is read, to the last digit") {
    for (const sim::Model& model : sim::models()) {
        if (!is_plain_hdlc(model)) continue;
        CAPTURE(model.name);
        Line line;
        const Sent sent = send(line, model, {}, 500);
        CHECK(sent.whole.size() == 500);
        CHECK((line.read == sent.whole));
        CHECK(line.counters().framing.bytes_skipped == 0);
        CHECK(line.counters().framing.bytes == sent.bytes);
    }
}

TEST_CASE("On a bad line every whole telegram is read and nothing that was not sent") {
    for (const sim::Model& model : sim::models()) {
        if (!is_plain_hdlc(model)) continue;
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            CAPTURE(model.name);
            CAPTURE(seed);
            Line line;
            const Sent sent = send(
                line, model,
                {.seed = seed, .noise = 30, .lost = 12, .flip = 12, .cut = 12, .share = 30}, 400);
            CHECK(sent.whole.size() < 350);
            CHECK(sent.whole.size() > 150);
            CHECK((line.read == sent.whole));
        }
    }
}

TEST_CASE("A byte at a time gives the same") {
    for (const std::string_view name : {"aidon-3p", "kaifa-it", "kamstrup-1p"}) {
        CAPTURE(name);
        Line line;
        const Sent sent =
            send(line, *sim::find_model(name),
                 {.seed = 9, .noise = 40, .lost = 15, .cut = 15, .share = 30}, 200, 1);
        CHECK((line.read == sent.whole));
    }
}

TEST_CASE("Segmented telegrams on a bad line") {
    for (const bool share_flags : {false, true}) {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            CAPTURE(share_flags);
            CAPTURE(seed);
            Line line;
            const Sent sent = send(line, *sim::find_model("aidon-3p"),
                                   {.seed = seed, .noise = 20, .lost = 15, .flip = 15, .share = 20},
                                   400, 0, {.information_size = 70, .share_flags = share_flags});
            CHECK(sent.whole.size() > 150);
            CHECK((line.read == sent.whole));
        }
    }
}

}  // namespace
