// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/formats/target.h"

namespace hanmeter::formats {

// Why nothing more can be written.
struct WriteEnd {
    enum class Kind {
        closed,  // nobody reads the pipe any more: a quiet end
        failed,  // `sentence` names the file and the reason
    };
    Kind kind = Kind::failed;
    std::string sentence{};
};

// Text on its way to a file or to standard output. To a terminal, pipe or socket it goes telegram
// by telegram; to a regular file in blocks of 64 KiB, or telegram by telegram where that is asked
// for. SIGPIPE has to be ignored by the program.
class Writer {
public:
    static constexpr std::size_t block = std::size_t{64} * 1024;

    // Makes the file, or empties the one that is there.
    static tl::expected<Writer, std::string> open(const Target& target);
    // Writes to a descriptor that stays the caller's; `name` is for sentences.
    static Writer borrow(int descriptor, std::string name);

    Writer(Writer&& other) noexcept;
    Writer& operator=(Writer&&) = delete;
    // Writes what is left; who wants to know how that went calls flush() before.
    ~Writer();

    void flush_every_telegram() { by_telegram_ = true; }

    // To be appended to; end_telegram() is to be called behind each telegram.
    std::string& text() { return text_; }

    // Empty: going on. Once something stands in its way, each call says so again and what was to
    // be written is dropped.
    const std::optional<WriteEnd>& end_telegram();
    const std::optional<WriteEnd>& flush();

private:
    Writer(int descriptor, bool owned, std::string name);
    void fail(int error);

    int descriptor_;
    bool owned_;
    bool by_telegram_;
    std::string name_;
    std::string text_;
    std::optional<WriteEnd> end_{};
};

}  // namespace hanmeter::formats
