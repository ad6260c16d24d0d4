// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// ANSI colours, where they may be used.
class Ink {
public:
    enum class Colour { bold, dim, yellow };

    explicit Ink(bool used) : used_{used} {}
    void begin(Colour colour, std::string& out) const;
    void end(std::string& out) const;

private:
    bool used_;
};

// `2021-03-24 08:00:00`
void append_clock(const values::DateTime& clock, std::string& out);

// The first line of a block, or two where one would be longer than 80: when (received, else by the
// meter's clock), the meter's name, make and model, number, list; of a message that says none of
// them, its framing.
void append_headline(const values::Reading& reading, const Context& context, std::string& out);

}  // namespace hanmeter::formats
