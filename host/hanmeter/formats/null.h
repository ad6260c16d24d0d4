// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/formats/format.h"

namespace hanmeter::formats {

// `-F null`: nothing, for measuring and for runs whose counters alone are wanted.
class Null : public Formatter {
public:
    void write(const values::Reading& /*reading*/, const Context& /*context*/,
               std::string& /*out*/) override {}
};

MadeFormatter make_null(const Settings& settings);

}  // namespace hanmeter::formats
