// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "hanmeter/bytes/cursor.h"

namespace hanmeter::messages::p1 {

// One data line of a telegram (IEC 62056-21, 6.5):  address(group)(group)...
struct Line {
    std::string_view address;  // `1-0:1.8.0*255`, not yet looked at
    std::string_view groups;   // from the first bracket to the last
    std::size_t offset = 0;    // of the address in the telegram
};

// Told of every line in order. The views live as long as the telegram.
class Visitor {
public:
    // What stands behind `/`: three letters, one character, the ident.
    virtual void ident(std::string_view /*text*/) {}
    // A line that begins with `(` belongs to the one before it, line end and all (DSMR 2.2 and 3.0
    // write a gas value so).
    virtual void line(const Line& /*line*/) {}
    // A line that is no `address(group)...`: it is left out, the telegram stays.
    virtual void malformed(std::string_view /*text*/, std::size_t /*offset*/) {}

protected:
    ~Visitor() = default;
};

// Walks a telegram from `/` to `!`: the only parser of P1 lines there is. The `/` and `!` may be
// missing, as they are where only the data block was ciphered.
void walk(bytes::Bytes telegram, Visitor& visitor);

}  // namespace hanmeter::messages::p1
