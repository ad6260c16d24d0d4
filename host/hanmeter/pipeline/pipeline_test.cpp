// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/pipeline/pipeline.h"

#include <doctest/doctest.h>

#include <chrono>
#include <deque>
#include <thread>

#include "fakes/reading.h"
#include "hanmeter/store/memory_log.h"

using namespace hanmeter;
using namespace std::chrono_literals;
using fakes::HandmadeReading;
using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::Pipeline;
using pipeline::Refused;
using pipeline::SinkPolicy;
using pipeline::TryAgain;
using store::Sequence;

namespace {

using Steady = std::chrono::steady_clock;

// Long enough for a machine that does a lot else; no test waits for it when all is well.
constexpr auto patience = 60s;

// What happened outside the pipeline, shared between the test, its sinks and the sinks' threads.
class World {
public:
    void say(std::string_view sentence) {
        io::Lock lock{mutex_};
        said_.emplace_back(sentence);
        changed_.notify_all();
    }
    std::vector<std::string> said() const {
        io::Lock lock{mutex_};
        return said_;
    }
    std::size_t times_said(std::string_view part) const {
        std::size_t times = 0;
        for (const std::string& each : said()) times += each.find(part) != std::string::npos;
        return times;
    }

    // An attempt of a sink, and what it is to answer: the front of the script, or all accepted.
    Delivery attempt(std::span<const store::Entry> batch) {
        io::Lock lock{mutex_};
        ++attempts_;
        attempted_at_.push_back(Steady::now());
        changed_.notify_all();
        while (held_ && !cancelled_) changed_.wait(lock);
        Delivery answer = Accepted{batch.size()};
        if (!script_.empty()) {
            answer = script_.front();
            script_.pop_front();
        }
        std::size_t taken = 0;
        if (const auto* yes = std::get_if<Accepted>(&answer)) taken = yes->count;
        if (const auto* no = std::get_if<Refused>(&answer)) taken = no->which;
        taken = std::min(taken, batch.size());
        for (std::size_t i = 0; i < taken; ++i) took_.push_back(batch[i].sequence);
        batches_.push_back(batch.size());
        changed_.notify_all();
        return answer;
    }
    void script(std::deque<Delivery> answers) {
        io::Lock lock{mutex_};
        script_ = std::move(answers);
    }
    void hold(bool on) {
        io::Lock lock{mutex_};
        held_ = on;
        changed_.notify_all();
    }
    void cancel() {
        io::Lock lock{mutex_};
        cancelled_ = true;
        changed_.notify_all();
    }
    bool await_attempts(std::size_t count) {
        io::Lock lock{mutex_};
        const auto until = Steady::now() + patience;
        while (attempts_ < count && Steady::now() < until) changed_.wait_until(lock, until);
        return attempts_ >= count;
    }
    std::vector<Sequence> took() const {
        io::Lock lock{mutex_};
        return took_;
    }
    std::vector<std::size_t> batches() const {
        io::Lock lock{mutex_};
        return batches_;
    }
    std::vector<Steady::time_point> attempted_at() const {
        io::Lock lock{mutex_};
        return attempted_at_;
    }

private:
    mutable io::Mutex mutex_;
    io::Condition changed_;
    std::vector<std::string> said_ HANMETER_GUARDED_BY(mutex_);
    std::deque<Delivery> script_ HANMETER_GUARDED_BY(mutex_);
    std::vector<Sequence> took_ HANMETER_GUARDED_BY(mutex_);
    std::vector<std::size_t> batches_ HANMETER_GUARDED_BY(mutex_);
    std::vector<Steady::time_point> attempted_at_ HANMETER_GUARDED_BY(mutex_);
    std::size_t attempts_ HANMETER_GUARDED_BY(mutex_) = 0;
    bool held_ HANMETER_GUARDED_BY(mutex_) = false;
    bool cancelled_ HANMETER_GUARDED_BY(mutex_) = false;
};

class ScriptedSink final : public pipeline::Sink {
public:
    ScriptedSink(std::string name, std::shared_ptr<World> world, bool listens_to_cancel = true)
        : name_{std::move(name)}, world_{std::move(world)}, listens_{listens_to_cancel} {}
    std::string_view name() const override { return name_; }
    Delivery deliver(std::span<const store::Entry> batch, values::Instant) override {
        return world_->attempt(batch);
    }
    void cancel() override {
        if (listens_) world_->cancel();
    }

private:
    std::string name_;
    std::shared_ptr<World> world_;
    bool listens_;
};

// A pipeline with a log; each sink has a world of its own, and what is said goes to `talk`.
struct Bench {
    explicit Bench(std::size_t limit = store::MemoryLog::default_limit) : log{limit} {}

    std::shared_ptr<World> add(const std::string& name, const SinkPolicy& policy = fast(),
                               bool listens_to_cancel = true) {
        auto world = std::make_shared<World>();
        pipeline.add(std::make_unique<ScriptedSink>(name, world, listens_to_cancel), policy);
        return world;
    }
    void append(int count) {
        for (int i = 0; i < count; ++i) pipeline.append(HandmadeReading{}.power(i));
    }
    // From then on the sink's thread waits to try again.
    void await_retries(std::uint64_t count) const {
        while (pipeline.counters()[0].retried < count) std::this_thread::yield();
    }
    static SinkPolicy fast() { return {.batch = 100, .first_wait = 1ms, .longest_wait = 4ms}; }

    store::MemoryLog log;
    std::shared_ptr<World> talk = std::make_shared<World>();
    Pipeline pipeline{log, [world = talk](std::string_view sentence) { world->say(sentence); }};
};

std::vector<Sequence> numbers(Sequence from, Sequence to) {
    std::vector<Sequence> row;
    for (; from <= to; ++from) row.push_back(from);
    return row;
}

}  // namespace

TEST_CASE("every reading reaches every sink in order, once") {
    Bench bench;
    const auto one = bench.add("one");
    const auto two = bench.add("two");
    bench.append(1000);
    REQUIRE(bench.pipeline.settle(patience));
    CHECK(one->took() == numbers(1, 1000));
    CHECK(two->took() == numbers(1, 1000));
    for (const auto& counters : bench.pipeline.counters()) {
        CHECK(counters.delivered == 1000);
        CHECK(counters.waiting == 0);
        CHECK(counters.refused + counters.retried + counters.dropped == 0);
    }
    CHECK(bench.talk->said().empty());
}

TEST_CASE("a batch is never larger than the policy says") {
    Bench bench;
    const auto sink = bench.add("sink", {.batch = 7});
    sink->hold(true);
    bench.append(50);
    sink->hold(false);
    REQUIRE(bench.pipeline.settle(patience));
    CHECK(sink->took() == numbers(1, 50));
    for (const std::size_t size : sink->batches()) CHECK(size <= 7);
}

TEST_CASE("what could not be taken comes again, in order, and the outage is said once") {
    Bench bench;
    const auto sink = bench.add("sink");
    sink->script({TryAgain{"no answer"}, TryAgain{"no answer"}, TryAgain{"no answer"}});
    bench.append(20);
    REQUIRE(bench.pipeline.settle(patience));
    CHECK(sink->took() == numbers(1, 20));
    CHECK(bench.talk->times_said("sink: no answer") == 1);
    CHECK(bench.talk->times_said("works again") == 1);
    CHECK(bench.pipeline.counters()[0].retried == 3);
    CHECK(bench.pipeline.counters()[0].delivered == 20);
}

TEST_CASE("another reason in the same outage is said too") {
    Bench bench;
    const auto sink = bench.add("sink");
    sink->script({TryAgain{"no answer"}, TryAgain{"wrong password"}, TryAgain{"wrong password"}});
    bench.append(1);
    REQUIRE(bench.pipeline.settle(patience));
    CHECK(bench.talk->times_said("no answer") == 1);
    CHECK(bench.talk->times_said("wrong password") == 1);
}

TEST_CASE("a part of a batch that was accepted does not come again") {
    Bench bench;
    const auto sink = bench.add("sink");
    sink->hold(true);
    sink->script({Accepted{1}, Accepted{2}, TryAgain{"busy"}, Accepted{1}});
    bench.append(10);
    sink->hold(false);
    REQUIRE(bench.pipeline.settle(patience));
    CHECK(sink->took() == numbers(1, 10));
}

TEST_CASE("a refused reading is said with its reason, skipped and counted") {
    Bench bench;
    const auto sink = bench.add("sink");
    bench.append(1);
    REQUIRE(bench.pipeline.settle(patience));
    sink->hold(true);
    bench.append(1);
    REQUIRE(sink->await_attempts(2));
    bench.append(5);
    sink->script({Accepted{1}, Refused{2, "no such idx"}});
    sink->hold(false);
    REQUIRE(bench.pipeline.settle(patience));
    CHECK(sink->took() == std::vector<Sequence>{1, 2, 3, 4, 6, 7});
    CHECK(bench.talk->times_said("reading 5 is left out: no such idx") == 1);
    const auto counters = bench.pipeline.counters()[0];
    CHECK(counters.delivered == 6);
    CHECK(counters.refused == 1);
    CHECK(counters.waiting == 0);
}

TEST_CASE("a hundred refusals for one reason are said three times, all are counted") {
    Bench bench;
    const auto sink = bench.add("sink");
    sink->script(std::deque<Delivery>(100, Refused{0, "no such idx"}));
    bench.append(101);
    REQUIRE(bench.pipeline.settle(patience));
    CHECK(bench.talk->times_said("no such idx") == 3);
    CHECK(bench.pipeline.counters()[0].refused == 100);
    CHECK(sink->took() == std::vector<Sequence>{101});
}

TEST_CASE("the wait doubles from 1 s to 60 s") {
    const SinkPolicy policy;
    const std::int64_t seconds[] = {1, 2, 4, 8, 16, 32, 60, 60};
    for (std::uint64_t failures = 1; failures <= 8; ++failures) {
        CHECK(pipeline::wait_after(policy, failures) ==
              std::chrono::seconds{seconds[failures - 1]});
    }
    CHECK(pipeline::wait_after(policy, 1'000'000) == 60s);
}

TEST_CASE("no attempt comes before its wait is over") {
    Bench bench;
    const auto sink = bench.add("sink", {.first_wait = 20ms, .longest_wait = 40ms});
    sink->script(std::deque<Delivery>(4, TryAgain{"no"}));
    bench.append(1);
    REQUIRE(sink->await_attempts(2));
    bench.append(1);
    REQUIRE(bench.pipeline.settle(patience));
    const auto at = sink->attempted_at();
    REQUIRE(at.size() >= 5);
    CHECK(at[1] - at[0] >= 20ms);
    CHECK(at[2] - at[1] >= 40ms);
    CHECK(at[3] - at[2] >= 40ms);
    CHECK(at[4] - at[3] >= 40ms);
}

TEST_CASE("a sink that hangs delays neither append nor another sink") {
    Bench bench;
    const auto hung = bench.add("hung");
    const auto well = bench.add("well");
    hung->hold(true);
    bench.append(1);
    REQUIRE(hung->await_attempts(1));
    bench.append(5000);
    while (well->took().size() < 5001) std::this_thread::yield();
    CHECK(well->took() == numbers(1, 5001));
    CHECK(hung->took().empty());
    CHECK(bench.pipeline.counters()[0].waiting == 5001);
    hung->hold(false);
    REQUIRE(bench.pipeline.settle(patience));
    CHECK(hung->took() == numbers(1, 5001));
}

TEST_CASE("memory is bounded: the oldest are dropped, counted and said; the rest comes in order") {
    const std::size_t one = store::StoredReading{HandmadeReading{}.power(1).view()}.bytes();
    Bench bench{10 * one};
    const auto sink = bench.add("sink");
    sink->hold(true);
    bench.append(1);
    REQUIRE(sink->await_attempts(1));
    bench.append(100);
    CHECK(bench.log.bytes() == 10 * one);
    CHECK(bench.pipeline.counters()[0].dropped == 90);
    CHECK(bench.pipeline.counters()[0].waiting == 11);
    sink->hold(false);
    REQUIRE(bench.pipeline.settle(patience));
    std::vector<Sequence> expected = numbers(92, 101);
    expected.insert(expected.begin(), 1);
    CHECK(sink->took() == expected);
    CHECK(bench.talk->times_said("dropped unsent, 90 so far") == 1);
    const auto counters = bench.pipeline.counters()[0];
    CHECK(counters.delivered + counters.dropped == 101);
}

TEST_CASE("stop hands on what is there") {
    Bench bench;
    const auto sink = bench.add("sink", {.batch = 10});
    bench.append(500);
    bench.pipeline.stop(patience);
    CHECK(sink->took() == numbers(1, 500));
    CHECK(bench.pipeline.counters()[0].delivered == 500);
}

TEST_CASE("stop ends a long wait, tries once more, and says what is left") {
    Bench bench;
    const auto sink = bench.add("sink", {.first_wait = 1h, .longest_wait = 1h});
    sink->script(std::deque<Delivery>(9, TryAgain{"no answer"}));
    bench.append(3);
    bench.await_retries(1);
    bench.pipeline.stop(patience);
    CHECK(sink->attempted_at().size() == 2);
    CHECK(bench.talk->times_said("3 readings could not be handed on") == 1);
    CHECK(bench.pipeline.counters()[0].waiting == 3);
    CHECK(bench.pipeline.counters()[0].delivered == 0);
}

TEST_CASE("stop in an outage that ends just then delivers everything") {
    Bench bench;
    const auto sink = bench.add("sink", {.first_wait = 1h, .longest_wait = 1h});
    sink->script({TryAgain{"no answer"}});
    bench.append(3);
    bench.await_retries(1);
    bench.pipeline.stop(patience);
    CHECK(sink->took() == numbers(1, 3));
}

TEST_CASE("stop cancels a sink that hangs") {
    Bench bench;
    const auto sink = bench.add("sink");
    sink->hold(true);
    bench.append(1);
    REQUIRE(sink->await_attempts(1));
    bench.pipeline.stop(1ms);
    CHECK(sink->took() == numbers(1, 1));
}

TEST_CASE("a sink that hangs for good is left behind in bounded time and harms nobody later") {
    std::shared_ptr<World> sink;
    std::shared_ptr<World> talk;
    {
        Bench bench;
        talk = bench.talk;
        sink = bench.add("sink", Bench::fast(), false);
        sink->hold(true);
        bench.append(2);
        REQUIRE(sink->await_attempts(1));
        const auto before = Steady::now();
        bench.pipeline.stop(1ms);
        CHECK(Steady::now() - before < patience);
        CHECK(bench.pipeline.counters()[0].waiting == 2);
        CHECK(talk->times_said("2 readings could not be handed on") == 1);
    }
    // The thread comes back when pipeline and log are gone, and ends; its share of the world goes
    // last.
    const std::weak_ptr<World> share = sink;
    sink->hold(false);
    sink.reset();
    while (!share.expired()) std::this_thread::yield();
    CHECK(talk->times_said("works again") == 0);
}

TEST_CASE("without a sink there is nothing to wait for") {
    Bench bench;
    bench.append(10);
    CHECK(bench.pipeline.settle(0ms));
    bench.pipeline.stop();
    bench.pipeline.stop();
    CHECK(bench.pipeline.counters().empty());
}

TEST_CASE("settle gives up in time when a sink is away") {
    Bench bench;
    const auto sink = bench.add("sink");
    sink->hold(true);
    bench.append(1);
    CHECK_FALSE(bench.pipeline.settle(1ms));
    sink->hold(false);
    CHECK(bench.pipeline.settle(patience));
}

namespace {

// Counts readings and keeps the count as its own bytes.
class CountingSink final : public pipeline::Sink {
public:
    explicit CountingSink(std::shared_ptr<std::vector<std::uint8_t>> resumed_with)
        : resumed_with_{std::move(resumed_with)} {}
    std::string_view name() const override { return "counting"; }
    std::optional<store::OwnBytes> resume(bytes::Bytes own) override {
        resumed_with_->assign(own.begin(), own.end());
        return std::nullopt;
    }
    Delivery deliver(std::span<const store::Entry> batch, values::Instant) override {
        count_ = static_cast<std::uint8_t>(count_ + batch.size());
        return Accepted{batch.size(), store::OwnBytes{std::array<std::uint8_t, 1>{count_}}};
    }

private:
    std::shared_ptr<std::vector<std::uint8_t>> resumed_with_;
    std::uint8_t count_ = 0;
};

}  // namespace

TEST_CASE("a sink's own bytes are kept beside its cursor and handed back at the next start") {
    store::MemoryLog log;
    const auto resumed_with = std::make_shared<std::vector<std::uint8_t>>(1, std::uint8_t{99});
    const auto run = [&log, &resumed_with](int readings) {
        Pipeline pipeline{log, [](std::string_view) {}};
        pipeline.add(std::make_unique<CountingSink>(resumed_with));
        for (int i = 0; i < readings; ++i) pipeline.append(HandmadeReading{}.power(1));
        REQUIRE(pipeline.settle(patience));
        pipeline.stop();
    };
    run(5);
    CHECK(resumed_with->empty());
    run(0);
    CHECK(*resumed_with == std::vector<std::uint8_t>{5});
}
