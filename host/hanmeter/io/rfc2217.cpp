// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/rfc2217.h"

namespace hanmeter::io {
namespace {

// RFC 854.
constexpr std::uint8_t sub_end = 240, sub_begin = 250;
constexpr std::uint8_t will = 251, wont = 252, request = 253, dont = 254;
constexpr std::uint8_t iac = 255;
// RFC 856, 858, 2217.
constexpr std::uint8_t binary = 0, suppress_go_ahead = 3, com_port = 44;
constexpr std::uint8_t set_baud = 1, set_data_size = 2, set_parity = 3, set_stop_size = 4;
constexpr std::uint8_t set_control = 5, answers = 100;
constexpr std::uint8_t no_flow_control = 1;
constexpr std::size_t longest_sub = 64;

bool is_known(std::uint8_t option) {
    return option == binary || option == suppress_go_ahead || option == com_port;
}

std::uint8_t number_of(Parity parity) {
    switch (parity) {
        case Parity::none: return 1;
        case Parity::odd: return 2;
        case Parity::even: return 3;
    }
    return 1;
}

std::uint32_t number_in(bytes::Bytes octets) {
    std::uint32_t number = 0;
    for (const std::uint8_t octet : octets) number = number << 8U | octet;
    return number;
}

}  // namespace

std::vector<std::uint8_t> Rfc2217Client::hello() {
    return {iac, will,    com_port, iac, will,    binary,
            iac, request, binary,   iac, request, suppress_go_ahead};
}

void Rfc2217Client::take(bytes::Bytes input) {
    data_.clear();
    reply_.clear();
    for (const std::uint8_t byte : input) {
        switch (state_) {
            case State::data:
                if (byte == iac) {
                    state_ = State::command;
                } else {
                    data_.push_back(byte);
                }
                break;
            case State::command: take_command(byte); break;
            case State::option:
                answer(command_, byte);
                state_ = State::data;
                break;
            case State::sub:
            case State::sub_command: take_sub(byte); break;
        }
    }
}

void Rfc2217Client::take_command(std::uint8_t byte) {
    state_ = State::data;
    if (byte == iac) {
        data_.push_back(iac);
    } else if (byte == sub_begin) {
        sub_.clear();
        state_ = State::sub;
    } else if (byte >= will) {
        command_ = byte;
        state_ = State::option;
    }
}

// What we offered ourselves needs no answer, and nothing is answered twice.
void Rfc2217Client::answer(std::uint8_t command, std::uint8_t option) {
    if (option == com_port && command == request && !asked_) ask_for_settings();
    if (option == com_port && command == dont) refused_ = true;
    if (is_known(option)) return;
    if (command == will) reply_.insert(reply_.end(), {iac, dont, option});
    if (command == request) reply_.insert(reply_.end(), {iac, wont, option});
}

void Rfc2217Client::ask_for_settings() {
    asked_ = true;
    const auto ask = [&](std::uint8_t what, std::initializer_list<std::uint8_t> value) {
        reply_.insert(reply_.end(), {iac, sub_begin, com_port, what});
        for (const std::uint8_t octet : value) {
            reply_.push_back(octet);
            if (octet == iac) reply_.push_back(iac);
        }
        reply_.insert(reply_.end(), {iac, sub_end});
    };
    const auto octet = [&](unsigned shift) {
        return static_cast<std::uint8_t>(settings_.baud >> shift & 0xFFU);
    };
    ask(set_baud, {octet(24), octet(16), octet(8), octet(0)});
    ask(set_data_size, {static_cast<std::uint8_t>(settings_.data_bits)});
    ask(set_parity, {number_of(settings_.parity)});
    ask(set_stop_size, {static_cast<std::uint8_t>(settings_.stop_bits)});
    ask(set_control, {no_flow_control});
}

void Rfc2217Client::take_sub(std::uint8_t byte) {
    if (state_ == State::sub && byte == iac) {
        state_ = State::sub_command;
        return;
    }
    if (state_ == State::sub_command && byte != iac) {
        state_ = State::data;
        if (byte == sub_end) end_sub();
        return;
    }
    state_ = State::sub;
    if (sub_.size() < longest_sub) sub_.push_back(byte);
}

void Rfc2217Client::end_sub() {
    if (sub_.size() < 3 || sub_[0] != com_port) return;
    const std::uint32_t value = number_in(bytes::Bytes{sub_}.subspan(2));
    switch (sub_[1]) {
        case answers + set_baud: refused_ |= value != settings_.baud; break;
        case answers + set_data_size: refused_ |= value != settings_.data_bits; break;
        case answers + set_parity: refused_ |= value != number_of(settings_.parity); break;
        case answers + set_stop_size: refused_ |= value != settings_.stop_bits; break;
        default: break;
    }
}

}  // namespace hanmeter::io
