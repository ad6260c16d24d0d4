// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/store/reading_codec.h"

#include <array>
#include <deque>
#include <vector>

namespace hanmeter::store {
namespace {

using bytes::Bytes;
using values::DateTime;
using values::Decimal;
using values::Object;
using values::Reading;
using values::Submeter;
using values::Value;

constexpr std::uint8_t version = 1;

// Flags of a reading, and of an object.
enum ReadingFlag : std::uint8_t {
    is_encrypted = 1,
    time_is_of_log = 2,
    line_ends_were_restored = 4,
    has_meter_time = 8,
    has_sec_index = 16,
};
enum ObjectFlag : std::uint8_t { has_time = 1, has_status = 2, has_factor = 4, is_suspect = 8 };

// The three that `summer` can be.
enum Summer : std::uint8_t { unsaid, winter, summer };

class Out {
public:
    explicit Out(std::string& text) : text_{text} {}

    void u8(std::uint8_t byte) { text_ += static_cast<char>(byte); }
    template <class Enum>
    void word(Enum value) {
        u8(static_cast<std::uint8_t>(value));
    }
    static void flag(bool set, std::uint8_t bit, std::uint8_t& flags) {
        if (set) flags = static_cast<std::uint8_t>(flags | bit);
    }
    // Seven bits a byte, the lowest first; bit 7: more follow.
    void number(std::uint64_t value) {
        for (; value > 0x7F; value >>= 7) u8(static_cast<std::uint8_t>(value | 0x80));
        u8(static_cast<std::uint8_t>(value));
    }
    // Sign in bit 6 of the first byte, then as number().
    void magnitude(const Decimal& value) {
        const std::uint64_t rest = value.magnitude() >> 6;
        const unsigned first = (value.magnitude() & 0x3F) | (value.negative() ? 0x40u : 0u);
        u8(static_cast<std::uint8_t>(first | (rest != 0 ? 0x80u : 0u)));
        if (rest != 0) number(rest);
    }
    void exponent(int value) {
        u8(static_cast<std::uint8_t>(static_cast<unsigned>(value) >> 8));
        u8(static_cast<std::uint8_t>(value));
    }
    template <class View>
    void string(const View& view) {
        number(view.size());
        // Characters may alias any bytes.
        if (!view.empty()) text_.append(reinterpret_cast<const char*>(view.data()), view.size());
    }
    void clock(const DateTime& time) {
        exponent(time.year);
        for (const std::uint8_t field : {time.month, time.day, time.weekday, time.hour, time.minute,
                                         time.second, time.hundredths}) {
            u8(field);
        }
        exponent(time.deviation);
        u8(time.status);
        u8(!time.summer ? unsaid : *time.summer ? summer : winter);
    }

private:
    std::string& text_;
};

void write_value(const Value& value, Out& out) {
    switch (value.kind) {
        case Value::Kind::number: out.magnitude(value.number); return;
        case Value::Kind::real:
            out.magnitude(value.number);
            out.exponent(value.number.exponent());
            return;
        case Value::Kind::not_a_number:
        case Value::Kind::text:
        case Value::Kind::groups: out.string(value.text); return;
        case Value::Kind::octets:
        case Value::Kind::composite: out.string(value.data); return;
        case Value::Kind::clock: out.clock(value.clock); return;
        case Value::Kind::boolean: out.u8(value.truth ? 1 : 0); return;
    }
}

void write_object(const Object& object, Out& shape, Out& values) {
    const values::Obis& code = object.obis;
    for (const std::uint8_t group : {code.a, code.b, code.c, code.d, code.e, code.f}) {
        shape.u8(group);
    }
    shape.string(object.quantity != nullptr ? object.quantity->key : std::string_view{});
    shape.word(object.value.kind);
    shape.word(object.unit);
    shape.string(object.other_unit);
    shape.word(object.scale);
    shape.u8(static_cast<std::uint8_t>(object.scaler));
    shape.u8(object.type_tag);
    std::uint8_t flags = 0;
    Out::flag(object.time.has_value(), has_time, flags);
    Out::flag(object.status.has_value(), has_status, flags);
    Out::flag(object.factor != nullptr, has_factor, flags);
    Out::flag(object.suspect, is_suspect, flags);
    shape.u8(flags);
    if (object.value.kind == Value::Kind::number) shape.exponent(object.value.number.exponent());
    if (object.factor != nullptr) {
        shape.magnitude(*object.factor);
        shape.exponent(object.factor->exponent());
    }
    write_value(object.value, values);
    if (object.time) values.clock(*object.time);
    if (object.status) values.number(*object.status);
}

// The same, read; what does not fit leaves `ok` false and gives zeros.
class In {
public:
    explicit In(Bytes input) : cursor_{input} {}

    bool ok() const { return ok_; }
    bool whole() const { return ok_ && cursor_.at_end(); }

    std::uint8_t u8() {
        const auto byte = cursor_.u8();
        ok_ &= static_cast<bool>(byte);
        return byte ? *byte : std::uint8_t{0};
    }
    template <class Enum>
    Enum word(Enum last) {
        const std::uint8_t value = u8();
        ok_ &= value <= static_cast<std::uint8_t>(last);
        return ok_ ? static_cast<Enum>(value) : last;
    }
    std::uint64_t number() { return more(0, 0); }
    Decimal decimal(int exponent_of) {
        const std::uint8_t first = u8();
        std::uint64_t magnitude = first & 0x3F;
        if ((first & 0x80) != 0) magnitude = more(magnitude, 6);
        const Decimal value = Decimal::of_unsigned(magnitude, exponent_of);
        if ((first & 0x40) == 0) return value;
        const auto negative = value.times(Decimal::of_signed(-1));
        ok_ &= negative.has_value();
        return negative.value_or(value);
    }
    int exponent() {
        const unsigned high = u8();
        return static_cast<std::int16_t>(high << 8 | u8());
    }
    Bytes octets() {
        const std::uint64_t size = number();
        if (size > cursor_.remaining()) ok_ = false;
        const auto taken = cursor_.take(ok_ ? static_cast<std::size_t>(size) : 0);
        return taken ? *taken : Bytes{};
    }
    std::string_view text() {
        const Bytes data = octets();
        return {reinterpret_cast<const char*>(data.data()), data.size()};
    }
    // How many of something follow, each of which takes a byte at least.
    std::size_t count() {
        const std::uint64_t value = number();
        ok_ &= value <= cursor_.remaining();
        return ok_ ? static_cast<std::size_t>(value) : 0;
    }
    DateTime clock() {
        DateTime time;
        time.year = static_cast<std::uint16_t>(exponent());
        for (std::uint8_t* const field : {&time.month, &time.day, &time.weekday, &time.hour,
                                          &time.minute, &time.second, &time.hundredths}) {
            *field = u8();
        }
        time.deviation = static_cast<std::int16_t>(exponent());
        time.status = u8();
        const std::uint8_t said = u8();
        if (said != unsaid) time.summer = said == summer;
        return time;
    }

private:
    std::uint64_t more(std::uint64_t value, unsigned shift) {
        while (ok_) {
            const std::uint8_t byte = u8();
            ok_ &= shift < 64;
            if (!ok_) break;
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if ((byte & 0x80) == 0) break;
            shift += 7;
        }
        return value;
    }

    bytes::Cursor cursor_;
    bool ok_ = true;
};

void read_value(Value& value, int exponent, In& values) {
    switch (value.kind) {
        case Value::Kind::number: value.number = values.decimal(exponent); return;
        case Value::Kind::real: {
            const Decimal mantissa = values.decimal(0);
            value.number = mantissa.scaled(values.exponent());
            return;
        }
        case Value::Kind::not_a_number:
        case Value::Kind::text:
        case Value::Kind::groups: value.text = values.text(); return;
        case Value::Kind::octets:
        case Value::Kind::composite: value.data = values.octets(); return;
        case Value::Kind::clock: value.clock = values.clock(); return;
        case Value::Kind::boolean: value.truth = values.u8() != 0; return;
    }
}

Object read_object(In& shape, In& values, std::deque<Decimal>& factors) {
    Object object;
    for (std::uint8_t* const group : {&object.obis.a, &object.obis.b, &object.obis.c,
                                      &object.obis.d, &object.obis.e, &object.obis.f}) {
        *group = shape.u8();
    }
    const std::string_view key = shape.text();
    if (!key.empty()) object.quantity = values::find_quantity(key);
    object.value.kind = shape.word(Value::Kind::groups);
    object.unit = static_cast<values::Unit>(shape.u8());
    object.other_unit = shape.text();
    object.scale = shape.word(values::Scale::unknown);
    object.scaler = static_cast<std::int8_t>(shape.u8());
    object.type_tag = shape.u8();
    const std::uint8_t flags = shape.u8();
    object.suspect = (flags & is_suspect) != 0;
    const int exponent = object.value.kind == Value::Kind::number ? shape.exponent() : 0;
    if ((flags & has_factor) != 0) {
        const Decimal mantissa = shape.decimal(0);
        object.factor = &factors.emplace_back(mantissa.scaled(shape.exponent()));
    }
    read_value(object.value, exponent, values);
    if ((flags & has_time) != 0) object.time = values.clock();
    if ((flags & has_status) != 0) object.status = values.number();
    return object;
}

Submeter read_submeter(In& shape) {
    Submeter submeter;
    submeter.channel = shape.u8();
    submeter.medium = shape.word(values::Medium::unknown);
    submeter.id = shape.text();
    const std::uint64_t object = shape.number();
    if (object != 0) submeter.object = static_cast<std::size_t>(object - 1);
    return submeter;
}

}  // namespace

void encode(const Reading& reading, EncodedReading& out) {
    out.shape.clear();
    out.values.clear();
    Out shape{out.shape};
    Out values{out.values};
    shape.u8(version);
    shape.word(reading.framing);
    shape.word(reading.check);
    std::uint8_t flags = 0;
    Out::flag(reading.encrypted, is_encrypted, flags);
    Out::flag(reading.time_from == values::TimeFrom::log, time_is_of_log, flags);
    Out::flag(reading.line_ends_restored, line_ends_were_restored, flags);
    Out::flag(reading.meter_time.has_value(), has_meter_time, flags);
    Out::flag(reading.sec_index.has_value(), has_sec_index, flags);
    shape.u8(flags);
    for (const auto text : {reading.maker, reading.list, reading.meter_id, reading.meter_model}) {
        shape.string(text);
    }
    if (reading.meter_time) values.clock(*reading.meter_time);
    if (reading.sec_index) values.number(*reading.sec_index);
    shape.number(reading.objects.size());
    for (const Object& object : reading.objects) write_object(object, shape, values);
    shape.number(reading.submeters.size());
    for (const Submeter& submeter : reading.submeters) {
        shape.u8(submeter.channel);
        shape.word(submeter.medium);
        shape.string(submeter.id);
        shape.number(submeter.object == Submeter::no_object ? 0 : submeter.object + 1);
    }
}

std::shared_ptr<const StoredReading> decode(Bytes shape_bytes, Bytes value_bytes,
                                            std::optional<values::Instant> time,
                                            std::string_view meter) {
    In shape{shape_bytes};
    In values{value_bytes};
    if (shape.u8() != version) return nullptr;
    Reading reading;
    reading.time = time;
    reading.framing = shape.word(values::Framing::apdu);
    reading.check = shape.word(values::Check::gcm);
    const std::uint8_t flags = shape.u8();
    reading.encrypted = (flags & is_encrypted) != 0;
    if ((flags & time_is_of_log) != 0) reading.time_from = values::TimeFrom::log;
    reading.line_ends_restored = (flags & line_ends_were_restored) != 0;
    for (std::string_view* const text :
         {&reading.maker, &reading.list, &reading.meter_id, &reading.meter_model}) {
        *text = shape.text();
    }
    if ((flags & has_meter_time) != 0) reading.meter_time = values.clock();
    if ((flags & has_sec_index) != 0) {
        reading.sec_index = static_cast<std::uint32_t>(values.number());
    }
    std::deque<Decimal> factors;
    std::vector<Object> objects(shape.count());
    for (Object& object : objects) object = read_object(shape, values, factors);
    std::vector<Submeter> submeters(shape.count());
    for (Submeter& submeter : submeters) {
        submeter = read_submeter(shape);
        const bool there =
            submeter.object == Submeter::no_object || submeter.object < objects.size();
        if (!there) return nullptr;
    }
    if (!shape.whole() || !values.whole()) return nullptr;
    reading.objects = objects;
    reading.submeters = submeters;
    return std::make_shared<const StoredReading>(reading, meter);
}

}  // namespace hanmeter::store
