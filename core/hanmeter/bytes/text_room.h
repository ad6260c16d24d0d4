// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "hanmeter/bytes/text_writer.h"

namespace hanmeter::bytes {

// Texts that do not stand in the message as they are shown, one behind the other in room that the
// caller owns. They stay until clear().
class TextRoom {
public:
    explicit TextRoom(std::span<char> room) : free_{room}, all_{room} {}

    void clear() { free_ = all_; }

    // Keeps what `write` writes; nothing where it does not fit.
    template <class Write>
    std::optional<std::string_view> keep(Write write) {
        TextWriter out{free_};
        write(out);
        if (out.overflowed()) return std::nullopt;
        free_ = free_.subspan(out.view().size());
        return out.view();
    }

private:
    std::span<char> free_;
    std::span<char> all_;
};

}  // namespace hanmeter::bytes
