// SPDX-License-Identifier: Apache-2.0
#include "app/reading/inspector.h"

#include "hanmeter/inspect/text_structure.h"

namespace hanmeter::app::reading {

void Inspector::frame(const framing::Frame& frame) {
    if (wants_hexdump_) hexdump_.frame(frame);
}

void Inspector::refused(const framing::Refused& refused) {
    if (wants_hexdump_) hexdump_.refused(refused);
}

void Inspector::skipped(bytes::Bytes data, std::uint64_t offset) {
    if (wants_hexdump_) hexdump_.skipped(data, offset);
}

void Inspector::message(const Message& message) {
    if (wants_structure_) structure_.message(message);
}

void Inspector::telegram(bytes::Bytes text) {
    if (wants_structure_) inspect::tell_telegram(text, *this);
}

void Inspector::sml_message(bytes::Bytes message) {
    if (wants_structure_) inspect::tell_sml_message(message, *this);
}

void Inspector::records(const messages::mbus::Telegram& /*telegram*/, bytes::Bytes plain) {
    if (wants_structure_) inspect::tell_records(plain, *this);
}

void Inspector::refused_message(const messages::cosem::Apdu& apdu, bytes::Fault fault) {
    if (wants_structure_) structure_.refused_message(apdu, fault);
}

}  // namespace hanmeter::app::reading
