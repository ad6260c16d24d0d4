// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cctype>
#include <sstream>

#include "hanmeter/bytes/hex.h"
#include "sim/testdata/case.h"

namespace hanmeter::sim::testdata {
namespace {

using Octets = std::vector<std::uint8_t>;

// A place behind the header of every family.
constexpr std::ptrdiff_t inside = 24;
// The last byte of the source address of every family with two of them.
constexpr std::size_t source_address = 5;

void damage(Octets& bytes, Damage kind) {
    const auto middle = bytes.begin() + std::ssize(bytes) / 2;
    switch (kind) {
        case Damage::none: break;
        case Damage::flip_inside: bytes[inside] ^= 0x10; break;
        case Damage::flip_header: bytes[source_address] ^= 0x02; break;
        case Damage::lose_one: bytes.erase(bytes.begin() + inside); break;
        case Damage::lose_three:
            bytes.erase(bytes.begin() + inside, bytes.begin() + inside + 3);
            break;
        case Damage::cut_end: bytes.erase(middle, bytes.end()); break;
        case Damage::cut_front: bytes.erase(bytes.begin(), middle); break;
    }
}

struct Line {
    Telegram telegram;
    Octets bytes;  // as they come out
    bool whole;
};

std::vector<Line> lines_of(const Case& one, const Model& model) {
    Meter meter{model,
                {.start = start_of(model, one.start).value_or(values::Instant{}),
                 .load = {.seed = one.seed, .sun_peak_w = one.sun_peak_w},
                 .segments = one.segments,
                 .energies = one.energies,
                 .clock = one.clock}};
    Faults faults{one.faults};
    std::vector<Line> lines;
    for (std::size_t i = 0; i < one.count; ++i) {
        Telegram telegram = meter.next();
        Transmission sent = faults.pass(telegram.bytes);
        const bool hit = one.damage != Damage::none && i == one.damaged;
        if (hit) damage(sent.bytes, one.damage);
        lines.push_back({std::move(telegram), std::move(sent.bytes), sent.whole && !hit});
    }
    return lines;
}

std::string hex(bytes::Bytes bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += bytes::hex_digit(byte >> 4u);
        text += bytes::hex_digit(byte);
    }
    return text;
}

std::string upper(std::string_view text) {
    std::string capitals;
    for (const char letter : text) {
        capitals += static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    }
    return capitals;
}

std::string code_text(const values::Obis& code) {
    std::array<char, values::Obis::max_text> room{};
    bytes::TextWriter out{room};
    code.write(out);
    return std::string{out.view()};
}

// For TOML; what is sent has no backslash in it but in models.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) out.append(c == '\\' ? 2 : 1, c);
    return out;
}

// Ids and numbers have nothing in them that JSON would want escaped.
std::string json(const Telegram& telegram) {
    std::string text = " {";
    std::string_view separator = "\n  ";
    for (const SentValue& value : telegram.values) {
        text += separator;
        text += "\"" + code_text(value.code) + "\": \"" + value.value + "\"";
        separator = ",\n  ";
    }
    return text + "\n }";
}

std::string toml(const Case& one, const Model& model, const std::vector<Line>& lines) {
    std::size_t whole = 0;
    std::size_t frames = 0;
    for (const Line& line : lines) {
        if (!line.whole) continue;
        ++whole;
        frames += count_frames(line.telegram.bytes);
    }
    std::ostringstream out;
    out << "name    = \"" << one.folder << "\"\n"
        << "country = \"" << upper(model.country) << "\"\n"
        << "maker   = \"" << model.maker << "\"\n"
        << "model   = \"" << escaped(model.meter_model) << "\"\n"
        << "about   = \"" << one.about << "\"\n"
        << "origin  = \"simulated: " << model.name << " from " << one.start << ", seed " << one.seed
        << "; ids are invented\"\n"
        << "checked = " << (is_checked(model.transport) ? "true" : "false") << "\n";
    if (model.transport.ciphering != nullptr) {
        out << "key     = \"" << hex(model.transport.ciphering->key) << "\"\n"
            << "auth    = \"" << hex(model.transport.ciphering->authentication_key) << "\"\n";
    }
    out << "damaged = " << (whole == lines.size() ? "false" : "true") << "\n"
        << "sent    = " << lines.size() << "  # telegrams\n"
        << "whole   = " << whole << "  # of them as they left the line, in sent.json\n"
        << "\n[counters]\n"
        << "readings                = " << whole << "\n";
    const bool segmented = one.segments.information_size != 0;
    const bool all_frames_count = frames > 0 && model.transport.carrier == Carrier::hdlc;
    if (all_frames_count && (whole == lines.size() || !segmented)) {
        out << "frames                  = " << frames << "\n";
    }
    if (one.refused) {
        out << "frames_bad_header_check = " << one.refused->bad_header_check << "\n"
            << "frames_bad_check        = " << one.refused->bad_check << "\n"
            << "frames_cut              = " << one.refused->cut << "\n";
    }
    return out.str();
}

}  // namespace

CaseFiles files_of(const Case& one) {
    const Model& model = *find_model(one.model);
    const std::vector<Line> lines = lines_of(one, model);
    CaseFiles files;
    std::string_view separator = "\n";
    files.sent_json = "[";
    for (const Line& line : lines) {
        files.in_hex += hex(line.bytes) + "\n";
        if (!line.whole) continue;
        files.sent_json += separator;
        files.sent_json += json(line.telegram);
        separator = ",\n";
    }
    files.sent_json += "\n]\n";
    files.case_toml = toml(one, model, lines);
    return files;
}

}  // namespace hanmeter::sim::testdata
