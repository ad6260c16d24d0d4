// SPDX-License-Identifier: Apache-2.0
#include "app/reading/session.h"

#include <fmt/core.h>
#include <unistd.h>

#include <filesystem>

#include "app/complaint.h"
#include "app/reading/line.h"
#include "app/reading/running_sums.h"

namespace hanmeter::app::reading {

namespace {

io::Log::Settings talk_settings(const Arguments& arguments) {
    io::Log::Settings settings{};
    if (arguments.given(OptionId::quiet)) settings.threshold = io::Level::error;
    return settings;
}

// Not where readings or what is found inside them run over the same terminal.
bool progress_wanted(const Arguments& arguments) {
    for (const OptionId talk :
         {OptionId::quiet, OptionId::verbose, OptionId::hexdump, OptionId::pktdebug,
          OptionId::obisdebug, OptionId::fieldsdebug, OptionId::domodebug}) {
        if (arguments.given(talk)) return false;
    }
    return ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0;
}

}  // namespace

Session::Session(const Arguments& arguments, Outputs& outputs, std::optional<RawLog> log,
                 bool several)
    : outputs_{outputs},
      log_{std::move(log)},
      talk_{talk_settings(arguments)},
      progress_{progress_wanted(arguments)},
      several_{several},
      hexdump_{arguments.given(OptionId::hexdump)},
      structure_{arguments.given(OptionId::pktdebug)},
      sums_{arguments.given(OptionId::verbose)} {
    if (arguments.given(OptionId::count)) left_ = arguments.number(OptionId::count);
}

void Session::take(const values::Reading& reading, const Line& from) {
    outputs_.write(reading, several_ ? std::string_view{from.name()} : std::string_view{});
    if (sums_) {
        const std::string told = tell(from.sums());
        if (!told.empty()) fmt::print(stderr, "{}{}", several_ ? from.name() + ": " : "", told);
    }
    if (hand_on_) hand_on_(reading);
    --left_;
}

void Session::begin_file(const std::string& name) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(name, unknown);
    progress_.begin(name, unknown ? std::nullopt : std::optional<std::uint64_t>{size});
}

void Session::raw(bytes::Bytes data, std::chrono::steady_clock::time_point now) {
    progress_.advance(data.size(), now);
    if (log_) log_->write(data);
}

void Session::say(std::string_view sentence) {
    talk_.say(io::Level::notice, spoken(sentence));
}

}  // namespace hanmeter::app::reading
