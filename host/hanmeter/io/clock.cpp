// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/clock.h"

#include <chrono>

namespace hanmeter::io {

values::Instant now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

}  // namespace hanmeter::io
