// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/capture.h"

#include <array>

#include "hanmeter/captures/automatic.h"
#include "hanmeter/captures/pcapng.h"
#include "hanmeter/captures/text_capture.h"

namespace hanmeter::captures {

namespace {

struct Row {
    Format format;
    std::string_view name;
};

constexpr std::array<Row, 6> formats = {{
    {.format = Format::automatic, .name = "auto"},
    {.format = Format::raw, .name = "raw"},
    {.format = Format::hex, .name = "hex"},
    {.format = Format::decimal, .name = "decimal"},
    {.format = Format::log, .name = "log"},
    {.format = Format::pcapng, .name = "pcapng"},
}};

class RawCapture : public Capture {
public:
    void take(bytes::Bytes input, Output& output) override {
        if (input.empty()) return;
        if (!started_) output.start();
        started_ = true;
        output.bytes(input, {});
    }
    void finish(Output&) override {}
    Format format() const override { return Format::raw; }

private:
    bool started_ = false;
};

}  // namespace

std::optional<Format> format_from(std::string_view name) {
    for (const Row& row : formats) {
        if (row.name == name) return row.format;
    }
    return std::nullopt;
}

std::string_view name_of(Format format) {
    for (const Row& row : formats) {
        if (row.format == format) return row.name;
    }
    return {};
}

std::unique_ptr<Capture> make_capture(Format wanted, io::TimeZone log_zone) {
    switch (wanted) {
        case Format::automatic: return std::make_unique<Automatic>(log_zone);
        case Format::raw: return std::make_unique<RawCapture>();
        case Format::pcapng: return std::make_unique<PcapngCapture>();
        case Format::hex:
        case Format::decimal:
        case Format::log: break;
    }
    return std::make_unique<TextCapture>(wanted, log_zone);
}

}  // namespace hanmeter::captures
