// SPDX-License-Identifier: Apache-2.0
#include "app/service/refused_frames.h"

#include "hanmeter/framing/hdlc.h"
#include "hanmeter/store/sqlite_log.h"

namespace hanmeter::app::service {
namespace {

constexpr std::size_t longest = 32'768;

}  // namespace

void RefusedFrames::frame(const framing::Frame& frame) {
    if (message_.size() + frame.whole.size() > longest) message_.clear();
    message_.insert(message_.end(), frame.whole.begin(), frame.whole.end());
    if (frame.framing == values::Framing::hdlc) message_.push_back(framing::hdlc_flag);
}

void RefusedFrames::refused(const framing::Refused& refused) {
    take_(std::string{bytes::text(refused.error)},
          std::vector<std::uint8_t>(refused.whole.begin(), refused.whole.end()));
}

void RefusedFrames::refused_message(const messages::cosem::Apdu& /*apdu*/, bytes::Fault fault) {
    if (fault.error == bytes::Error::unsupported_apdu) return message_.clear();
    const bool not_opened = fault.error == bytes::Error::not_opened;
    take_(std::string{not_opened ? store::RefusedBytes::not_opened : bytes::text(fault.error)},
          std::move(message_));
    message_.clear();
}

void RefusedFrames::reading(const values::Reading& /*reading*/) {
    message_.clear();
}

}  // namespace hanmeter::app::service
