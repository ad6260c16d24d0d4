// SPDX-License-Identifier: Apache-2.0
// A P1 telegram's lines: whatever stands in them, what is given lies in the telegram, and the one
// walk tells of every byte of it at most once.
#include <array>
#include <string>

#include "fuzz/stream.h"
#include "hanmeter/formats/objects.h"
#include "hanmeter/messages/p1/telegram.h"
#include "hanmeter/meters/p1_list.h"
#include "hanmeter/meters/submeters.h"

namespace {

using namespace hanmeter;
using fuzz::must;

bytes::Bytes octets_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// Lines come in order and do not overlap.
class Witness final : public messages::p1::Visitor {
public:
    explicit Witness(bytes::Bytes telegram) : telegram_{telegram} {}

    void ident(std::string_view text) override { inside(text); }
    void line(const messages::p1::Line& line) override {
        inside(line.address);
        inside(line.groups);
        must(line.offset >= end_ && line.offset <= telegram_.size());
        end_ = line.offset + line.address.size();
    }
    void malformed(std::string_view text, std::size_t offset) override {
        inside(text);
        must(offset >= end_ && offset + text.size() <= telegram_.size());
        end_ = offset + text.size();
    }

private:
    void inside(std::string_view text) const {
        must(fuzz::lies_inside(octets_of(text), telegram_));
    }

    bytes::Bytes telegram_;
    std::size_t end_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const bytes::Bytes telegram{data, size};
    Witness witness{telegram};
    messages::p1::walk(telegram, witness);

    std::array<values::Object, 24> room;
    values::ObjectList objects{room};
    const meters::Telegram read = meters::read_telegram(telegram, objects);
    must(read.ok || objects.empty() || objects.overflowed());
    std::array<char, 256> texts;
    bytes::TextRoom text_room{texts};
    std::array<values::Submeter, 4> submeters;
    const std::size_t channels = meters::find_submeters(objects, submeters, text_room);
    must(channels <= submeters.size());
    for (const values::Object& object : objects.view()) {
        const bool is_clock = object.value.kind == values::Value::Kind::clock;
        must(!is_clock || object.value.clock.possible());
        must(fuzz::lies_inside(octets_of(object.value.text), telegram));
    }
    const values::Reading reading{.framing = values::Framing::p1,
                                  .objects = objects.view(),
                                  .submeters = std::span{submeters}.first(channels)};
    std::string out;
    formats::Objects{}.write(reading, {}, out);
    must(out.ends_with("}\n"));
    return 0;
}
