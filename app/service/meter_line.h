// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <asio/any_io_executor.hpp>
#include <asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <string>

#include "app/service/meter_settings.h"
#include "app/service/refused_frames.h"
#include "app/service/share.h"
#include "hanmeter/decoder.h"
#include "hanmeter/pipeline/counter_check.h"
#include "hanmeter/pipeline/latest.h"
#include "hanmeter/pipeline/pipeline.h"
#include "hanmeter/pipeline/source.h"
#include "hanmeter/store/sqlite_log.h"

namespace hanmeter::app::service {

// What the lines of a service share. All of it outlives them.
struct Shared {
    pipeline::Pipeline& pipeline;
    pipeline::Latest& latest;
    // The id seen last on a source that has no name, over restarts.
    std::function<std::string(const std::string& source)> remembered_id;
    std::function<void(const std::string& source, const std::string& id)> remember_id;
    // Keeps bytes that gave no reading, and gives back those that no key opened.
    std::function<void(store::RefusedBytes refused)> refuse;
    std::function<std::vector<store::RefusedBytes>(const std::string& source)> take_unopened;
    // Whether another line goes by that name already.
    std::function<bool(const std::string& name)> is_taken;
    pipeline::Say say;
};

// One meter: what its source receives goes through a decoder of its own to the pipeline. On the I/O
// thread.
class MeterLine final : public pipeline::Intake {
public:
    MeterLine(MeterSettings settings, Shared& shared, const asio::any_io_executor& executor,
              bool live);
    ~MeterLine() override;
    MeterLine(const MeterLine&) = delete;
    MeterLine& operator=(const MeterLine&) = delete;

    void start() override;
    void end_unit() override;
    void receive(bytes::Bytes data, const values::Origin& origin) override;
    void received_raw(bytes::Bytes data) override;
    void notice(const std::string& sentence) override;
    bool done() const override { return done_; }

    // Bytes go there as well.
    void share_with(std::unique_ptr<Share> share) { share_ = std::move(share); }
    // What an earlier key did not open is tried once more.
    void open_what_was_kept();

    // The source has ended: what is held back is searched once more.
    void finish();
    // No more is wanted.
    void end() { done_ = true; }

    const MeterSettings& settings() const { return settings_; }
    // Empty until it is known.
    const std::string& name() const { return name_; }
    Counters counters() const { return decoder_.counters(); }
    std::uint64_t bytes() const { return bytes_; }

private:
    void end_message_in_silence();
    void end_message();
    void take(const values::Reading& reading);
    values::Instant apart_from_last(values::Instant time);
    void learn_name(const values::Reading& reading);
    void go_by(std::string name);
    void give_up_waiting_for_an_id();
    void hand_on(const std::shared_ptr<const store::StoredReading>& reading);
    std::optional<std::chrono::milliseconds> clock_offset(const values::Reading& reading) const;

    MeterSettings settings_;
    Shared& shared_;
    pipeline::Latest::Line line_;
    std::string name_{};
    DecoderMemory memory_;
    Decoder decoder_;
    bool live_;
    bool done_ = false;
    std::uint64_t bytes_ = 0;  // received
    asio::steady_timer silence_;
    asio::steady_timer no_id_;
    bool waits_for_id_ = false;
    std::deque<std::shared_ptr<const store::StoredReading>> held_{};  // until a name is known
    values::Origin last_origin_{};
    values::Instant last_time_{};  // of the last reading
    std::unique_ptr<Share> share_{};
    RefusedFrames refused_;
    pipeline::CounterCheck counters_check_;
    std::vector<values::Object> objects_{};  // of the reading at hand
};

}  // namespace hanmeter::app::service
