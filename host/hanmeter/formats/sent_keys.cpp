// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/sent_keys.h"

#include <algorithm>
#include <functional>

#include "hanmeter/formats/naming.h"

namespace hanmeter::formats {
namespace {

constexpr int steps_s[] = {10, 15, 20, 30, 60, 120, 300, 600, 900, 1800};
constexpr std::size_t enough = 3;

int expiry(std::int64_t period_ms) {
    for (const int step : steps_s) {
        if (period_ms <= std::int64_t{step} * 1250) return 3 * step;
    }
    return SentKeys::seldom_expires_s;
}

}  // namespace

std::vector<SentKeys::Entry>::iterator SentKeys::place(const values::Quantity& quantity,
                                                       values::Unit unit) {
    return std::ranges::find_if(entries_, [&](const Entry& entry) {
        return is(entry, quantity, unit) ||
               std::less<const values::Quantity*>{}(&quantity, entry.key.quantity);
    });
}

bool SentKeys::is(const Entry& entry, const values::Quantity& quantity, values::Unit unit) {
    return entry.key.quantity == &quantity &&
           (!quantity.unit_ends_key || values::symbol(entry.key.unit) == values::symbol(unit));
}

bool SentKeys::add(const values::Quantity& quantity, values::Unit unit) {
    const auto at = place(quantity, unit);
    if (at != entries_.end() && is(*at, quantity, unit)) return false;
    entries_.insert(at, {.key = {&quantity, unit, seldom_expires_s}});
    return true;
}

bool SentKeys::time(Entry& entry, std::int64_t now_ms) {
    if (entry.last_ms && now_ms <= *entry.last_ms) return false;
    if (entry.last_ms) {
        entry.intervals_ms[entry.intervals++ % entry.intervals_ms.size()] = now_ms - *entry.last_ms;
    }
    entry.last_ms = now_ms;
    if (entry.intervals < enough) return false;
    auto sorted = entry.intervals_ms;
    const std::size_t count = std::min(entry.intervals, sorted.size());
    auto* const middle = sorted.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::nth_element(sorted.begin(), middle, sorted.begin() + static_cast<std::ptrdiff_t>(count));
    const int before = entry.key.expires_s;
    entry.key.expires_s = expiry(*middle);
    return entry.key.expires_s != before;
}

bool SentKeys::note(const values::Reading& reading) {
    bool changed = false;
    for (const values::Object& object : reading.objects) {
        const values::Quantity* const quantity = named_by(object);
        if (quantity == nullptr || is_header(object) || !object.value.numeric()) continue;
        if (add(*quantity, object.unit)) changed = true;
        Entry& entry = *place(*quantity, object.unit);
        if (reading.time && time(entry, reading.time->milliseconds)) changed = true;
    }
    return changed;
}

std::vector<SentKey> SentKeys::keys() const {
    std::vector<SentKey> keys;
    for (const Entry& entry : entries_) keys.push_back(entry.key);
    return keys;
}

}  // namespace hanmeter::formats
