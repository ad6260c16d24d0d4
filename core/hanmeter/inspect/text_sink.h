// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace hanmeter::inspect {

// Where the inspectors' text goes, piece by piece; lines end in '\n'.
class TextSink {
public:
    virtual void put(std::string_view text) = 0;

protected:
    ~TextSink() = default;
};

}  // namespace hanmeter::inspect
