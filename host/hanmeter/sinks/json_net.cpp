// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/json_net.h"

#include "hanmeter/formats/json.h"
#include "hanmeter/io/plain_socket.h"

namespace hanmeter::sinks {
namespace {

using io::PlainSocket;
using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::TryAgain;

class JsonNet final : public pipeline::Sink {
public:
    JsonNet(PlainSocket::Kind kind, io::TcpAddress address, std::chrono::milliseconds timeout,
            std::string name)
        : kind_{kind},
          timeout_{timeout},
          name_{std::move(name)},
          socket_{kind, std::move(address)} {}

    std::string_view name() const override { return name_; }

    Delivery deliver(std::span<const store::Entry> batch, values::Instant /*now*/) override {
        const auto until = std::chrono::steady_clock::now() + timeout_;
        if (auto why = socket_.connect(until); !why.empty()) return TryAgain{std::move(why)};
        std::size_t sent = 0;
        std::string text;
        for (const store::Entry& entry : batch) {
            text.clear();
            json_.write(entry.reading->view(), {.meter = entry.reading->meter()}, text);
            auto why = socket_.send(text, until);
            // Nobody there: a datagram is gone all the same.
            if (!why.empty() && kind_ == PlainSocket::Kind::tcp) return TryAgain{std::move(why)};
            ++sent;
            if (!why.empty()) break;
        }
        return Accepted{sent};
    }

    void cancel() override { socket_.cancel(); }

private:
    PlainSocket::Kind kind_;
    const std::chrono::milliseconds timeout_;
    const std::string name_;
    PlainSocket socket_;
    formats::Json json_{};
};

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make(PlainSocket::Kind kind,
                                                                const JsonNetSettings& settings,
                                                                std::string name) {
    auto address = io::tcp_address_from(settings.to);
    if (!address) return tl::unexpected{address.error()};
    std::unique_ptr<pipeline::Sink> sink =
        std::make_unique<JsonNet>(kind, std::move(*address), settings.timeout, std::move(name));
    return sink;
}

}  // namespace

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_json_tcp(
    const JsonNetSettings& settings, std::string name) {
    return make(PlainSocket::Kind::tcp, settings, std::move(name));
}

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_json_udp(
    const JsonNetSettings& settings, std::string name) {
    return make(PlainSocket::Kind::udp, settings, std::move(name));
}

}  // namespace hanmeter::sinks
