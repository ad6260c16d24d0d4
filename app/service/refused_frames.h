// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "hanmeter/decoder.h"

namespace hanmeter::app::service {

// Listens to a decoder and hands on the bytes of what gave no reading: a frame that was refused,
// and all frames of a message that was. Messages that say nothing about the meter are left out.
class RefusedFrames final : public Listener {
public:
    using Take = std::function<void(std::string reason, std::vector<std::uint8_t> data)>;
    explicit RefusedFrames(Take take) : take_{std::move(take)} {}

    void frame(const framing::Frame& frame) override;
    void refused(const framing::Refused& refused) override;
    void refused_message(const messages::cosem::Apdu& apdu, bytes::Fault fault) override;
    void reading(const values::Reading& reading) override;

private:
    Take take_;
    std::vector<std::uint8_t> message_{};  // the frames since the last message
};

}  // namespace hanmeter::app::service
