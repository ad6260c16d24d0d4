// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "hanmeter/bytes/text_room.h"
#include "hanmeter/framing/framer.h"
#include "hanmeter/framing/hdlc.h"
#include "hanmeter/messages/cosem/apdu.h"
#include "hanmeter/messages/cosem/assembly.h"
#include "hanmeter/messages/cosem/block_transfer.h"
#include "hanmeter/messages/cosem/ciphering.h"
#include "hanmeter/messages/mbus/telegram.h"
#include "hanmeter/meters/adjustments.h"
#include "hanmeter/meters/meter_lists.h"

namespace hanmeter {

// Why messages could not be opened.
struct NotOpened {
    std::uint64_t no_key = 0;
    std::uint64_t wrong_key = 0;
    std::uint64_t wrong_authentication_key = 0;
    std::uint64_t damaged = 0;
    std::uint64_t not_supported = 0;
    std::array<std::uint8_t, messages::cosem::Key::title_size> title{};  // of the last, where sent
    bool has_title = false;
};

// Every way that bytes can go, counted. Names are those of `--stats`, the metrics and `top`.
struct Counters {
    framing::FramingCounters framing{};
    std::uint64_t messages_incomplete = 0;      // parts of a message that never became whole
    std::uint64_t messages_not_opened = 0;      // ciphered, and no key opens them
    NotOpened not_opened{};                     // the same by cause
    std::uint64_t messages_not_understood = 0;  // whole, but nothing in it is a reading
    std::uint64_t duplicates = 0;         // messages that repeat the one before, its clock included
    std::uint64_t clocks_impossible = 0;  // date-times that cannot be, left out
    std::uint64_t readings = 0;
};

// An APDU about to be decoded, for those who want to see it.
struct Message {
    messages::cosem::Apdu apdu{};
    messages::cosem::DataNotification notification{};
};

// Told of everything on the way from bytes to reading, in order. Views are valid during the call.
class Listener : public framing::Listener {
public:
    virtual void message(const Message& /*message*/) {}
    // A text telegram, from `/` to `!`; without them where only its lines were ciphered.
    virtual void telegram(bytes::Bytes /*text*/) {}
    // An SML message whose checksum holds, whatever its body.
    virtual void sml_message(bytes::Bytes /*message*/) {}
    // An M-Bus telegram, and its records as they came out of their cipher.
    virtual void records(const messages::mbus::Telegram& /*telegram*/, bytes::Bytes /*plain*/) {}
    // A whole message that gave no reading: `fault` says why, its offset counts in `apdu`.
    virtual void refused_message(const messages::cosem::Apdu& /*apdu*/, bytes::Fault /*fault*/) {}
    virtual void reading(const values::Reading& /*reading*/) {}

protected:
    ~Listener() = default;
};

// What a decoder works in; the caller owns it and keeps it as long as the decoder.
struct DecoderRoom {
    std::span<std::uint8_t> frame;      // the largest frame; at least framing::hdlc_max_size
    std::span<std::uint8_t> message;    // the largest message put together from several frames
    std::span<std::uint8_t> blocks;     // the largest one put together from blocks
    std::span<std::uint8_t> plain;      // the largest deciphered one
    std::span<values::Object> objects;  // the registers of the largest list
    std::span<char> texts;              // texts that do not stand in the message as they are shown
};

// Room for everything that customer ports are known to send.
struct DecoderMemory {
    std::array<std::uint8_t, 8192> frame;
    std::array<std::uint8_t, 8192> message;
    std::array<std::uint8_t, 8192> blocks;
    std::array<std::uint8_t, 8192> plain;
    std::array<values::Object, 160> objects;
    std::array<char, 1024> texts;

    DecoderRoom room() { return {frame, message, blocks, plain, objects, texts}; }
};

// What a caller may tell a decoder. All of it outlives the decoder.
struct DecoderSettings {
    std::span<const meters::PositionalList> profiles{};  // tried before the built-in ones
    std::span<const messages::cosem::Key> keys{};
    messages::cosem::Aead* aead = nullptr;      // without it no ciphered DLMS or P1 is opened,
    messages::mbus::AesCbc* aes_cbc = nullptr;  // without this no ciphered M-Bus records
    meters::Adjustments adjustments{};          // scales and factors that the user knows
};

// The whole flow: bytes of one line in, readings out. One decoder a line.
class Decoder {
public:
    explicit Decoder(DecoderRoom room, DecoderSettings settings = {});

    // Takes bytes off the front of `input` up to the end of the next message that gives a reading;
    // null: all of them are taken and no reading is complete. The reading is valid until the next
    // call and as long as `input`'s bytes, which stay until the call that gives null. `origin` says
    // when they came.
    const values::Reading* take(bytes::Bytes& input, const values::Origin& origin,
                                Listener* listener = nullptr);

    // The file, datagram, text line or connection is over: searches what is held back. To be called
    // until it gives null; what comes then is the first byte of another.
    const values::Reading* finish(const values::Origin& origin, Listener* listener = nullptr);

    // The line was silent for so long that a message without a check is over: as finish(), but
    // nothing where frames with checks have been seen, since those know their end.
    const values::Reading* pause(const values::Origin& origin, Listener* listener = nullptr);

    // Whether every message so far had no check.
    bool may_be_unchecked() const { return framer_.may_be_unchecked(); }

    Counters counters() const;

private:
    using Frame = framing::Frame;
    using Apdu = messages::cosem::Apdu;
    static constexpr std::size_t max_channels = 8;  // M-Bus channels; profiles have 4

    const values::Reading* decode(const Frame& frame, const values::Origin& origin,
                                  Listener* listener);
    // What was begun is given up: something else came, or the end.
    void drop_parts();
    const values::Reading* decode_cosem(const Frame& frame, const values::Origin& origin,
                                        Listener* listener);
    const values::Reading* read_apdu(const Frame& frame, const Apdu& apdu,
                                     const values::Origin& origin, Listener* listener);
    const values::Reading* read_notification(const Frame& frame, const Apdu& apdu,
                                             const values::Origin& origin, Listener* listener);
    const values::Reading* read_block(const Frame& frame, const Apdu& apdu,
                                      const values::Origin& origin, Listener* listener);
    const values::Reading* open(const Frame& frame, bytes::Bytes whole,
                                const bytes::Result<messages::cosem::Ciphered>& ciphered,
                                const values::Origin& origin, Listener* listener);
    const values::Reading* decode_records(const Frame& frame,
                                          const messages::mbus::Telegram& telegram,
                                          const values::Origin& origin, Listener* listener);
    const values::Reading* not_opened(bytes::Bytes whole, bytes::Bytes title,
                                      messages::cosem::Opening why, Listener* listener);
    const values::Reading* read_opened(const Frame& frame, bytes::Bytes plain,
                                       const values::Origin& origin, Listener* listener);
    const values::Reading* decode_telegram(const Frame& frame, bytes::Bytes text,
                                           const values::Origin& origin, Listener* listener);
    const values::Reading* decode_sml(const values::Origin& origin, Listener* listener);
    void find_submeters();
    void note_title(bytes::Bytes title);
    void begin_reading(const Frame& frame, const values::Origin& origin);
    const values::Reading* give_reading(bytes::Bytes message, Listener* listener);
    void drop_impossible_clocks();
    void count_duplicate(bytes::Bytes message);
    const values::Reading* refuse(const messages::cosem::Apdu& apdu, bytes::Fault fault,
                                  Listener* listener);

    framing::Framer framer_;
    messages::cosem::Assembly assembly_;
    messages::cosem::BlockTransfer blocks_;
    messages::cosem::Opener opener_;
    std::optional<messages::cosem::Opening> opening_{};  // of the message at hand, if ciphered
    bool blocks_disturbed_ = false;                      // bytes were lost since the last block
    std::uint64_t telegrams_bad_check_ = 0;              // inside what a tag proved
    values::ObjectList objects_;
    bytes::TextRoom texts_;
    std::span<std::uint8_t> plain_;
    std::array<values::Submeter, max_channels> submeters_;
    DecoderSettings settings_;
    Counters counters_;
    Frame sml_frame_{};        // whose messages are being read
    bytes::Bytes sml_rest_{};  // those of its messages that are still to come
    values::Reading reading_;
    std::optional<values::DateTime> last_clock_;  // of the last message that had one
    std::size_t last_size_ = 0;
    std::uint16_t last_sum_ = 0;
};

}  // namespace hanmeter
