// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "hanmeter/pipeline/source.h"

namespace hanmeter::sources {

// Bytes given on the command line, already turned back from hex.
class HexArgument : public pipeline::Source {
public:
    HexArgument(std::vector<std::uint8_t> data, bool stuffing)
        : data_{std::move(data)}, stuffing_{stuffing} {}

    asio::awaitable<pipeline::SourceEnd> run(pipeline::Intake& intake) override;
    bool live() const override { return false; }

private:
    std::vector<std::uint8_t> data_;
    bool stuffing_;
};

}  // namespace hanmeter::sources
