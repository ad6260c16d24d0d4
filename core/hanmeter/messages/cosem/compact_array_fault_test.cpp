// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <vector>

#include "hanmeter/messages/cosem/apdu.h"
#include "hanmeter/messages/cosem/axdr.h"

namespace hanmeter::messages::cosem {
namespace {

using bytes::Error;
using bytes::Fault;

class Silent final : public Visitor {};

Fault fault_of(const std::vector<std::uint8_t>& data) {
    Silent silent;
    const auto size = walk(data, silent);
    REQUIRE_FALSE(size);
    return size.fault();
}

TEST_CASE(
    "What ends inside a whole compact array will not go on, and its place counts in the walk") {
    // Octet-strings in 1 and 2 octets of contents: a length of which octets are missing, one that
    // no encoder writes, and a string longer than the contents.
    CHECK(fault_of({0x13, 0x09, 0x01, 0x81}) == Fault{Error::bad_length, 3});
    CHECK(fault_of({0x13, 0x09, 0x02, 0x80, 0x00}) == Fault{Error::bad_length, 3});
    CHECK(fault_of({0x13, 0x09, 0x01, 0x05}).error == Error::bad_length);
    // The contents themselves are cut.
    CHECK(fault_of({0x13, 0x09, 0x02, 0x01}).error == Error::truncated);
}

TEST_CASE("A message without frame is not waited for where it cannot become whole") {
    const std::vector<std::uint8_t> message{0x0F, 0x00, 0x00, 0x00, 0x00, 0x00,
                                            0x02, 0x01, 0x13, 0x09, 0x01, 0x81};
    CHECK(scan_bare_apdu(message).verdict == framing::Scan::Verdict::broken);
}

}  // namespace
}  // namespace hanmeter::messages::cosem
