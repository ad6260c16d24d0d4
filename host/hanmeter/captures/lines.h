// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::captures {

// A line, or a part of one that is longer than LineReader::limit.
struct Line {
    std::string_view text{};  // without its end; valid until the next call of take()
    bool begins = true;       // the first part
    bool ends = true;         // the last part
    bool crlf = false;        // it ended in CR LF
};

// Text in pieces of any size -> lines. A line ends in LF, CR or CR LF. The colours of terminals
// (ESC [ .. m and the like) are left out. A line longer than the limit comes in parts, cut behind
// a blank, comma, colon or dash if there is one near.
class LineReader {
public:
    static constexpr std::size_t limit = std::size_t{16} * 1024;

    std::optional<Line> take(bytes::Bytes& input);
    // What stands behind the last line end.
    std::optional<Line> finish();

private:
    enum class Escape { none, begun, inside };

    bool part_of_escape(char c);
    Line give(std::size_t size, bool ends, bool crlf = false);

    std::string held_{};
    std::string given_{};
    bool begins_ = true;
    bool after_return_ = false;
    Escape escape_ = Escape::none;
};

}  // namespace hanmeter::captures
