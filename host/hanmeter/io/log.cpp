// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/log.h"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "hanmeter/io/file.h"

namespace hanmeter::io {
namespace {

constexpr std::size_t max_remembered = 64;

// One entry stays one line, whatever a device or server put into it.
std::string one_line(std::string_view sentence) {
    std::string line{sentence};
    std::replace_if(
        line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return line;
}

}  // namespace

void Log::say(Level level, std::string_view sentence, Clock::time_point now) {
    if (level > settings_.threshold) return;
    const Lock lock{mutex_};
    std::uint64_t repeated = 0;
    if (!is_due(sentence, now, repeated)) return;
    std::string line = settings_.journal ? fmt::format("<{}>", static_cast<int>(level)) : "";
    line += one_line(sentence);
    if (repeated > 0) line += fmt::format(" (and {} times more before)", repeated);
    line += '\n';
    write_all(settings_.fd, line);
}

bool Log::is_due(std::string_view sentence, Clock::time_point now, std::uint64_t& repeated) {
    const auto found = std::find_if(said_.begin(), said_.end(),
                                    [&](const Said& said) { return said.sentence == sentence; });
    if (found != said_.end()) {
        if (now - found->at < settings_.repeat_after) {
            ++found->repeated;
            return false;
        }
        repeated = found->repeated;
        said_.erase(found);
    }
    if (said_.size() == max_remembered) said_.erase(said_.begin());
    said_.push_back({std::string{sentence}, now, 0});
    return true;
}

bool Log::under_journal(int fd) {
    const char* const stream = std::getenv("JOURNAL_STREAM");
    return stream != nullptr && *stream != '\0' && ::isatty(fd) == 0;
}

}  // namespace hanmeter::io
