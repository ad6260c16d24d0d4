// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "hanmeter/messages/cosem/ciphering.h"
#include "hanmeter/messages/mbus/aes_cbc.h"

namespace hanmeter::messages::mbus {

// What an M-Bus long frame carries that is no DLMS: records behind the long header (EN
// 13757-3, 6.3):
//
//   68 L L 68 C A | CI | id 4 | maker 2 | version | medium | access | status | config 2 | records
//
//   CI       72 from the meter, 5B sent by the meter as if it were the master (Siemens AMIS)
//   id       eight digits, BCD, the lowest first
//   maker    three letters, five bits each, the lowest first
//   config   bits 12-8 security mode (0 none, 5 AES-128-CBC), bits 7-4 so many ciphered blocks of
//   16
struct Telegram {
    bytes::Bytes id{};
    bytes::Bytes maker{};
    std::uint8_t version = 0;
    std::uint8_t medium = 0;
    std::uint8_t access = 0;
    std::uint16_t config = 0;
    bytes::Bytes records{};  // ciphered as far as config says

    unsigned security_mode() const { return config >> 8 & 0x1F; }
    std::size_t ciphered_size() const {
        return std::size_t{config >> 4 & 0x0Fu} * AesCbc::block_size;
    }
    // Eight octets that stand where DLMS has its system title: maker, id, version, medium.
    using Title = std::array<std::uint8_t, cosem::Key::title_size>;
    Title title() const;
};

// The telegram in a whole frame, from its start byte to its stop byte, whose check holds. None for
// frames that carry something else.
std::optional<Telegram> read_telegram(bytes::Bytes frame);

// Opens `telegram`'s records into `room`, which is as long. What comes out of the right key begins
// with 2F 2F; no tag proves it.
cosem::Opened open(const Telegram& telegram, std::span<const cosem::Key> keys, AesCbc* aes,
                   std::span<std::uint8_t> room);

// The type of a record's data: DIF, bits 3-0.
enum class DataType : std::uint8_t {
    none = 0,
    int8 = 1,
    int16 = 2,
    int24 = 3,
    int32 = 4,
    real32 = 5,
    int48 = 6,
    int64 = 7,
    selection = 8,
    bcd2 = 9,
    bcd4 = 0xA,
    bcd6 = 0xB,
    bcd8 = 0xC,
    variable = 0xD,
    bcd12 = 0xE,
    special = 0xF,
};

// One record: DIF DIFE* VIF VIFE* data. The views lie in what was walked.
struct Record {
    DataType type = DataType::none;
    std::uint8_t function = 0;  // DIF, bits 5-4: 0 instantaneous, 1 maximum, 2 minimum, 3 error
    std::uint64_t storage = 0;  // 0: the current value
    std::uint32_t tariff = 0;
    std::uint32_t subunit = 0;
    bytes::Bytes information{};  // VIF and VIFEs
    bytes::Bytes data{};         // the lowest byte first
    std::size_t offset = 0;      // of the DIF, from the start of the records
};

inline constexpr std::size_t max_extensions = 10;  // EN 13757-3, 6.3.3: DIFEs, and VIFEs

// Walks records from the front: the next one, none where only fill is left, or what is broken. What
// a maker has behind 0F or 1F is passed over.
class Records {
public:
    explicit Records(bytes::Bytes records) : cursor_{records} {}
    bytes::Result<std::optional<Record>> next();

private:
    bytes::Cursor cursor_;
};

}  // namespace hanmeter::messages::mbus
