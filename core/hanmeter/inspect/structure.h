// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "hanmeter/decoder.h"
#include "hanmeter/inspect/text_sink.h"

namespace hanmeter::inspect {

// Every element of a message, in the words of HANdomo.py:
//
//   Frame length is 207
//        Data type 01 remaining packet length is 193 index 17 level 1
//        ARRAY: 9 elements at level 1
//            Data type 02 remaining packet length is 191 index 19 level 2
//            STRUCT: 2 elements at level 2
//                Data type 09 remaining packet length is 189 index 21 level 3
//                Object 1 OCTETS 0101000281ff
//
// Index counts from the byte behind the opening flag, the remaining length to the end of the FCS.
// In a message that was put together from several frames, or that no frame surrounds, both count
// in the APDU, and a line says so. It listens to the walk that the decoder listens to.
class Structure {
public:
    explicit Structure(TextSink& sink) : sink_{sink} {}

    void message(const Message& message);
    void refused_message(const messages::cosem::Apdu& apdu, bytes::Fault fault);

private:
    TextSink& sink_;
};

}  // namespace hanmeter::inspect
