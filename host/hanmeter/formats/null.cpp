// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/null.h"

namespace hanmeter::formats {

MadeFormatter make_null(const Settings& /*settings*/) {
    return std::make_unique<Null>();
}

}  // namespace hanmeter::formats
