// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/stored_reading.h"

#include <cstring>
#include <type_traits>

namespace hanmeter::store {
namespace {

static_assert(std::is_trivially_copyable_v<values::Object>);
static_assert(alignof(values::Object) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

// Calls `visit` with every view that an object holds. The bindings name all members, so that a new
// member does not compile until somebody decided here whether it is a view.
template <class Object, class Visit>
void for_each_view(Object& object, Visit visit) {
    [[maybe_unused]] auto& [obis, quantity, value, unit, scale, scaler, type_tag] = object;
    [[maybe_unused]] auto& [kind, truth, number, text, data, clock] = value;
    visit(text);
    visit(data);
}

// The same for a reading, but for its objects.
template <class Reading, class Visit>
void for_each_text(Reading& reading, Visit visit) {
    [[maybe_unused]] auto& [framing, check, encrypted, maker, list, meter_id, meter_model,
                            meter_time, time, time_from, objects] = reading;
    visit(maker);
    visit(list);
    visit(meter_id);
    visit(meter_model);
}

std::size_t block_size_of(const values::Reading& reading) {
    std::size_t size = reading.objects.size_bytes();
    const auto count = [&size](const auto& view) { size += view.size(); };
    for_each_text(reading, count);
    for (const values::Object& object : reading.objects) for_each_view(object, count);
    return size;
}

// Copies what a view shows to `room` and moves the view there.
class Mover {
public:
    explicit Mover(std::byte* room) : room_{room} {}
    template <class View>
    void operator()(View& view) {
        if (view.empty()) {
            view = {};
            return;
        }
        void* const copy = std::memcpy(room_, view.data(), view.size());
        room_ += view.size();
        view = {static_cast<const typename View::value_type*>(copy), view.size()};
    }

private:
    std::byte* room_;
};

}  // namespace

StoredReading::StoredReading(const values::Reading& reading)
    : block_{std::make_unique_for_overwrite<std::byte[]>(block_size_of(reading))},
      block_size_{block_size_of(reading)},
      reading_{reading} {
    const std::size_t count = reading.objects.size();
    auto* const objects = static_cast<values::Object*>(static_cast<void*>(block_.get()));
    std::uninitialized_copy_n(reading.objects.begin(), count, objects);
    reading_.objects = {objects, count};
    Mover mover{block_.get() + reading.objects.size_bytes()};
    for_each_text(reading_, [&mover](auto& view) { mover(view); });
    for (std::size_t i = 0; i < count; ++i) {
        for_each_view(objects[i], [&mover](auto& view) { mover(view); });
    }
}

}  // namespace hanmeter::store
