// SPDX-License-Identifier: Apache-2.0
// SML: messages with right checksums around whatever is inside them, and bodies as they are.
#include <array>
#include <string>

#include "fuzz/stream.h"
#include "hanmeter/bytes/checksum.h"
#include "hanmeter/formats/objects.h"
#include "hanmeter/meters/sml_list.h"

namespace {

using namespace hanmeter;
using bytes::Bytes;
using fuzz::must;

class Witness final : public messages::sml::Visitor {
public:
    explicit Witness(Bytes input) : input_{input} {}

    void begin(const messages::sml::Element& list) override {
        must(list.level == level_ && list.level <= messages::sml::max_depth);
        must(list.count <= messages::sml::max_count);
        ++level_;
    }
    void value(const messages::sml::Element& element) override {
        must(element.level == level_ && element.offset < input_.size());
        must(fuzz::lies_inside(element.content, input_));
    }
    void end(const messages::sml::Element& /*list*/) override {
        --level_;
        must(level_ >= 1);
    }

private:
    Bytes input_;
    unsigned level_ = 1;
};

void read_messages(Bytes body) {
    std::array<values::Object, 24> room;
    values::ObjectList objects{room};
    while (!body.empty()) {
        const std::size_t before = body.size();
        const auto message = messages::sml::take_message(body);
        if (!message && message.fault().error != bytes::Error::bad_frame_check) return;
        must(body.size() < before);
        if (!message || message->body != messages::sml::Body::get_list_response) continue;
        objects.clear();
        const meters::SmlList list = meters::read_sml_list(*message, objects);
        must(fuzz::lies_inside(list.server_id, message->whole));
        const values::Reading reading{.framing = values::Framing::sml, .objects = objects.view()};
        std::string out;
        formats::Objects{}.write(reading, {}, out);
        must(out.ends_with("}\n"));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Bytes input{data, size};
    Witness witness{input};
    const auto walked = messages::sml::walk(input, witness);
    must(!walked || *walked <= size);

    std::array<std::uint8_t, 1024> room;
    const Bytes plain = messages::sml::undo_escapes(input, room);
    must(plain.size() <= input.size());
    read_messages(input);

    // The same as a GetList response with a checksum that holds.
    std::vector<std::uint8_t> message{0x76, 0x02, 0x01, 0x62, 0x00, 0x62,
                                      0x00, 0x72, 0x63, 0x07, 0x01};
    message.insert(message.end(), input.begin(), input.end());
    const std::uint16_t crc = bytes::crc16_x25(message);
    message.insert(message.end(), {0x63, static_cast<std::uint8_t>(crc),
                                   static_cast<std::uint8_t>(crc >> 8), 0x00});
    read_messages(message);
    return 0;
}
