// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/decoder.h"

#include <doctest/doctest.h>

#include <memory>

#include "support/hdlc.h"

using namespace hanmeter;
using tests::joined;
using tests::Octets;
using tests::octets;
using tests::push_of;
using tests::written;
using values::Reading;
using values::Value;
namespace vectors = tests::vectors;

namespace {

constexpr values::Instant received{1'700'000'000'000};

// A reading's values that outlive it.
struct Seen {
    std::string list{};
    std::string meter_id{};
    std::string meter_model{};
    std::string maker{};
    std::string meter_time{};
    std::vector<std::string> objects{};
    values::Check check{};
    values::Framing framing{};
};

std::string shown(const values::Object& object) {
    std::string text = written(object.obis) + "=";
    switch (object.value.kind) {
        case Value::Kind::number:
        case Value::Kind::real: text += written(object.value.number); break;
        case Value::Kind::not_a_number:
        case Value::Kind::groups:
        case Value::Kind::text: text += object.value.text; break;
        case Value::Kind::clock: text += written(object.value.clock); break;
        case Value::Kind::boolean: text += object.value.truth ? "true" : "false"; break;
        case Value::Kind::octets:
        case Value::Kind::composite: {
            text += std::to_string(object.value.data.size()) + " octets";
            break;
        }
    }
    return text + std::string{values::symbol(object.unit)};
}

class Line {
public:
    void give(const Octets& bytes) {
        bytes::Bytes input{bytes};
        while (const Reading* reading = decoder_.take(input, received)) keep(*reading);
    }
    void end() {
        while (const Reading* reading = decoder_.finish(received)) keep(*reading);
    }
    Counters counters() const { return decoder_.counters(); }

    std::vector<Seen> readings{};

private:
    void keep(const Reading& reading) {
        CHECK(reading.time == received);
        Seen seen{.list = std::string{reading.list},
                  .meter_id = std::string{reading.meter_id},
                  .meter_model = std::string{reading.meter_model},
                  .maker = std::string{reading.maker},
                  .check = reading.check,
                  .framing = reading.framing};
        if (reading.meter_time) seen.meter_time = written(*reading.meter_time);
        for (const auto& object : reading.objects) seen.objects.push_back(shown(object));
        readings.push_back(seen);
    }

    std::unique_ptr<DecoderMemory> memory_ = std::make_unique<DecoderMemory>();
    Decoder decoder_{memory_->room()};
};

Line decode(const Octets& bytes) {
    Line line;
    line.give(bytes);
    line.end();
    return line;
}

const Octets no_time = octets("0F4000000000");
const Octets with_time = octets("0F40000000 0C07E5031702131A3AFF800000");
const Octets power = octets("02030906 0100010700FF 06000005520202 0F00161B");

// A list of one power and a clock register.
Octets list_with_clock(std::string_view clock, std::string_view code = "0000010000FF") {
    return joined(
        {octets("0102"), power, octets("02020906"), octets(code), octets("090C"), octets(clock)});
}

}  // namespace

TEST_CASE("the published one-phase list of Aidon, value by value") {
    const Line line = decode(vectors::aidon_list2);
    REQUIRE(line.readings.size() == 1);
    const Seen& seen = line.readings[0];
    CHECK(seen.framing == values::Framing::hdlc);
    CHECK(seen.check == values::Check::fcs);
    CHECK(seen.maker == "Aidon");
    CHECK(seen.list == "AIDON_V0001");
    CHECK(seen.meter_id == "7359992890941742");
    CHECK(seen.meter_model == "6515");
    CHECK(seen.meter_time.empty());
    CHECK(seen.objects ==
          std::vector<std::string>{"1-1:0.2.129.255=AIDON_V0001", "0-0:96.1.0.255=7359992890941742",
                                   "0-0:96.1.7.255=6515", "1-0:1.7.0.255=1362W", "1-0:2.7.0.255=0W",
                                   "1-0:3.7.0.255=996var", "1-0:4.7.0.255=0var",
                                   "1-0:31.7.0.255=9.3A", "1-0:32.7.0.255=250.0V"});
    CHECK(line.counters().readings == 1);
}

TEST_CASE("the published three-phase list of Kaifa, value by value") {
    const Line line = decode(vectors::kaifa_list2);
    REQUIRE(line.readings.size() == 1);
    const Seen& seen = line.readings[0];
    CHECK(seen.maker == "Kaifa");
    CHECK(seen.list == "KFM_001");
    CHECK(seen.meter_id == "0000000000000000");
    CHECK(seen.meter_model == "MA304H4");
    CHECK(seen.meter_time == "2021-03-23T19:27:00");
    CHECK(std::vector<std::string>(seen.objects.begin() + 3, seen.objects.end()) ==
          std::vector<std::string>{"1-0:1.7.0.255=3105W", "1-0:2.7.0.255=0W", "1-0:3.7.0.255=0var",
                                   "1-0:4.7.0.255=415var", "1-0:31.7.0.255=3.059A",
                                   "1-0:51.7.0.255=1.291A", "1-0:71.7.0.255=9.489A",
                                   "1-0:32.7.0.255=237.2V", "1-0:52.7.0.255=237.7V",
                                   "1-0:72.7.0.255=236.1V"});
}

TEST_CASE("Kamstrup's printed example of an hour") {
    const Line line = decode(vectors::kamstrup_hour);
    REQUIRE(line.readings.size() == 1);
    const Seen& seen = line.readings[0];
    CHECK(seen.maker == "Kamstrup");
    CHECK(seen.list == "Kamstrup_V0001");
    CHECK(seen.meter_id == "5706567000000000");
    CHECK(seen.meter_model == "000000000000000000");
    CHECK(seen.meter_time == "2017-08-16T16:00:05");
    CHECK(seen.objects == std::vector<std::string>{
                              "1-1:0.2.129.255=Kamstrup_V0001", "1-1:0.0.5.255=5706567000000000",
                              "1-1:96.1.1.255=000000000000000000", "1-1:1.7.0.255=0W",
                              "1-1:31.7.0.255=0.00A", "1-1:32.7.0.255=0V",
                              "0-1:1.0.0.255=2017-08-16T16:00:05", "1-1:1.8.0.255=0Wh"});
}

TEST_CASE("all plain forms of one message give one power at one time") {
    for (const Octets& stream :
         {vectors::kaifa_list1, joined({vectors::segment1, vectors::segment2}),
          octets("0F400000000C07E5031702131A3AFF80000002010600000BF3")}) {
        const Line line = decode(stream);
        REQUIRE(line.readings.size() == 1);
        CHECK(line.readings[0].meter_time == "2021-03-23T19:26:58");
        CHECK(line.readings[0].objects == std::vector<std::string>{"1-0:1.7.0.255=3059W"});
    }
}

TEST_CASE("a message without a frame says so") {
    const Line line = decode(joined({no_time, octets("0101"), power}));
    REQUIRE(line.readings.size() == 1);
    CHECK(line.readings[0].framing == values::Framing::apdu);
    CHECK(line.readings[0].check == values::Check::none);
}

TEST_CASE("the clock register goes before the time of the notification") {
    const Line both =
        decode(push_of(joined({with_time, list_with_clock("07E60B16021025210080 0000")})));
    REQUIRE(both.readings.size() == 1);
    CHECK(both.readings[0].meter_time == "2022-11-22T16:37:33");
    const Line one = decode(push_of(joined({with_time, octets("0101"), power})));
    REQUIRE(one.readings.size() == 1);
    CHECK(one.readings[0].meter_time == "2021-03-23T19:26:58");
    const Line none = decode(push_of(joined({no_time, octets("0101"), power})));
    REQUIRE(none.readings.size() == 1);
    CHECK(none.readings[0].meter_time.empty());
}

TEST_CASE("an impossible clock is absent and counted") {
    const char* impossible = "07E60D16021025210080 0000";
    const Line beside = decode(push_of(joined({with_time, list_with_clock(impossible)})));
    REQUIRE(beside.readings.size() == 1);
    CHECK(beside.readings[0].meter_time == "2021-03-23T19:26:58");
    CHECK(beside.readings[0].objects == std::vector<std::string>{"1-0:1.7.0.255=1362W"});
    CHECK(beside.counters().clocks_impossible == 1);

    const Line channel =
        decode(push_of(joined({no_time, list_with_clock(impossible, "0003010000FF")})));
    REQUIRE(channel.readings.size() == 1);
    CHECK(channel.readings[0].objects.size() == 1);
    CHECK(channel.counters().clocks_impossible == 1);

    const Line head = decode(
        push_of(joined({octets("0F40000000 0C FFFFFFFFFFFFFFFFFFFFFFFF"), octets("0101"), power})));
    REQUIRE(head.readings.size() == 1);
    CHECK(head.readings[0].meter_time.empty());
    CHECK(head.counters().clocks_impossible == 1);
}

TEST_CASE("a date-time type says itself that it is a clock") {
    const auto list_of = [](std::string_view time) {
        return push_of(joined(
            {no_time, octets("0102"), power, octets("02020906 0000600301FF 19"), octets(time)}));
    };
    const Line possible = decode(list_of("07E60B160210252100800000"));
    REQUIRE(possible.readings.size() == 1);
    CHECK(possible.readings[0].objects[1] == "0-0:96.3.1.255=2022-11-22T16:37:33");
    const Line impossible = decode(list_of("FFFFFFFFFFFFFFFFFFFFFFFF"));
    REQUIRE(impossible.readings.size() == 1);
    CHECK(impossible.readings[0].objects.size() == 1);
    CHECK(impossible.counters().clocks_impossible == 1);
}

TEST_CASE("a list of which nothing is left gives no reading") {
    const Line line = decode(push_of(
        joined({no_time, octets("0101 02020906 0000010000FF 090C FFFFFFFFFFFFFFFFFFFFFFFF")})));
    CHECK(line.readings.empty());
    CHECK(line.counters().messages_not_understood == 1);
}

TEST_CASE("ciphered messages are counted, not read") {
    const Line framed = decode(joined({vectors::ciphered, vectors::aidon_list1}));
    CHECK(framed.readings.size() == 1);
    CHECK(framed.counters().messages_not_opened == 1);
    CHECK(framed.counters().messages_not_understood == 0);
    for (const char* message :
         {"DC084D4D4D0000BC614E1E2000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA",
          "DD080102030405060708084D4D4D0000BC614E0852545254000000010000002A3000000001DE21000A02BF79"
          "B47293D61893678ED786AA33A91ECDFB3EAA2F39E7AC68DFA0B62EAA8F84"}) {
        const Line line = decode(push_of(octets(message)));
        CHECK(line.counters().messages_not_opened == 1);
        CHECK(line.counters().not_opened.no_key == 1);
    }
    for (const char* event : {"CA0102030405", "D20102030405", "C2000001"}) {
        const Line line = decode(push_of(octets(event)));
        CHECK(line.readings.empty());
        CHECK(line.counters().messages_not_understood == 1);
    }
    const Octets bare = octets(
        "DB084D4D4D0000BC614E2A3000000001DE21000A02BF79B47293D61893678ED786AA33A91ECDFB3EAA04B75918"
        "E6B2F0F56A45A4F5");
    CHECK(decode(bare).counters().messages_not_opened == 1);
    CHECK(decode(joined({bare, bare})).counters().messages_not_opened == 2);
}

TEST_CASE("what is no list of registers is counted as not understood") {
    for (const char* body : {"11 05", "0203 1101 1102 1103", "0200", "0100", "0201 0F05",
                             "0102 1101", "0101 0203090601", "02"}) {
        CAPTURE(body);
        const Line line = decode(push_of(joined({no_time, octets(body)})));
        CHECK(line.readings.empty());
        CHECK(line.counters().messages_not_understood == 1);
    }
    CHECK(decode(push_of(joined({no_time, octets("0101"), power, octets("00")})))
              .counters()
              .messages_not_understood == 1);
    CHECK(decode(push_of(octets("0F40"))).counters().messages_not_understood == 1);
    CHECK(decode(push_of(octets("C200"))).counters().messages_not_understood == 1);
}

TEST_CASE("a message that lost a part without a trace is incomplete") {
    Octets apdu = joined({no_time, octets("0103"), power, power, power});
    const auto segment = [&](std::size_t from, std::size_t size, std::uint8_t type) {
        const Octets part(apdu.begin() + static_cast<std::ptrdiff_t>(from),
                          apdu.begin() + static_cast<std::ptrdiff_t>(from + size));
        return tests::frame_of(from == 0 ? joined({octets("E6E700"), part}) : part, "410313", type);
    };
    const std::size_t third = 20;  // inside of a value
    const Octets first = segment(0, third, 0xA8);
    const Octets second = segment(third, third, 0xA8);
    const Octets last = segment(2 * third, apdu.size() - 2 * third, 0xA0);
    CHECK(decode(joined({first, second, last})).readings.size() == 1);
    for (const Octets& stream : {joined({first, last}), joined({second, last}),
                                 joined({first, second}), joined({first, second, second, last})}) {
        CAPTURE(stream.size());
        const Line line = decode(stream);
        CHECK(line.readings.empty());
        CHECK(line.counters().messages_incomplete == 1);
        CHECK(line.counters().messages_not_understood == 0);
    }
}

TEST_CASE("messages that repeat the one before with its clock are counted and given") {
    const Octets hour = push_of(joined({no_time, list_with_clock("07E60B160210000000800000")}));
    const Octets next = push_of(joined({no_time, list_with_clock("07E60B160211000000800000")}));
    const Octets power_only = push_of(joined({no_time, octets("0101"), power}));
    CHECK(decode(joined({hour, hour})).readings.size() == 2);
    CHECK(decode(joined({hour, hour})).counters().duplicates == 1);
    CHECK(decode(joined({hour, next, hour})).counters().duplicates == 0);
    CHECK(decode(joined({power_only, power_only})).counters().duplicates == 0);
    CHECK(decode(joined({hour, power_only, hour})).counters().duplicates == 1);
}

TEST_CASE("a new unit does not go on with the segments of the one before") {
    Line line;
    line.give(vectors::segment1);
    line.end();
    line.give(vectors::segment2);
    line.end();
    CHECK(line.readings.empty());
    CHECK(line.counters().messages_incomplete == 2);
}

TEST_CASE("meters on the channels of a list with codes") {
    // Channel 1: kind 3 (gas), id G123, 48.774 m3.
    const Octets list = octets(
        "0103 0202 0906 0001180100FF 1103 0202 0906 0001600100FF 0904 47313233"
        "0203 0906 0001180201FF 05 0000BE86 0202 0FFD 160D");
    const auto memory = std::make_unique<DecoderMemory>();
    Decoder decoder{memory->room()};
    const Octets frame = push_of(joined({no_time, list}));
    bytes::Bytes input{frame};
    const Reading* reading = decoder.take(input, received);
    REQUIRE(reading != nullptr);
    REQUIRE(reading->submeters.size() == 1);
    CHECK(reading->submeters[0].medium == values::Medium::gas);
    CHECK(reading->submeters[0].id == "G123");
    const values::Object& counter = reading->objects[reading->submeters[0].object];
    REQUIRE(counter.quantity != nullptr);
    CHECK(counter.quantity->key == "gas_m3");
    CHECK(written(counter.value.number) == "48.774");
}
