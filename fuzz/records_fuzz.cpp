// SPDX-License-Identifier: Apache-2.0
// M-Bus records and the store's bytes of a reading: whatever stands in them, what is given lies in
// them, a walk ends, and what was read is written as it stood.
#include <array>
#include <string>

#include "fuzz/stream.h"
#include "hanmeter/formats/objects.h"
#include "hanmeter/meters/record_list.h"
#include "hanmeter/store/reading_codec.h"

namespace {

using namespace hanmeter;
using bytes::Bytes;
using fuzz::must;

void check_walk(Bytes records) {
    messages::mbus::Records walk{records};
    std::size_t end = 0;
    while (true) {
        const auto record = walk.next();
        if (!record) {
            must(record.fault().offset <= records.size());
            return;
        }
        if (!*record) return;
        const auto& found = **record;
        must(found.offset >= end && found.offset < records.size());
        must(fuzz::lies_inside(found.information, records));
        must(fuzz::lies_inside(found.data, records));
        must(!found.information.empty());
        end = found.offset + 1;
    }
}

// What comes out of them can be shown, stored, and comes back the same.
void check_reading(const values::Reading& reading) {
    std::string shown;
    formats::Objects{}.write(reading, {}, shown);
    must(shown.ends_with("}\n"));
    store::EncodedReading encoded;
    store::encode(reading, encoded);
    const auto octets = [](const std::string& text) {
        return Bytes{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
    };
    const auto again =
        store::decode(octets(encoded.shape), octets(encoded.values), reading.time, "meter");
    must(again != nullptr);
    std::string shown_again;
    formats::Objects{}.write(again->view(), {}, shown_again);
    must(shown == shown_again);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Bytes input{data, size};
    check_walk(input);
    constexpr std::array<std::uint8_t, 8> header{0x78, 0x56, 0x34, 0x12, 0x25, 0x4D, 1, 2};
    const messages::mbus::Telegram telegram{.id = Bytes{header}.first(4),
                                            .maker = Bytes{header}.subspan(4, 2)};
    std::array<values::Object, 24> room;
    values::ObjectList objects{room};
    std::array<char, 64> text_room;
    bytes::TextRoom texts{text_room};
    const auto list = meters::read_records(telegram, input, objects, texts);
    if (list) {
        check_reading({.framing = values::Framing::mbus,
                       .meter_id = list->meter_id,
                       .meter_time = list->meter_time,
                       .objects = objects.view()});
    }
    // The same bytes as a shape and its values, cut where the first byte says.
    if (size > 1) {
        const std::size_t cut = 1 + data[0] % (size - 1);
        const auto stored = store::decode(input.subspan(1, cut - 1), input.subspan(cut), {}, "m");
        if (stored) {
            store::EncodedReading encoded;
            store::encode(stored->view(), encoded);
        }
    }
    return 0;
}
