// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "hanmeter/bytes/checksum.h"
#include "support/octets.h"

namespace hanmeter::tests {

// The CRC behind what it is of, low byte first.
inline Octets with_check(Octets data) {
    const std::uint16_t sum = bytes::crc16_x25(data);
    data.push_back(static_cast<std::uint8_t>(sum & 0xFF));
    data.push_back(static_cast<std::uint8_t>(sum >> 8));
    return data;
}

// What stands between the flags of a frame. `header` is what stands between format and HCS in hex,
// `type` the first byte of the format: A0, or A8 where more segments follow.
inline Octets inside_of_frame(const Octets& information, std::string_view header = "41088313",
                              std::uint8_t type = 0xA0) {
    const Octets addresses = octets(header);
    const std::size_t head = 2 + addresses.size();
    const std::size_t length = information.empty() ? head + 2 : head + 2 + information.size() + 2;
    const Octets format{static_cast<std::uint8_t>(type | (length >> 8)),
                        static_cast<std::uint8_t>(length)};
    const Octets checked = with_check(joined({format, addresses}));
    return information.empty() ? checked : with_check(joined({checked, information}));
}

inline Octets frame_of(const Octets& information, std::string_view header = "41088313",
                       std::uint8_t type = 0xA0) {
    return joined({{0x7E}, inside_of_frame(information, header, type), {0x7E}});
}

// A push: the LLC header in front of the APDU.
inline Octets push_of(const Octets& apdu) {
    return frame_of(joined({octets("E6E700"), apdu}));
}

// Published frames whose checks hold.
namespace vectors {
inline const Octets aidon_list1 = octets(
    "7EA02A410883130413E6E7000F40000000000101020309060100010700FF060000055202020F00161BBBF57E");
inline const Octets kaifa_list1 =
    octets("7EA0270102011 05A87E6E7000F40000000090C07E5031702131A3AFF80000002010600000BF35B057E");
inline const Octets segment1 =
    octets("7EA81ECF022303B584E6E7000F400000000C07E5031702131A3AFF800075C17E");
inline const Octets segment2 = octets("7EA012CF0223135CC20002010600000BF3CC4A7E");
inline const Octets flags_inside =
    octets("7EA01F4108831381E1E6E7000F40000000000202067E7EA00A067EA00041D8067E");
inline const Octets ciphered = octets(
    "7EA041410313677BE6E700DB084D4D4D0000BC614E2A3000000001DE21000A02BF79B47293D61893678ED786AA33A9"
    "1ECDFB3EAA04B75918E6B2F0F56A45A4F519A07E");
inline const Octets aidon_list2 = octets(
    "7EA0D241088313 82D6E6E7000F4000000000 0109"
    "020209060101000281FF0A0B4149444F4E5F5630303031"
    "020209060000600100FF0A1037333539393932383930393431373432"
    "020209060000600107FF0A0436353135"
    "020309060100010700FF060000055202020F00161B"
    "020309060100020700FF060000000002020F00161B"
    "020309060100030700FF06000003E402020F00161D"
    "020309060100040700FF060000000002020F00161D"
    "0203090601001F0700FF10005D02020FFF1621"
    "020309060100200700FF1209C402020FFF1623E0C47E");
inline const Octets kaifa_list2 = octets(
    "7EA07801020110C498E6E7000F40000000090C07E5031702131B00FF800000020D09074B464D5F3030310910303030"
    "3030303030303030303030303009074D4133303448340600000C2106000000000600000000060000019F0600000BF3"
    "060000050B0600002511060000094406000009490600000939ADCA7E");
inline const Octets kamstrup_hour = octets(
    "7EA0AE2B2113A01BE6E7000F000000000C07E1081003100005FF800000020F0A0E4B616D73747275705F5630303031"
    "09060101000005FF0A103537303635363730303030303030303009060101600101FF0A1230303030303030303030"
    "303030303030303009060101010700FF060000000009 0601011F0700FF060000000009060101200700FF120000"
    "09060001010000FF090C07E1081003100005FF80000009060101010800FF060000000005217E");
}  // namespace vectors

}  // namespace hanmeter::tests
