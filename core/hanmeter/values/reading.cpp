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

const Object* find_number(const Reading& reading, std::string_view key) {
    for (const Object& object : reading.objects) {
        if (object.scale == Scale::unknown || !object.value.numeric()) continue;
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
