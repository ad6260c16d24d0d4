// SPDX-License-Identifier: Apache-2.0
#include "app/meters/families.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace hanmeter::app::meters {
namespace {

constexpr Family rows[] = {
    {"NO", "Aidon 6515 6525 6534 6540 6550", "AIDON_V0001, self-describing", "hdlc", "no",
     "captures of lists 1, 2 and 3"},
    {"NO SE", "Kaifa MA105H2E MA304H3E H4 T3 T4", "KFM_001, by position", "hdlc", "no",
     "captures of lists 1, 2 and 3"},
    {"SE", "Kaifa MA304H4 and relatives", "KFM_001, codes and values", "hdlc", "no", "captures"},
    {"NO SE", "Kamstrup Omnipower HAN-NVE", "Kamstrup_V0001", "hdlc", "no",
     "captures; energy by 10 Wh or Wh is assumed from the type"},
    {"NO", "Landis+Gyr E350 ZMF100", "EMBRIQ_V1_1, self-describing", "hdlc", "no", "captures"},
    {"SE", "Aidon RJ12", "AIDON_H0001, self-describing", "hdlc", "no",
     "captures and the maker's description"},
    {"DK CH", "Kamstrup Omnipower", "Kamstrup_V0001, 65 or 37 elements", "hdlc", "yes",
     "captures, one with its keys"},
    {"SE FI DK NO", "any meter with an H1 port", "P1 text", "p1", "no",
     "captures of Aidon, Ellevio, Kamstrup, Landis+Gyr"},
    {"NL", "DSMR 2.2 to 5, any maker", "P1 text", "p1", "no", "captures of every version"},
    {"BE", "Fluvius, Iskraemeco IE.5", "P1 text", "p1", "no", "captures"},
    {"LU", "Smarty", "P1 text", "p1, apdu", "yes",
     "a capture, and the specification's telegram with its key"},
    {"HU", "E.ON Sagemcom", "P1 text", "p1", "no", "a capture"},
    {"LT", "ESO", "P1 text", "p1", "can be", "a damaged capture only"},
    {"PL", "Kaifa MA309M", "P1 text, or clock and registers", "mbus", "yes",
     "a capture with its key"},
    {"PL LT", "Elgama GAMA", "P1 text ciphered in its telegram", "p1", "yes",
     "a capture without key: the checksum, not the content"},
    {"AT", "Netz NOe: Kaifa, Sagemcom", "clock, codes, values, scales; number last", "mbus", "yes",
     "the operator's published telegram with its key"},
    {"AT", "Salzburg, TINETZ, IKB, Vorarlberg: Kaifa", "self-describing", "mbus", "yes",
     "a deciphered capture"},
    {"AT", "Steiermark: Landis+Gyr E450", "clock, codes and values", "hdlc with blocks", "yes",
     "captures with their keys"},
    {"AT", "Graz, Steiermark: Sagemcom T210-D-r", "P1 text", "p1, apdu", "yes",
     "a deciphered capture"},
    {"AT", "Wiener Netze: Siemens, Iskraemeco, Landis+Gyr", "by position, 9 elements", "hdlc",
     "yes", "the description only"},
    {"AT", "Netz OOe: Siemens AMIS TD-351x", "M-Bus records", "mbus", "yes, AES-CBC",
     "the description only"},
    {"AT", "Wels: Siemens IM350", "by position, 10 elements", "apdu, hdlc", "yes",
     "the description only"},
    {"AT", "Burgenland: Landis+Gyr E450", "by position, 14 or 11 elements", "hdlc", "yes",
     "a capture with its key"},
    {"AT", "Kaernten: Iskraemeco AM550", "by position, 12 elements", "hdlc", "yes",
     "the description; a capture without key"},
    {"CH CY", "Landis+Gyr E450", "push list with descriptors", "hdlc with blocks", "can be",
     "captures, plain and with keys"},
    {"CH", "Landis+Gyr E570", "push list with descriptors", "hdlc with blocks", "can be",
     "a capture with its key; the scale of currents is assumed"},
    {"CH", "Landis+Gyr E360", "push list with descriptors", "hdlc", "can be",
     "the description only"},
    {"CH", "Iskraemeco AM550", "push list with descriptors", "hdlc with segments", "can be",
     "a capture"},
    {"SI", "Iskraemeco AM550", "by position, or self-describing", "hdlc with segments", "no",
     "captures; lists of 4, 8, 9 and 10 elements by plausibility"},
    {"SI", "Iskraemeco AM550", "P1 text without CRC", "p1", "no", "a capture"},
    {"HR", "Iskraemeco IE.x", "by position, 33 or 28 elements", "hdlc with segments", "no",
     "a capture of 33"},
    {"CZ", "Sagemcom XT211, EG.D", "descriptors without tags", "apdu", "no",
     "a capture of the XT211"},
    {"DE", "EMH, EasyMeter, Iskraemeco, Holley, DZG, eBZ, Itron, Landis+Gyr ..", "SML GetList",
     "sml", "no", "captures of 12 makers' meters"},
    {"DE CH NL", "D0 meters that push", "text with OBIS codes", "d0", "no",
     "a capture of an EasyMeter Q3D"},
    {"-", "Energomera", "push list with descriptors of six fields", "apdu", "no",
     "a capture whose values nobody states"},
    {"-", "any other", "self-describing lists; lists by position as a profile", "any", "can be",
     "-"},
};

struct Column {
    std::string_view title;
    std::string_view Family::* text;
};
constexpr std::array columns{
    Column{"country", &Family::country},   Column{"meters", &Family::meters},
    Column{"list", &Family::list},         Column{"framing", &Family::framing},
    Column{"ciphered", &Family::ciphered}, Column{"held against", &Family::verified},
};

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace

std::span<const Family> families() {
    return rows;
}

std::string as_text(std::span<const Family> wanted) {
    std::string out;
    for (const Family& row : wanted) {
        out += fmt::format("{:<12} {}\n", row.country, row.meters);
        out +=
            fmt::format("{:<12} {}; {}; ciphered: {}\n", "", row.list, row.framing, row.ciphered);
        out += fmt::format("{:<12} held against: {}\n\n", "", row.verified);
    }
    return out;
}

std::string as_markdown(std::span<const Family> wanted) {
    std::string out;
    for (const Column& column : columns) out += fmt::format("| {} ", column.title);
    out += "|\n";
    for (std::size_t i = 0; i < columns.size(); ++i) out += "| --- ";
    out += "|\n";
    for (const Family& row : wanted) {
        for (const Column& column : columns) out += fmt::format("| {} ", row.*column.text);
        out += "|\n";
    }
    return out;
}

std::string as_json_lines(std::span<const Family> wanted) {
    std::string out;
    for (const Family& row : wanted) {
        out += '{';
        for (const Column& column : columns) {
            std::string name{column.title};
            std::replace(name.begin(), name.end(), ' ', '_');
            out += fmt::format("{}{}:{}", out.ends_with('{') ? "" : ",", quoted(name),
                               quoted(row.*column.text));
        }
        out += "}\n";
    }
    return out;
}

}  // namespace hanmeter::app::meters
