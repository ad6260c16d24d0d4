// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/reading/outputs.h"
#include "hanmeter/decoder.h"
#include "hanmeter/inspect/hexdump.h"
#include "hanmeter/inspect/structure.h"

namespace hanmeter::app::reading {

// Listens to one line's decoder and prints what -x and -p ask for, as it happens.
class Inspector final : public Listener, inspect::TextSink {
public:
    // `outputs` outlives this.
    Inspector(Outputs& outputs, bool hexdump, bool structure)
        : outputs_{outputs}, wants_hexdump_{hexdump}, wants_structure_{structure} {}
    Inspector(const Inspector&) = delete;
    Inspector& operator=(const Inspector&) = delete;

    void frame(const framing::Frame& frame) override;
    void refused(const framing::Refused& refused) override;
    void skipped(bytes::Bytes data, std::uint64_t offset) override;
    void message(const Message& message) override;
    void telegram(bytes::Bytes text) override;
    void sml_message(bytes::Bytes message) override;
    void records(const messages::mbus::Telegram& telegram, bytes::Bytes plain) override;
    void refused_message(const messages::cosem::Apdu& apdu, bytes::Fault fault) override;

private:
    void put(std::string_view text) override { outputs_.inspection() += text; }

    Outputs& outputs_;
    bool wants_hexdump_;
    bool wants_structure_;
    inspect::Hexdump hexdump_{*this};
    inspect::Structure structure_{*this};
};

}  // namespace hanmeter::app::reading
