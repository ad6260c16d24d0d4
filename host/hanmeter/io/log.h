// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hanmeter/io/mutex.h"

namespace hanmeter::io {

// syslog(3)'s numbers, which the journal reads as `<3>` and so on.
enum class Level : std::uint8_t { error = 3, warning = 4, notice = 5, info = 6, debug = 7 };

// What the program has to say to people: a sentence a line, to stderr. May be called from any
// thread. The same sentence again within `repeat_after` is counted instead, and the count said
// with it when it comes after that.
class Log {
public:
    using Clock = std::chrono::steady_clock;
    struct Settings {
        int fd = 2;
        Level threshold = Level::info;   // what is less urgent is left out
        bool journal = under_journal();  // `<6>` instead of nothing in front
        std::chrono::seconds repeat_after{60};
    };

    Log() : Log(Settings{}) {}
    explicit Log(Settings settings) : settings_{settings} {}

    void say(Level level, std::string_view sentence, Clock::time_point now = Clock::now());

    // Whether systemd's journal reads `fd`. A terminal inside a desktop session inherits
    // JOURNAL_STREAM too, so what is a terminal does not count.
    static bool under_journal(int fd = 2);

private:
    struct Said {
        std::string sentence;
        Clock::time_point at;
        std::uint64_t repeated = 0;
    };

    // How often it was swallowed before; nothing where it is to be swallowed now.
    bool is_due(std::string_view sentence, Clock::time_point now, std::uint64_t& repeated)
        HANMETER_REQUIRES(mutex_);

    const Settings settings_;
    Mutex mutex_;
    std::vector<Said> said_
        HANMETER_GUARDED_BY(mutex_);  // at most 64, the one said last at the end
};

}  // namespace hanmeter::io
