// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/io/mqtt.h"
#include "hanmeter/pipeline/received.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// What a gateway publishes: raw bytes, hex, base64, or one of these in JSON or other text. Each
// message is a unit. What a broker kept from before we came has no time.
class Mqtt : public pipeline::Source {
public:
    struct Settings {
        pipeline::Undo undo{};
        io::MqttSettings mqtt{};
        bool patient = false;  // a broker that does not answer at start is waited for
    };

    Mqtt(asio::any_io_executor executor, io::MqttAddress address, Settings settings)
        : executor_{std::move(executor)},
          address_{std::move(address)},
          settings_{std::move(settings)} {}

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return true; }

private:
    asio::any_io_executor executor_;
    io::MqttAddress address_;
    Settings settings_;
};

}  // namespace hanmeter::sources
