// SPDX-License-Identifier: Apache-2.0
// COSEM data: a walk stays inside its input, tells a tree that is one, and knows what it takes; and
// what the lists make of it lies inside the input too.
#include <array>

#include "fuzz/stream.h"
#include "hanmeter/inspect/structure.h"
#include "hanmeter/messages/cosem/outline.h"
#include "hanmeter/meters/meter_lists.h"
#include "hanmeter/meters/profiles/profiles.h"
#include "hanmeter/meters/tagged_list.h"

namespace {

using namespace hanmeter;
using namespace messages::cosem;
using bytes::Bytes;
using bytes::Error;
using fuzz::lies_inside;
using fuzz::must;

// A tree: what opens closes, in order, with as many members as it said.
class Witness final : public Visitor {
public:
    explicit Witness(Bytes input) : input_{input} {}

    void begin(const Element& element) override {
        must(element.content.empty() && element.count <= max_count);
        stands(element);
        open_.push_back({element, 0});
    }

    void value(const Element& element) override {
        must(lies_inside(element.content, input_));
        must(element.bits <= element.content.size() * 8);
        fuzz::touch(element.content);
        stands(element);
    }

    void end(const Element& element, std::size_t end_offset) override {
        must(!open_.empty());
        const auto [opened, members] = open_.back();
        open_.pop_back();
        must(opened.tag == element.tag && opened.offset == element.offset);
        must(opened.level == element.level && members == opened.count);
        must(end_offset >= offset_ && end_offset <= input_.size());
    }

    bool all_closed() const { return open_.empty() && outermost_ == 1; }

private:
    struct Open {
        Element element;
        std::size_t members;
    };

    // Only in a compact array is there data of no bytes: its types stand in front.
    bool in_compact_array() const {
        return std::ranges::any_of(
            open_, [](const Open& open) { return open.element.tag == Tag::compact_array; });
    }

    void stands(const Element& element) {
        must(element.offset >= offset_ && element.offset <= input_.size());
        must(element.offset < input_.size() || in_compact_array());
        must(element.level == open_.size() + 1 && element.level <= max_depth + 1);
        if (open_.empty()) {
            ++outermost_;
        } else {
            ++open_.back().members;
        }
        offset_ = element.offset;
    }

    Bytes input_;
    std::vector<Open> open_{};
    std::size_t offset_ = 0;
    std::size_t outermost_ = 0;
};

class Silent final : public Visitor {};

// Less of it is too little, more of it changes nothing; what is wrong stays wrong.
void walk_less(Bytes input, const bytes::Result<std::size_t>& whole, std::size_t less) {
    Silent silent;
    const auto part = walk(input.first(less), silent);
    if (whole && less >= *whole) {
        must(part && *part == *whole);
        return;
    }
    must(!part);
    const bool goes_on = part.fault().error == Error::truncated;
    must(goes_on || (!whole && part.fault() == whole.fault()));
}

void check_objects(Bytes body, const values::ObjectList& objects) {
    for (const values::Object& object : objects.view()) {
        const values::Value& value = object.value;
        must(lies_inside(value.data, body));
        fuzz::touch(value.data);
        if (value.kind == values::Value::Kind::text) {
            const auto* const first = reinterpret_cast<const std::uint8_t*>(value.text.data());
            must(lies_inside({first, value.text.size()}, body));
        }
        if (value.kind == values::Value::Kind::composite) {
            Silent silent;
            const auto size = walk_value(value.data, silent);
            must(size && *size == value.data.size());
        }
    }
}

void read_lists(Bytes body, const Outline& outline) {
    std::array<values::Object, 24> room;
    values::ObjectList objects{room};
    static_cast<void>(meters::read_tagged_list(body, outline, objects));
    check_objects(body, objects);
    for (const meters::PositionalList& list : meters::built_in_profiles()) {
        if (!meters::is_positional_list(list, outline)) continue;
        objects.clear();
        static_cast<void>(meters::read_positional_list(list, body, objects));
        check_objects(body, objects);
    }
    objects.clear();
    if (meters::read_body(body, outline, {}, objects).ok) {
        must(!objects.empty() && !objects.overflowed());
        check_objects(body, objects);
    }
}

struct Discarded final : inspect::TextSink {
    void put(std::string_view text) override {
        fuzz::touch({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    }
};

void print(Bytes apdu, const DataNotification& notification) {
    Discarded sink;
    inspect::Structure structure{sink};
    structure.message(
        {.apdu = {.data = apdu, .frame_length = apdu.size()}, .notification = notification});
}

void read_data(Bytes body, std::size_t less) {
    Witness witness{body};
    const auto size = walk(body, witness);
    must(!size || (*size <= body.size() && *size > 0 && witness.all_closed()));
    must(size || size.fault().offset <= body.size());
    walk_less(body, size, less % (body.size() + 1));
    if (size) walk_less(body, size, *size - 1);
    const auto outline = outline_of(body);
    must(static_cast<bool>(outline) == static_cast<bool>(size));
    if (!outline) return;
    must(outline->size == *size);
    read_lists(body.first(*size), *outline);
}

}  // namespace

// The first byte chooses a prefix to be walked too. What follows is a piece of data, and is tried
// as a message as well.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    // Memory of its own, so that a sanitizer sees the byte behind it.
    const std::vector<std::uint8_t> copy{data + 1, data + size};
    const Bytes input{copy};
    read_data(input, data[0]);
    if (const auto notification = read_data_notification(input)) {
        must(lies_inside(notification->body, input));
        print(input, *notification);
        read_data(notification->body, data[0]);
    } else {
        print(input, {.body = input});
    }
    return 0;
}
