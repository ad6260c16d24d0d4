// SPDX-License-Identifier: Apache-2.0
#include "app/reading/running_sums.h"

#include <fmt/core.h>

#include "hanmeter/formats/append.h"

namespace hanmeter::app::reading {

std::string tell(const energy::RunningSums& sums) {
    std::string told;
    if (sums.average_watts) {
        told += fmt::format("power {} W on average over at least 30 s\n", *sums.average_watts);
    }
    if (sums.check) {
        told += fmt::format("energy {} Wh by the register, ", sums.check->register_wh);
        formats::append(sums.check->integrated_wh, told);
        told += fmt::format(" Wh by adding up the power{}\n",
                            sums.check->complete ? "" : ", with a gap in it");
    }
    return told;
}

}  // namespace hanmeter::app::reading
