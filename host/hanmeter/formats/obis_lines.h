// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// `-o`: a line per object as they came, `1-0:1.7.0.255 826 W Active power import`. The unit is left
// out where there is none, the name where the catalogue has none.
class ObisLines : public Formatter {
public:
    void write(const values::Reading& reading, const Context& context, std::string& out) override;
};

}  // namespace hanmeter::formats
