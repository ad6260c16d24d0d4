// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "sim/faults.h"
#include "sim/meter.h"

namespace hanmeter::sim::testdata {

// What is done on purpose to one telegram of a case.
enum class Damage : std::uint8_t {
    none,
    flip_inside,  // a bit behind the header
    flip_header,  // a bit of the source address
    lose_one,     // a byte behind the header
    lose_three,   // three of them
    cut_end,      // its second half
    cut_front,    // its first half
};

// Frames that a receiver has to refuse, by reason. The rest follows from what was sent.
struct Refused {
    unsigned bad_header_check = 0;
    unsigned bad_check = 0;
    unsigned cut = 0;
};

// A folder of testdata/: telegrams of a simulated meter, all with invented ids.
struct Case {
    std::string_view folder;  // `no/aidon-3p-lists`
    std::string_view about;   // a sentence: what is special
    std::string_view model;
    std::string_view start;  // what the meter's clock shows
    std::size_t count;       // telegrams
    std::uint64_t seed = 1;
    std::int64_t sun_peak_w = 0;
    HdlcSegments segments = {};
    std::optional<Energies> energies = {};
    std::optional<ClockHabit> clock = {};
    FaultOptions faults = {};
    Damage damage = Damage::none;
    std::size_t damaged = 0;              // which telegram, from 0
    std::optional<Refused> refused = {};  // where it is known; else nothing is claimed
};

std::span<const Case> all_cases();

// A case as it stands on the disk.
struct CaseFiles {
    std::string in_hex;     // what comes out of the line, a telegram a line
    std::string case_toml;  // name, origin, what is special, what to expect of the counters
    std::string sent_json;  // an array of what the whole telegrams say: code -> exact text
};

CaseFiles files_of(const Case& one);

}  // namespace hanmeter::sim::testdata
