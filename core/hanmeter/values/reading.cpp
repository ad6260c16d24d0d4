// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/values/reading.h"

namespace hanmeter::values {

std::string_view text(Framing framing) {
    switch (framing) {
        case Framing::hdlc: return "hdlc";
        case Framing::mbus: return "mbus";
        case Framing::wrapper: return "wrapper";
        case Framing::p1: return "p1";
        case Framing::d0: return "d0";
        case Framing::sml: return "sml";
        case Framing::apdu: return "apdu";
    }
    return "";
}

std::string_view text(Check check) {
    switch (check) {
        case Check::none: return "none";
        case Check::bcc: return "bcc";
        case Check::sml: return "sml";
        case Check::crc16: return "crc16";
        case Check::mbus: return "mbus";
        case Check::fcs: return "fcs";
        case Check::gcm: return "gcm";
    }
    return "";
}

std::string_view text(Scale scale) {
    switch (scale) {
        case Scale::none: return "";
        case Scale::frame: return "frame";
        case Scale::list: return "list";
        case Scale::assumed: return "assumed";
        case Scale::unknown: return "unknown";
    }
    return "";
}

std::string_view text(Medium medium) {
    switch (medium) {
        case Medium::electricity: return "electricity";
        case Medium::gas: return "gas";
        case Medium::heat_outlet:
        case Medium::heat_inlet:
        case Medium::heat_and_cooling: return "heat";
        case Medium::warm_water: return "warm_water";
        case Medium::water: return "water";
        case Medium::heat_cost_allocator: return "heat_cost";
        case Medium::cooling_outlet:
        case Medium::cooling_inlet: return "cooling";
        case Medium::unknown: break;
    }
    return "unknown";
}

std::string_view unit_of(const Object& object) {
    return object.unit == Unit::none ? object.other_unit : symbol(object.unit);
}

Decimal raw_of(const Object& object) {
    const Decimal& number = object.value.number;
    return object.factor == nullptr ? number.mantissa() : number.mantissa_before(*object.factor);
}

const Submeter* submeter_of(const Reading& reading, const Object& object) {
    const Obis& code = object.obis;
    const bool is_id = code.c == 96 && code.d == 1;
    if (code.a != 0 || code.b == 0 || (code.c != 24 && !is_id)) return nullptr;
    for (const Submeter& submeter : reading.submeters) {
        if (submeter.channel == code.b) return &submeter;
    }
    return nullptr;
}

const Object* find_number(const Reading& reading, std::string_view key) {
    for (const Object& object : reading.objects) {
        if (object.scale == Scale::unknown || object.suspect || !object.value.numeric()) continue;
        if (object.quantity != nullptr && object.quantity->key == key) return &object;
    }
    return nullptr;
}

void write_key(const Object& object, bytes::TextWriter& out) {
    if (object.quantity != nullptr) {
        write_key(*object.quantity, object.unit, out);
    } else {
        object.obis.write(out);
    }
}

}  // namespace hanmeter::values
