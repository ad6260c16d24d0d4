// SPDX-License-Identifier: Apache-2.0
#include "app/reading/verdict.h"

#include <fmt/core.h>

#include <algorithm>

namespace hanmeter::app::reading {
namespace {

// `1 frame`, `2 frames`
std::string counted(std::uint64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::uint64_t refused(const framing::FramingCounters& framing) {
    return framing.frames_bad_header_check + framing.frames_bad_check + framing.frames_cut;
}

// `2 with a wrong checksum, 1 cut`
std::string refused_by_reason(const framing::FramingCounters& framing) {
    std::string reasons;
    const auto add = [&](std::uint64_t count, std::string_view reason) {
        if (count == 0) return;
        reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", count, reason);
    };
    add(framing.frames_bad_header_check, "with a wrong header check");
    add(framing.frames_bad_check, "with a wrong checksum");
    add(framing.frames_cut, "cut");
    return reasons;
}

Verdict no_bytes(const std::string& name, InputKind kind) {
    switch (kind) {
        case InputKind::file:
            return {Exit::no_bytes,
                    fmt::format("{} is empty: there is not a single byte in it", name)};
        case InputKind::line:
            return {Exit::no_bytes,
                    fmt::format("not a single byte came from {}. Is the cable in the meter's port "
                                "and in this adapter? Has the grid company opened the port, which "
                                "in many countries is done on request?",
                                name)};
    }
    return {};
}

Verdict no_valid_frame(const std::string& name, InputKind kind,
                       const framing::FramingCounters& framing, std::string_view like) {
    const std::string seen =
        fmt::format("{}: {}, but no valid frame", name, counted(framing.bytes, "byte"));
    if (!like.empty()) {
        return {Exit::no_valid_frame,
                fmt::format("{}; it begins like {}, which this version does not read", seen, like)};
    }
    if (refused(framing) > 0) {
        return {
            Exit::no_valid_frame,
            fmt::format("{}; what began like one: {}. Bytes were lost or changed on the way; -x "
                        "shows where{}",
                        seen, refused_by_reason(framing),
                        kind == InputKind::line
                            ? ". Try another --parity, a shorter cable, another adapter"
                            : "")};
    }
    return {Exit::no_valid_frame,
            fmt::format("{}; nothing in it begins like one. {}", seen,
                        kind == InputKind::line
                            ? "Try another --baud (2400, 115200) and --parity (even)"
                            : "If it is text, --input-format says which kind")};
}

// `4b414d4501349083 ("KAM")`
std::string title_of(const NotOpened& seen) {
    std::string title;
    for (const std::uint8_t octet : seen.title) title += fmt::format("{:02x}", octet);
    const auto printable = [](std::uint8_t octet) { return octet >= 'A' && octet <= 'z'; };
    if (std::all_of(seen.title.begin(), seen.title.begin() + 3, printable)) {
        title += fmt::format(" ({})", std::string{seen.title.begin(), seen.title.begin() + 3});
    }
    return title;
}

std::string why_not_opened(const NotOpened& seen) {
    const std::string meter = seen.has_title
                                  ? fmt::format("the meter with system title {}", title_of(seen))
                                  : std::string{"this meter"};
    if (seen.wrong_authentication_key > 0) {
        return fmt::format(
            "the encryption key fits {}, the authentication key does not. See "
            "whether the two are the same meter's and not mixed up",
            meter);
    }
    if (seen.damaged > 0) {
        return fmt::format("the key fits {}, but the message is damaged: bytes of it are wrong",
                           meter);
    }
    if (seen.wrong_key > 0) {
        return fmt::format(
            "wrong key: none of those given opens what {} sends. See whether the "
            "key is this meter's and not the authentication key",
            meter);
    }
    if (seen.no_key > 0) {
        return fmt::format(
            "enciphered, and no key is known for {}. The grid company gives it on "
            "request; --key takes it",
            meter);
    }
    return "enciphered in a way that this version does not know";
}

Verdict no_reading(const std::string& name, InputKind kind, const Counters& counters) {
    const std::string seen =
        fmt::format("{}: {} with {}", name, counted(counters.framing.bytes, "byte"),
                    counted(counters.framing.frames, "valid frame"));
    if (counters.messages_not_opened > 0) {
        return {Exit::not_opened, fmt::format("{}, but {} could not be opened: {}", seen,
                                              counted(counters.messages_not_opened, "message"),
                                              why_not_opened(counters.not_opened))};
    }
    if (counters.messages_not_understood > 0) {
        return {
            Exit::not_understood,
            fmt::format("{}, but nothing in them was understood; -p shows what they are made of",
                        seen)};
    }
    if (counters.messages_incomplete > 0) {
        return {Exit::not_understood,
                fmt::format("{}, but no message is whole: parts of {} are missing", seen,
                            counted(counters.messages_incomplete, "message"))};
    }
    return {Exit::not_understood, fmt::format("{}, but no message came to its end{}", seen,
                                              kind == InputKind::line ? " yet" : "")};
}

}  // namespace

std::string_view likeness(bytes::Bytes first) {
    if (first.size() < 4) return {};
    if ((first[0] == 0xFF && first[1] == 0xFE) || (first[1] == 0 && first[3] == 0)) {
        return "text in UTF-16";
    }
    return {};
}

Verdict judge(const std::string& name, InputKind kind, const Counters& counters, bool strict,
              std::string_view like) {
    const framing::FramingCounters& framing = counters.framing;
    if (framing.bytes == 0) return no_bytes(name, kind);
    if (counters.readings == 0) {
        return framing.frames == 0 ? no_valid_frame(name, kind, framing, like)
                                   : no_reading(name, kind, counters);
    }
    if (strict && refused(framing) > 0) {
        return {Exit::no_valid_frame,
                fmt::format("{}: {} refused ({}), and --strict is given", name,
                            counted(refused(framing), "frame"), refused_by_reason(framing))};
    }
    return {};
}

}  // namespace hanmeter::app::reading
