// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/captures/capture.h"
#include "hanmeter/captures/line_bytes.h"
#include "hanmeter/captures/lines.h"
#include "hanmeter/captures/log_time.h"
#include "hanmeter/captures/records.h"
#include "hanmeter/captures/telegram_lines.h"

namespace hanmeter::captures {

// Text -> lines -> the telegrams or bytes in them -> where messages begin.
class TextCapture : public Capture {
public:
    // hex, decimal: numbers are that; automatic, log: line_bytes.h tells which.
    // `log_zone` is where times in logs are read.
    explicit TextCapture(Format wanted, io::TimeZone log_zone = {});

    void take(bytes::Bytes input, Output& output) override;
    void finish(Output& output) override;
    Format format() const override;

    // What comes next goes on with a telegram whose beginning has gone to the output already.
    void go_on();
    // Whether a P1 telegram was seen, and whether it began as the meter sends it: nothing in front,
    // CR LF behind its first line.
    bool telegram_seen() const { return telegrams_.seen(); }
    bool telegram_plain() const { return telegrams_.plain(); }

private:
    void take_line(const Line& line, Output& output);

    Format wanted_;
    LogTime log_time_;
    LineReader lines_{};
    TelegramLines telegrams_{};
    LineBytes line_bytes_;
    Records records_{};
};

}  // namespace hanmeter::captures
