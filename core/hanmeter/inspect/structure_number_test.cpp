// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "hanmeter/inspect/structure.h"

namespace hanmeter::inspect {
namespace {

struct Text final : TextSink {
    std::string all{};

    void put(std::string_view text) override { all += text; }
};

std::string structure_of(const std::vector<std::uint8_t>& body) {
    Text text;
    Structure structure{text};
    structure.message(
        {.apdu = {.data = body, .frame_length = body.size()}, .notification = {.body = body}});
    return text.all;
}

TEST_CASE("The largest and the smallest double are shown with all their digits") {
    const std::string largest =
        structure_of({0x18, 0x7F, 0xEF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF});
    const std::string smallest = structure_of({0x18, 0x80, 0, 0, 0, 0, 0, 0, 1});
    CHECK(largest.find(" 17976931348623157" + std::string(292, '0') + "\n") != std::string::npos);
    CHECK(smallest.find(" -0." + std::string(323, '0') + "5\n") != std::string::npos);
}

}  // namespace
}  // namespace hanmeter::inspect
