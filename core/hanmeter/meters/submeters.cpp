// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/submeters.h"

#include <algorithm>
#include <array>

#include "hanmeter/values/ids.h"

namespace hanmeter::meters {
namespace {

using values::DateTime;
using values::Medium;
using values::Object;
using values::Submeter;
using values::Value;

bool on_channel(const Object& object) {
    return object.obis.a == 0 && object.obis.b > 0 && object.obis.f == 255;
}
bool is_kind(const Object& object) {
    return object.obis.c == 24 && object.obis.d == 1 && object.obis.e == 0;
}
bool is_id(const Object& object) {
    return object.obis.c == 96 && object.obis.d == 1 && object.obis.e <= 1;
}
bool is_counter(const Object& object) {
    const bool number = object.value.kind == Value::Kind::number;
    return number && object.obis.c == 24 && (object.obis.d == 2 || object.obis.d == 3);
}

// `003`, or what a binary list sends as a number.
Medium medium_of(const Object& object) {
    std::int64_t number = -1;
    if (object.value.kind == Value::Kind::text) {
        const auto parsed = values::Decimal::parse(object.value.text);
        number = parsed ? parsed->as_integer().value_or(-1) : -1;
    } else if (object.value.kind == Value::Kind::number) {
        number = object.value.number.as_integer().value_or(-1);
    }
    switch (number) {
        case 2:
        case 3:
        case 4:
        case 6:
        case 7:
        case 8:
        case 10:
        case 11:
        case 12:
        case 13: return static_cast<Medium>(number);
        default: return Medium::unknown;
    }
}

std::string_view key_of(Medium medium) {
    switch (medium) {
        case Medium::gas: return "gas_m3";
        case Medium::water: return "water_m3";
        case Medium::warm_water: return "warm_water_m3";
        case Medium::heat_outlet:
        case Medium::heat_inlet:
        case Medium::heat_and_cooling: return "heat_j";
        case Medium::cooling_outlet:
        case Medium::cooling_inlet: return "cooling_j";
        case Medium::electricity:
        case Medium::heat_cost_allocator:
        case Medium::unknown: break;
    }
    return {};
}

bool is_newer(const std::optional<DateTime>& time, const std::optional<DateTime>& than) {
    if (!time || !than) return time.has_value();
    const auto rank = [](const DateTime& t) {
        return std::array<unsigned, 6>{t.year, t.month, t.day, t.hour, t.minute, t.second};
    };
    return rank(*time) > rank(*than);
}

class Channels {
public:
    Channels(std::span<Submeter> room, bytes::TextRoom& texts) : room_{room}, texts_{texts} {}

    Submeter* at(std::uint8_t channel) {
        for (Submeter& submeter : room_.first(size_)) {
            if (submeter.channel == channel) return &submeter;
        }
        if (size_ == room_.size()) return nullptr;
        room_[size_] = {.channel = channel};
        return &room_[size_++];
    }

    void note(std::span<const Object> objects, std::size_t index) {
        const Object& object = objects[index];
        if (!on_channel(object) || !(is_kind(object) || is_counter(object))) return;
        Submeter* const submeter = at(object.obis.b);
        if (submeter == nullptr) return;
        if (is_kind(object)) submeter->medium = medium_of(object);
        if (is_counter(object)) submeter->object = index;
    }

    void note_id(const Object& object) {
        if (!on_channel(object) || !is_id(object) || object.value.kind != Value::Kind::text) return;
        for (Submeter& submeter : room_.first(size_)) {
            const bool fits = submeter.channel == object.obis.b && submeter.id.empty();
            if (fits) submeter.id = values::undo_hex(object.value.text, texts_);
        }
    }

    std::span<Submeter> view() { return room_.first(size_); }

private:
    std::span<Submeter> room_;
    bytes::TextRoom& texts_;
    std::size_t size_ = 0;
};

void give_keys(std::span<Object> objects, std::span<const Submeter> submeters) {
    for (const Submeter& submeter : submeters) {
        const auto* const quantity = values::find_quantity(key_of(submeter.medium));
        if (quantity == nullptr || submeter.object == Submeter::no_object) continue;
        Object& object = objects[submeter.object];
        if (object.unit != quantity->unit) continue;
        bool newest = true;
        for (const Submeter& other : submeters) {
            if (other.object == Submeter::no_object || &other == &submeter) continue;
            const Object& rival = objects[other.object];
            if (key_of(other.medium) != quantity->key || rival.unit != quantity->unit) continue;
            if (rival.quantity == quantity || is_newer(rival.time, object.time)) newest = false;
        }
        if (newest) object.quantity = quantity;
    }
}

}  // namespace

std::size_t find_submeters(values::ObjectList& objects, std::span<Submeter> room,
                           bytes::TextRoom& texts) {
    Channels channels{room, texts};
    const std::span<Object> all = objects.view();
    for (std::size_t i = 0; i < all.size(); ++i) channels.note(all, i);
    for (const Object& object : all) channels.note_id(object);

    std::size_t kept = 0;
    for (const Submeter& submeter : channels.view()) {
        const bool has_time =
            submeter.object != Submeter::no_object && all[submeter.object].time.has_value();
        const bool binary =
            submeter.object != Submeter::no_object && all[submeter.object].type_tag != 0;
        if (!submeter.id.empty() || has_time || binary) room[kept++] = submeter;
    }
    give_keys(all, room.first(kept));
    return kept;
}

bool has_channel_counters(std::span<const values::Object> objects) {
    return std::any_of(objects.begin(), objects.end(), [](const Object& object) {
        return on_channel(object) && is_counter(object);
    });
}

}  // namespace hanmeter::meters
