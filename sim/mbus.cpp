// SPDX-License-Identifier: Apache-2.0
#include "sim/mbus.h"

#include <algorithm>
#include <numeric>

namespace hanmeter::sim {
namespace {

constexpr std::uint8_t start = 0x68;
constexpr std::uint8_t stop = 0x16;
constexpr unsigned last_telegram = 0x10;

std::vector<std::uint8_t> telegram(const MbusTelegrams& form, unsigned ci, bytes::Bytes data) {
    std::vector<std::uint8_t> body{form.control, form.address, static_cast<std::uint8_t>(ci),
                                   form.source, form.destination};
    body.insert(body.end(), data.begin(), data.end());
    const auto length = static_cast<std::uint8_t>(body.size());
    std::vector<std::uint8_t> out{start, length, length, start};
    out.insert(out.end(), body.begin(), body.end());
    out.push_back(static_cast<std::uint8_t>(std::accumulate(body.begin(), body.end(), 0U)));
    out.push_back(stop);
    return out;
}

}  // namespace

std::vector<std::uint8_t> mbus_message(const MbusTelegrams& form, bytes::Bytes apdu) {
    std::vector<std::uint8_t> out;
    unsigned number = 0;
    for (bytes::Bytes rest = apdu; !rest.empty(); ++number) {
        const auto data = rest.first(std::min(form.data_size, rest.size()));
        rest = rest.subspan(data.size());
        const auto part = telegram(form, number | (rest.empty() ? last_telegram : 0U), data);
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

}  // namespace hanmeter::sim
