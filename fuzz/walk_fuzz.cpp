// SPDX-License-Identifier: Apache-2.0
// The walk over COSEM data: what it tells is in order, nested and inside the input; what it takes
// is enough by itself, and less than that is not.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "fuzz/stream.h"
#include "hanmeter/messages/cosem/axdr.h"

namespace {

using namespace hanmeter;
using fuzz::must;
using messages::cosem::Element;

class Order final : public messages::cosem::Visitor {
public:
    explicit Order(bytes::Bytes input) : input_{input} {}

    void begin(const Element& element) override {
        note(element);
        must(element.count <= messages::cosem::max_count);
        open_.push_back(element);
        must(open_.size() <= messages::cosem::max_depth);
    }
    void value(const Element& element) override {
        note(element);
        must(element.content.size() <= input_.size());
        must(element.bits <= element.content.size() * 8);
    }
    void end(const Element& element, std::size_t end_offset) override {
        must(!open_.empty() && open_.back().offset == element.offset);
        must(end_offset >= element.offset && end_offset <= input_.size());
        must(end_offset > element.offset || in_compact_array());
        open_.pop_back();
    }

    bool closed() const { return open_.empty(); }
    std::size_t told() const { return told_; }

private:
    bool in_compact_array() const {
        return std::ranges::any_of(open_, [](const Element& element) {
            return element.tag == messages::cosem::Tag::compact_array;
        });
    }
    void note(const Element& element) {
        ++told_;
        must(element.level == open_.size() + 1);
        must(element.offset >= last_offset_ && element.offset <= input_.size());
        // Only in a compact array is there data of no bytes: its types stand in front.
        must(element.offset < input_.size() || in_compact_array());
        last_offset_ = element.offset;
    }

    bytes::Bytes input_;
    std::vector<Element> open_;
    std::size_t last_offset_ = 0;
    std::size_t told_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const bytes::Bytes input{data, size};
    Order order{input};
    const auto taken = messages::cosem::walk(input, order);
    if (!taken) {
        must(taken.fault().offset <= size);
        return 0;
    }
    must(*taken > 0 && *taken <= size && order.closed() && order.told() > 0);

    Order again{input.first(*taken)};
    const auto exact = messages::cosem::walk(input.first(*taken), again);
    must(exact && *exact == *taken && again.told() == order.told());

    Order cut{input.first(*taken - 1)};
    const auto shorter = messages::cosem::walk(input.first(*taken - 1), cut);
    must(!shorter && shorter.fault().error == bytes::Error::truncated);
    return 0;
}
