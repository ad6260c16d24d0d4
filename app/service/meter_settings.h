// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "app/adjustments.h"
#include "app/config/config.h"
#include "app/decoding.h"
#include "hanmeter/io/time_zone.h"
#include "hanmeter/sources/source_list.h"

namespace hanmeter::app::service {

// What one [[meter]] says, made ready for use.
struct MeterSettings {
    std::string name{};    // empty: it goes by its id
    std::string source{};  // as it is written
    std::string shown{};   // the same without passwords
    std::unique_ptr<Decoding> decoding{};
    sources::SourceSettings source_settings{};
    bool finds_baud = false;  // speed and parity are to be found
    std::string share{};      // empty: the bytes are not passed on
    std::uint64_t fuse_amperes = 0;
    // Where the meter's clock is read; nothing for what cannot be known.
    io::TimeZone clock_zone{};

    // The error is one sentence.
    static tl::expected<MeterSettings, std::string> from(const config::Set& set);
};

}  // namespace hanmeter::app::service
