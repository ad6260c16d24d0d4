// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sources/mqtt.h"

#include <fmt/core.h>

#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <deque>
#include <vector>

#include "hanmeter/io/clock.h"
#include "hanmeter/io/mutex.h"
#include "hanmeter/io/wait.h"

namespace hanmeter::sources {

using pipeline::SourceEnd;

namespace {

struct Event {
    enum class Kind { subscribed, lost, message };
    Kind kind = Kind::message;
    std::string sentence{};
    bool lasting = false;
    std::vector<std::uint8_t> payload{};
    std::optional<values::Instant> time{};
};

// Carries what happens from the library's thread to the I/O thread. It holds so many events, then
// the library waits and with it the broker.
class Inbox final : public io::MqttListener, public std::enable_shared_from_this<Inbox> {
public:
    explicit Inbox(asio::any_io_executor executor)
        : executor_{std::move(executor)}, woken_{executor_} {}

    void subscribed() override { put({.kind = Event::Kind::subscribed}); }
    void lost(const std::string& sentence, bool lasting) override {
        put({.kind = Event::Kind::lost, .sentence = sentence, .lasting = lasting});
    }
    void message(bytes::Bytes payload, bool retained) override {
        put({.kind = Event::Kind::message,
             .payload = {payload.begin(), payload.end()},
             .time = retained ? std::nullopt : std::optional{io::now()}});
    }

    // On the I/O thread; nothing when the coroutine is cancelled.
    asio::awaitable<std::optional<Event>> next() {
        std::optional<Event> event;
        while (!co_await io::cancelled()) {
            woken_.expires_at(asio::steady_timer::time_point::max());
            event = take();
            if (event) break;
            asio::error_code ignored;
            co_await woken_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        }
        co_return event;
    }

    // The library waits no longer: nobody reads any more.
    void close() {
        const io::Lock lock{mutex_};
        closed_ = true;
        events_.clear();
        taken_.notify_all();
    }

private:
    static constexpr std::size_t most = 256;

    void put(Event event) {
        io::Lock lock{mutex_};
        while (events_.size() >= most && !closed_) taken_.wait(lock);
        if (closed_) return;
        events_.push_back(std::move(event));
        asio::post(executor_, [self = shared_from_this()] { self->woken_.cancel(); });
    }

    std::optional<Event> take() {
        const io::Lock lock{mutex_};
        if (events_.empty()) return std::nullopt;
        Event event = std::move(events_.front());
        events_.pop_front();
        taken_.notify_all();
        return event;
    }

    asio::any_io_executor executor_;
    asio::steady_timer woken_;
    io::Mutex mutex_{};
    io::Condition taken_{};
    std::deque<Event> events_ HANMETER_GUARDED_BY(mutex_){};
    bool closed_ HANMETER_GUARDED_BY(mutex_) = false;
};

// Closes it first, since the library may wait for room while the subscriber ends.
class Reader {
public:
    Reader(std::shared_ptr<Inbox> inbox, const io::MqttAddress& address,
           const io::MqttSettings& settings)
        : inbox_{std::move(inbox)}, subscriber_{address, settings, inbox_} {}
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { inbox_->close(); }

    asio::awaitable<std::optional<Event>> next() { return inbox_->next(); }

private:
    std::shared_ptr<Inbox> inbox_;
    io::MqttSubscriber subscriber_;
};

}  // namespace

asio::awaitable<SourceEnd> Mqtt::run(pipeline::Intake& intake) {
    co_await io::cancel_by_value();
    Reader reader{std::make_shared<Inbox>(executor_), address_, settings_.mqtt};
    pipeline::Received received{intake, settings_.undo};
    bool heard = false;  // the broker was there once
    bool out = false;    // an outage was announced
    while (!intake.done()) {
        auto event = co_await reader.next();
        if (!event) break;
        switch (event->kind) {
            case Event::Kind::subscribed:
                if (out) intake.notice(fmt::format("{} is back.", io::text(address_)));
                heard = true;
                out = false;
                break;
            case Event::Kind::lost:
                if (!heard && !settings_.patient) {
                    co_return SourceEnd{SourceEnd::Kind::cannot_open, event->sentence};
                }
                if (!out) intake.notice(event->sentence + " Trying again.");
                out = true;
                break;
            case Event::Kind::message: received.take_unit(event->payload, event->time); break;
        }
    }
    co_return SourceEnd{};
}

}  // namespace hanmeter::sources
