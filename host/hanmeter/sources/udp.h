// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/io/listen.h"
#include "hanmeter/pipeline/received.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// Datagrams that a gateway sends here. Each is a unit of its own: a message without a check may
// stand in it and does not go on in the next; segments of a longer one may.
class Udp : public pipeline::Source {
public:
    Udp(asio::any_io_executor executor, io::ListenAddress address, pipeline::Undo undo)
        : executor_{std::move(executor)}, address_{std::move(address)}, undo_{undo} {}

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return true; }

private:
    asio::any_io_executor executor_;
    io::ListenAddress address_;
    pipeline::Undo undo_;
};

}  // namespace hanmeter::sources
