// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/meters/identity.h"

#include <array>

#include "hanmeter/values/ids.h"

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
constexpr std::size_t no_id = 7;
constexpr std::size_t only_in_telegrams = 3;
std::size_t precedence(const Obis& code, bool in_telegram) {
    constexpr std::array<Obis, no_id> order{{
        {0, 0, 96, 1, 0, 255},
        {1, 0, 0, 0, 5, 255},
        {1, 0, 96, 1, 0, 255},
        {0, 0, 96, 1, 1, 255},
        {1, 0, 0, 0, 9, 255},
        {0, 0, 42, 0, 0, 255},
        {0, 0, 96, 1, 255, 255},
    }};
    if (is_gs1(code)) return 1;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (code == order[i] && (i != only_in_telegrams || in_telegram)) return i;
    }
    return no_id;
}

std::string_view text_of(const Object& object) {
    return object.value.kind == Value::Kind::text ? object.value.text : std::string_view{};
}

// The id as it is shown; empty where the value says nothing.
std::string_view id_of(const Reading& reading, const Object& object, bytes::TextRoom& texts) {
    const bool in_sml = reading.framing == values::Framing::sml;
    if (in_sml && object.value.kind == Value::Kind::octets) {
        return values::print_server_id(object.value.data, texts);
    }
    const std::string_view text = text_of(object);
    return object.type_tag == 0 ? values::undo_hex(text, texts) : text;
}

}  // namespace

void identify(Reading& reading, bytes::TextRoom& texts) {
    std::size_t best = no_id;
    const Object* id = nullptr;
    for (const Object& object : reading.objects) {
        if (object.value.kind == Value::Kind::clock && object.quantity != nullptr &&
            object.quantity->key == "meter_time") {
            reading.meter_time = object.value.clock;
        }
        const std::string_view text = text_of(object);
        const bool says_something = !text.empty() || object.value.kind == Value::Kind::octets;
        const std::size_t place = precedence(object.obis, object.type_tag == 0);
        if (says_something && place < best) {
            best = place;
            id = &object;
        }
        if (text.empty()) continue;
        if (object.quantity == nullptr) continue;
        if (object.quantity->key == "meter_model") reading.meter_model = text;
        if (object.quantity->key == "list") reading.list = text;
    }
    if (id != nullptr) reading.meter_id = id_of(reading, *id, texts);
}

}  // namespace hanmeter::meters
