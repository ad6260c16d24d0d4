// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/memory_log.h"

#include <doctest/doctest.h>

#include <thread>

#include "fakes/reading.h"

using namespace hanmeter;
using fakes::HandmadeReading;
using store::MemoryLog;
using store::Sequence;

namespace {

constexpr std::size_t all = 1'000'000;

std::vector<Sequence> sequences(const std::vector<store::Entry>& entries) {
    std::vector<Sequence> numbers;
    for (const store::Entry& entry : entries) numbers.push_back(entry.sequence);
    return numbers;
}

std::int64_t watts(const store::Entry& entry) {
    return *values::find_number(entry.reading->view(), "active_power_import_w")
                ->value.number.as_integer();
}

std::size_t size_of_one() {
    return store::StoredReading{HandmadeReading{}.power(1).view()}.bytes();
}

}  // namespace

TEST_CASE("readings come back in order, a batch at a time, once") {
    MemoryLog log;
    const auto cursor = log.open("a");
    for (int i = 1; i <= 5; ++i) {
        CHECK(log.append(HandmadeReading{}.power(100 + i)) == static_cast<Sequence>(i));
    }
    const auto first = log.next(cursor, 2);
    CHECK(sequences(first) == std::vector<Sequence>{1, 2});
    CHECK(watts(first[1]) == 102);
    CHECK(log.counters(cursor).waiting == 3);
    CHECK(sequences(log.next(cursor, 0)).empty());
    CHECK(sequences(log.next(cursor, all)) == std::vector<Sequence>{3, 4, 5});
    CHECK(log.next(cursor, all).empty());
    CHECK(log.counters(cursor).waiting == 0);
    CHECK(log.counters(cursor).dropped == 0);
}

TEST_CASE("each sink has its own cursor, and a reading stays until all were handed it") {
    MemoryLog log;
    const auto fast = log.open("fast");
    const auto slow = log.open("slow");
    CHECK(fast != slow);
    for (int i = 1; i <= 4; ++i) log.append(HandmadeReading{}.power(i));
    CHECK(log.next(fast, all).size() == 4);
    CHECK(log.bytes() == 4 * size_of_one());
    CHECK(log.next(slow, 3).size() == 3);
    CHECK(log.bytes() == size_of_one());
    CHECK(sequences(log.next(slow, all)) == std::vector<Sequence>{4});
    CHECK(log.bytes() == 0);
}

TEST_CASE("a new sink begins behind what is there, a known one keeps its place") {
    MemoryLog log;
    const auto first = log.open("first");
    log.append(HandmadeReading{}.power(1));
    const auto second = log.open("second");
    CHECK(log.counters(second).waiting == 0);
    log.append(HandmadeReading{}.power(2));
    CHECK(sequences(log.next(second, all)) == std::vector<Sequence>{2});
    CHECK(log.open("first") == first);
    CHECK(log.counters(first).waiting == 2);
}

TEST_CASE("without a sink nothing is kept, but the numbers go on") {
    MemoryLog log;
    CHECK(log.append(HandmadeReading{}.power(1)) == 1);
    CHECK(log.bytes() == 0);
    const auto cursor = log.open("late");
    CHECK(log.append(HandmadeReading{}.power(2)) == 2);
    CHECK(sequences(log.next(cursor, all)) == std::vector<Sequence>{2});
}

TEST_CASE("at the limit the oldest go and are counted for those who had not had them") {
    MemoryLog log{3 * size_of_one()};
    const auto away = log.open("away");
    const auto half = log.open("half");
    log.append(HandmadeReading{}.power(1));
    log.append(HandmadeReading{}.power(2));
    const auto in_hand = log.next(half, 2);
    for (int i = 3; i <= 7; ++i) log.append(HandmadeReading{}.power(i));
    CHECK(log.bytes() == 3 * size_of_one());
    CHECK(log.counters(away).dropped == 4);
    CHECK(log.counters(away).waiting == 3);
    CHECK(log.counters(half).dropped == 2);
    CHECK(watts(in_hand[0]) == 1);
    CHECK(watts(in_hand[1]) == 2);
    CHECK(sequences(log.next(away, all)) == std::vector<Sequence>{5, 6, 7});
    CHECK(sequences(log.next(half, all)) == std::vector<Sequence>{5, 6, 7});
    CHECK(log.counters(away).dropped == 4);
}

TEST_CASE("the newest stays, however small the limit") {
    MemoryLog log{1};
    const auto cursor = log.open("a");
    log.append(HandmadeReading{}.power(1));
    log.append(HandmadeReading{}.power(2));
    CHECK(sequences(log.next(cursor, all)) == std::vector<Sequence>{2});
    CHECK(log.counters(cursor).dropped == 1);
}

TEST_CASE("a sink's own bytes come back as they were given") {
    MemoryLog log;
    const auto cursor = log.open("a");
    CHECK(log.own(cursor).view().empty());
    log.append(HandmadeReading{}.power(1));
    log.next(cursor, all);
    log.acknowledge(cursor, 1, store::OwnBytes{std::array<std::uint8_t, 3>{7, 0, 9}});
    const store::OwnBytes own = log.own(cursor);
    REQUIRE(own.view().size() == 3);
    CHECK(own.view()[0] == 7);
    CHECK(own.view()[2] == 9);
    std::array<std::uint8_t, store::OwnBytes::limit> full{};
    full.back() = 64;
    CHECK(store::OwnBytes{full}.view().back() == 64);
}

TEST_CASE("threads that append and read at once lose nothing and see no number twice") {
    constexpr Sequence per_writer = 2000;
    MemoryLog log;
    const auto cursor = log.open("a");
    const auto write = [&log] {
        for (Sequence i = 0; i < per_writer; ++i) log.append(HandmadeReading{}.power(1));
    };
    std::thread one{write};
    std::thread two{write};
    Sequence expected = 1;
    bool in_order = true;
    while (expected <= 2 * per_writer) {
        for (const store::Entry& entry : log.next(cursor, 64)) {
            in_order = in_order && entry.sequence == expected;
            ++expected;
        }
        std::this_thread::yield();
    }
    one.join();
    two.join();
    CHECK(in_order);
    CHECK(log.counters(cursor).dropped == 0);
    CHECK(log.bytes() == 0);
}
