// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <asio/any_io_executor.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "app/reading/inspector.h"
#include "app/reading/session.h"
#include "hanmeter/decoder.h"
#include "hanmeter/energy/running_sums.h"
#include "hanmeter/pipeline/source.h"

namespace hanmeter::app::reading {

// One INPUT: what its source receives goes through a decoder of its own to the session.
class Line final : public pipeline::Intake {
public:
    // `session` outlives this. `live`: it never ends by itself, so silence ends messages that have
    // no check to end them.
    Line(std::string name, bool live, Session& session, const asio::any_io_executor& executor,
         const DecoderSettings& settings);
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    // `stop` is called when silence brought the last reading that is wanted, since no source is
    // awake to notice.
    void stop_by(std::function<void()> stop) { stop_ = std::move(stop); }

    void start() override;
    void end_unit() override;
    void receive(bytes::Bytes data, const values::Origin& origin) override;
    void received_raw(bytes::Bytes data) override;
    void notice(const std::string& sentence) override;
    bool done() const override;

    // The source has ended: what is held back is searched once more.
    void finish();

    const std::string& name() const { return name_; }
    bool live() const { return live_; }
    Counters counters() const { return decoder_.counters(); }
    // When something was received last; at first, when this was made.
    std::chrono::steady_clock::time_point last_byte() const { return last_byte_; }
    const energy::RunningSums& sums() const { return sums_; }
    // The first bytes that came, up to 16.
    bytes::Bytes first_bytes() const { return bytes::Bytes{first_}.first(first_size_); }

private:
    void end_message_in_silence();
    void end_message();
    void hand_on(const values::Reading& reading);
    Listener* listener() { return inspector_ ? &*inspector_ : nullptr; }

    std::string name_;
    bool live_;
    Session& session_;
    DecoderMemory memory_;
    Decoder decoder_;
    asio::steady_timer silence_;
    std::function<void()> stop_{};
    std::optional<Inspector> inspector_{};
    values::Origin last_origin_{};
    std::chrono::steady_clock::time_point last_byte_ = std::chrono::steady_clock::now();
    energy::RunningSums sums_{};
    std::array<std::uint8_t, 16> first_{};
    std::size_t first_size_ = 0;
};

}  // namespace hanmeter::app::reading
