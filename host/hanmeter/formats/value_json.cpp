// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/value_json.h"

#include "hanmeter/messages/cosem/axdr.h"
#include "hanmeter/messages/cosem/value.h"
#include "hanmeter/values/groups.h"
#include "hanmeter/values/measure.h"

namespace hanmeter::formats {
namespace {

namespace cosem = messages::cosem;

// Writes what the walk meets: arrays and structures as lists, what says nothing not at all.
class NestedLists final : public cosem::Visitor {
public:
    explicit NestedLists(JsonWriter& json) : json_{json} {}

    void begin(const cosem::Element& /*element*/) override {
        json_.open_array();
        ++open_;
        wrote_ = true;
    }
    void value(const cosem::Element& element) override {
        if (element.tag == cosem::Tag::null_data || element.tag == cosem::Tag::dont_care) return;
        write_value(cosem::value_of(element, false), json_);
        wrote_ = true;
    }
    void end(const cosem::Element& /*element*/, std::size_t /*end_offset*/) override {
        json_.close_array();
        --open_;
    }

    // Closes what a walk that broke off left open; whether anything was written.
    bool finish() {
        for (; open_ > 0; --open_) json_.close_array();
        return wrote_;
    }

private:
    JsonWriter& json_;
    std::size_t open_ = 0;
    bool wrote_ = false;
};

void write_lists(bytes::Bytes data, JsonWriter& json) {
    NestedLists lists{json};
    static_cast<void>(cosem::walk_value(data, lists));
    if (!lists.finish()) json.hex(data);
}

// Each group a number with its unit or a text.
void write_groups(std::string_view text, JsonWriter& json) {
    values::Groups groups{text};
    json.open_array();
    while (const auto group = groups.next()) {
        const auto measure = values::parse_measure(*group);
        if (!measure) {
            json.value(*group);
            continue;
        }
        const bool known = measure->unit != values::Unit::none;
        json.open_object();
        json.member("value");
        json.value(measure->number);
        json.member("unit", known ? values::symbol(measure->unit) : measure->other_unit);
        json.close_object();
    }
    json.close_array();
}

}  // namespace

void write_value(const values::Value& value, JsonWriter& json) {
    using Kind = values::Value::Kind;
    switch (value.kind) {
        case Kind::number:
        case Kind::real: json.value(value.number); return;
        case Kind::not_a_number:
        case Kind::text: json.value(value.text); return;
        case Kind::octets: json.hex(value.data); return;
        case Kind::clock: json.value(value.clock); return;
        case Kind::boolean: json.boolean(value.truth); return;
        case Kind::composite: write_lists(value.data, json); return;
        case Kind::groups: write_groups(value.text, json); return;
    }
}

}  // namespace hanmeter::formats
