// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/identity.h"

#include <array>

namespace hanmeter::meters {
namespace {

using values::Obis;
using values::Object;
using values::Reading;
using values::Value;

bool is_gs1(const Obis& code) {
    return code.a == 1 && code.c == 0 && code.d == 0 && code.e == 5;
}

// The place of a code in the order of precedence; past the end for what is no id.
constexpr std::size_t no_id = 6;
std::size_t precedence(const Obis& code) {
    constexpr std::array<Obis, no_id> order{{
        {0, 0, 96, 1, 0, 255},
        {1, 0, 0, 0, 5, 255},
        {1, 0, 96, 1, 0, 255},
        {1, 0, 0, 0, 9, 255},
        {0, 0, 42, 0, 0, 255},
        {0, 0, 96, 1, 255, 255},
    }};
    if (is_gs1(code)) return 1;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (code == order[i]) return i;
    }
    return no_id;
}

std::string_view text_of(const Object& object) {
    return object.value.kind == Value::Kind::text ? object.value.text : std::string_view{};
}

}  // namespace

void identify(Reading& reading) {
    std::size_t best = no_id;
    for (const Object& object : reading.objects) {
        if (object.value.kind == Value::Kind::clock && object.quantity != nullptr &&
            object.quantity->key == "meter_time") {
            reading.meter_time = object.value.clock;
        }
        const std::string_view text = text_of(object);
        if (text.empty()) continue;
        if (const std::size_t place = precedence(object.obis); place < best) {
            best = place;
            reading.meter_id = text;
        }
        if (object.quantity == nullptr) continue;
        if (object.quantity->key == "meter_model") reading.meter_model = text;
        if (object.quantity->key == "list") reading.list = text;
    }
}

}  // namespace hanmeter::meters
