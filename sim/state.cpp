// SPDX-License-Identifier: Apache-2.0
#include "sim/state.h"

#include <sstream>

namespace hanmeter::sim {
namespace {

constexpr std::string_view title = "hanmeter-sim-state 1";

void write(std::ostream& out, std::string_view name, values::Instant instant) {
    out << name << ' ' << instant.milliseconds << '\n';
}

void write(std::ostream& out, std::string_view name, const Registers& registers) {
    out << name;
    for (const std::int64_t sum : registers.sums()) out << ' ' << sum;
    out << '\n';
}

// `out` receives what stands behind `name` on the next line.
bool read(std::istream& in, std::string_view name, std::istringstream& out) {
    std::string line;
    if (!std::getline(in, line)) return false;
    if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ' ') {
        return false;
    }
    out = std::istringstream{line.substr(name.size() + 1)};
    return true;
}

bool at_end(std::istream& in) {
    return (in >> std::ws).eof();
}

bool read(std::istream& in, std::string_view name, values::Instant& instant) {
    std::istringstream rest;
    return read(in, name, rest) && rest >> instant.milliseconds && at_end(rest);
}

bool read(std::istream& in, std::string_view name, Registers& registers) {
    std::istringstream rest;
    if (!read(in, name, rest)) return false;
    std::array<std::int64_t, 4> sums{};
    for (std::int64_t& sum : sums) {
        if (!(rest >> sum) || sum < 0) return false;
    }
    registers = Registers{sums};
    return at_end(rest);
}

}  // namespace

std::string to_text(const SavedState& saved) {
    std::ostringstream out;
    out << title << "\nmodel " << saved.model << '\n';
    write(out, "last_sent", saved.state.last_sent);
    write(out, "last_measured", saved.state.last_measured);
    write(out, "last_measured_long", saved.state.last_measured_long);
    write(out, "now", saved.state.now);
    write(out, "at_hour", saved.state.at_hour);
    return out.str();
}

std::optional<SavedState> from_text(std::string_view text) {
    std::istringstream in{std::string{text}};
    std::string line;
    std::istringstream model;
    SavedState saved;
    MeterState& state = saved.state;
    if (!std::getline(in, line) || line != title || !read(in, "model", model)) return std::nullopt;
    saved.model = model.str();
    if (read(in, "last_sent", state.last_sent) && read(in, "last_measured", state.last_measured) &&
        read(in, "last_measured_long", state.last_measured_long) && read(in, "now", state.now) &&
        read(in, "at_hour", state.at_hour) && at_end(in)) {
        return saved;
    }
    return std::nullopt;
}

}  // namespace hanmeter::sim
