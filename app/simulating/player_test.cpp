// SPDX-License-Identifier: Apache-2.0
#include "app/simulating/player.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/connect.hpp>
#include <asio/io_context.hpp>
#include <asio/read.hpp>
#include <filesystem>
#include <future>
#include <thread>

#include "app/simulating/listen_wire.h"
#include "app/simulating/pty_wire.h"
#include "support/temporary_folder.h"

using namespace hanmeter;
using namespace hanmeter::app::simulating;
namespace fs = std::filesystem;

namespace {

using Octets = std::vector<std::uint8_t>;
using std::chrono::steady_clock;

Plan plan_of(std::string_view model, std::uint64_t speed, std::uint64_t count) {
    Plan plan{.model = sim::find_model(model), .speed = speed, .count = count};
    REQUIRE(plan.model != nullptr);
    plan.meter.start = *sim::start_of(*plan.model, "2026-01-15T08:00:00");
    return plan;
}

Octets sent_by(const Plan& plan) {
    sim::Meter meter{*plan.model, plan.meter};
    Octets all;
    for (std::uint64_t i = 0; i < *plan.count; ++i) {
        const auto bytes = meter.next().bytes;
        all.insert(all.end(), bytes.begin(), bytes.end());
    }
    return all;
}

// A player on a thread of its own.
class Running {
public:
    Running(const Plan& plan, Wire& wire, asio::io_context& context)
        : plan_{plan}, meter_{*plan.model, plan.meter}, player_{plan_, meter_, wire, state_} {
        asio::co_spawn(context, player_.run(),
                       asio::bind_cancellation_slot(
                           stop_.slot(), [this, &context](std::exception_ptr, const auto& done) {
                               good_ = done.has_value();
                               context.stop();
                           }));
        thread_ = std::thread{[&context] { context.run(); }};
        cancel_ = [this, &context] {
            asio::post(context, [this] { stop_.emit(asio::cancellation_type::terminal); });
        };
    }
    ~Running() {
        cancel_();
        if (thread_.joinable()) thread_.join();
    }
    // Until it ends by itself.
    bool finish() {
        thread_.join();
        return good_;
    }

private:
    const Plan& plan_;
    sim::Meter meter_;
    StateFile state_{"", *plan_.model};
    Player player_;
    asio::cancellation_signal stop_;
    std::function<void()> cancel_;
    std::thread thread_;
    bool good_ = false;
};

struct Received {
    Octets bytes;
    std::size_t reads = 0;
    steady_clock::duration took{};  // from the first byte to the last
};

// From a port that was opened: `size` bytes, or what comes within 20 s.
Received receive(int fd, std::size_t size) {
    Received all;
    steady_clock::time_point first;
    const auto last = steady_clock::now() + std::chrono::seconds{20};
    while (all.bytes.size() < size && steady_clock::now() < last) {
        pollfd look{.fd = fd, .events = POLLIN, .revents = 0};
        if (::poll(&look, 1, 100) <= 0) continue;
        Octets room(4096);
        const auto got = ::read(fd, room.data(), room.size());
        if (got <= 0) break;
        if (all.bytes.empty()) first = steady_clock::now();
        all.bytes.insert(all.bytes.end(), room.begin(), room.begin() + got);
        ++all.reads;
        all.took = steady_clock::now() - first;
    }
    return all;
}

}  // namespace

TEST_CASE("On a pseudo-terminal bytes come one by one at the speed of the line") {
    const testing::TemporaryFolder folder;
    const std::string link = folder / "han0";
    asio::io_context context;
    auto wire = PtyWire::open(link);
    REQUIRE(wire);
    CHECK(fs::read_symlink(link) == (*wire)->port());
    const io::Fd reader{::open(link.c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC)};
    REQUIRE(reader);
    const Plan plan = plan_of("kaifa-3p", 1, 1);
    Running running{plan, **wire, context};
    const Received received = receive(reader.get(), 122);
    CHECK(received.bytes == sent_by(plan));
    // A list 2 of 122 bytes takes 508 ms at 2400 baud, 504 ms from its first byte to its last.
    CHECK(received.bytes.size() == 122);
    CHECK(received.took >= std::chrono::milliseconds{480});
    CHECK(received.reads > 30);
    CHECK(running.finish());
    wire->reset();
    CHECK_FALSE(fs::exists(fs::symlink_status(link)));
}

TEST_CASE("All at once nothing is lost on a pseudo-terminal, and the last byte is read") {
    const testing::TemporaryFolder folder;
    const std::string link = folder / "han0";
    asio::io_context context;
    auto wire = PtyWire::open(link);
    REQUIRE(wire);
    const Plan plan = plan_of("aidon-3p", 0, 500);
    Running running{plan, **wire, context};
    const io::Fd reader{::open(link.c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC)};
    REQUIRE(reader);
    const Octets sent = sent_by(plan);
    CHECK(receive(reader.get(), sent.size()).bytes == sent);
    CHECK(running.finish());
}

TEST_CASE("What nobody reads is lost and not kept for later") {
    const testing::TemporaryFolder folder;
    const std::string link = folder / "han0";
    asio::io_context context;
    auto wire = PtyWire::open(link);
    REQUIRE(wire);
    const Plan plan = plan_of("aidon-3p", 10'000, 2000);
    Running running{plan, **wire, context};
    CHECK(running.finish());
    const io::Fd late{::open(link.c_str(), O_RDONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)};
    REQUIRE(late);
    Octets room(16);
    CHECK(::read(late.get(), room.data(), room.size()) < 0);
}

TEST_CASE("A name that is something else is left alone, an old link is replaced") {
    const testing::TemporaryFolder folder;
    const std::string taken = folder / "file";
    io::Fd{::open(taken.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)}.reset();
    const auto refused = PtyWire::open(taken);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().sentence.find("no symbolic link") != std::string::npos);
    CHECK(fs::is_regular_file(taken));

    const std::string old = folder / "old";
    fs::create_symlink("/nowhere", old);
    const auto wire = PtyWire::open(old);
    REQUIRE(wire);
    CHECK(fs::read_symlink(old) == (*wire)->port());
}

TEST_CASE("Over TCP every client gets everything") {
    asio::io_context context;
    auto wire = ListenWire::open(context.get_executor(), "127.0.0.1:0");
    REQUIRE(wire);
    const std::string address = (*wire)->address();
    const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    const asio::ip::tcp::endpoint endpoint{asio::ip::make_address("127.0.0.1"), port};
    asio::io_context own;
    asio::ip::tcp::socket first{own};
    asio::ip::tcp::socket second{own};
    first.connect(endpoint);
    second.connect(endpoint);
    Plan plan = plan_of("kamstrup-3p", 100, 6);
    plan.meter.start.milliseconds += 6000;  // time to accept them: the first is due in 4 s, by 100
    Running running{plan, **wire, context};
    const Octets sent = sent_by(plan);
    for (asio::ip::tcp::socket* client : {&first, &second}) {
        Octets received(sent.size());
        asio::error_code error;
        const auto size = asio::read(*client, asio::buffer(received), error);
        CHECK(size == sent.size());
        CHECK(received == sent);
    }
    CHECK(running.finish());
}

TEST_CASE("A client that leaves takes nothing from the others") {
    asio::io_context context;
    auto wire = ListenWire::open(context.get_executor(), "127.0.0.1:0");
    REQUIRE(wire);
    const std::string address = (*wire)->address();
    const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    const asio::ip::tcp::endpoint endpoint{asio::ip::make_address("127.0.0.1"), port};
    asio::io_context own;
    asio::ip::tcp::socket stays{own};
    stays.connect(endpoint);
    asio::ip::tcp::socket leaves{own};
    leaves.connect(endpoint);
    Plan plan = plan_of("aidon-3p", 100, 50);
    plan.meter.start.milliseconds += 100;  // the first is due in 2.4 s, by 100
    Running running{plan, **wire, context};
    leaves.close();
    const Octets sent = sent_by(plan);
    Octets received(sent.size());
    asio::error_code error;
    asio::read(stays, asio::buffer(received), error);
    CHECK(received == sent);
    CHECK(running.finish());
}

TEST_CASE("Addresses that cannot be listened on are refused") {
    asio::io_context context;
    for (const std::string_view address :
         {"", "8481", "nonsense:1", "127.0.0.1:65536", "127.0.0.1:", "127.0.0.1:x"}) {
        CAPTURE(address);
        const auto wire = ListenWire::open(context.get_executor(), address);
        REQUIRE_FALSE(wire);
        CHECK(wire.error().code == app::Exit::usage);
    }
}
