// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/stored_reading.h"

#include <cstring>
#include <type_traits>

namespace hanmeter::store {
namespace {

// In the block submeters stand right behind objects.
static_assert(sizeof(values::Object) % alignof(values::Submeter) == 0);
// And factors behind submeters.
static_assert(sizeof(values::Submeter) % alignof(values::Decimal) == 0);

// Calls `visit` with every view that an object holds. The bindings name all members, so that a new
// member does not compile until somebody decided here whether it is a view.
template <class Object, class Visit>
void for_each_view(Object& object, Visit visit) {
    [[maybe_unused]] auto& [obis, quantity, value, unit, other_unit, scale, scaler, type_tag, time,
                            status, factor, suspect] = object;
    [[maybe_unused]] auto& [kind, truth, number, text, data, clock] = value;
    visit(other_unit);
    visit(text);
    visit(data);
}

// The same for a reading, but for its objects.
template <class Reading, class Visit>
void for_each_text(Reading& reading, Visit visit) {
    [[maybe_unused]] auto& [framing, check, encrypted, maker, list, meter_id, meter_model,
                            meter_time, time, time_from, sec_index, line_ends_restored, objects,
                            submeters] = reading;
    visit(maker);
    visit(list);
    visit(meter_id);
    visit(meter_model);
}

std::size_t block_size_of(const values::Reading& reading, std::string_view meter) {
    std::size_t size = meter.size() + reading.objects.size_bytes() + reading.submeters.size_bytes();
    const auto count = [&size](const auto& view) { size += view.size(); };
    for_each_text(reading, count);
    for (const values::Object& object : reading.objects) {
        for_each_view(object, count);
        if (object.factor != nullptr) size += sizeof(values::Decimal);
    }
    for (const values::Submeter& submeter : reading.submeters) count(submeter.id);
    return size;
}

// Copies a row of trivial things to the front of `room`, which is aligned for them.
template <class T>
std::span<T> copy_row(std::span<const T> row, std::byte*& room) {
    static_assert(std::is_trivially_copyable_v<T>);
    static_assert(alignof(T) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    auto* const first = reinterpret_cast<T*>(room);
    std::uninitialized_copy_n(row.begin(), row.size(), first);
    room += row.size_bytes();
    return {first, row.size()};
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

StoredReading::StoredReading(const values::Reading& reading, std::string_view meter)
    : block_{std::make_unique_for_overwrite<std::byte[]>(block_size_of(reading, meter))},
      block_size_{block_size_of(reading, meter)},
      reading_{reading},
      meter_{meter} {
    std::byte* room = block_.get();
    const std::span<values::Object> objects = copy_row(reading.objects, room);
    const std::span<values::Submeter> submeters = copy_row(reading.submeters, room);
    reading_.objects = objects;
    reading_.submeters = submeters;
    for (values::Object& object : objects) {
        if (object.factor == nullptr) continue;
        object.factor = copy_row(std::span{object.factor, 1}, room).data();
    }
    Mover mover{room};
    for_each_text(reading_, [&mover](auto& view) { mover(view); });
    for (values::Object& object : objects) {
        for_each_view(object, [&mover](auto& view) { mover(view); });
    }
    for (values::Submeter& submeter : submeters) mover(submeter.id);
    mover(meter_);
}

}  // namespace hanmeter::store
