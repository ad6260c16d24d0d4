// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/telegram_lines.h"

#include <array>
#include <string>

#include "hanmeter/captures/undone_for_test.h"

using namespace hanmeter::captures;

namespace {

// What a meter sends, a line each without its CR LF.
constexpr std::array<std::string_view, 7> lines = {
    "/ABC5\\2TEST-1",
    "",
    "1-3:0.2.8(50)",
    "0-0:96.1.1(4B384547303034303436333935353037)",
    "1-0:1.8.1(000116.372*kWh)",
    "0-1:24.3.0(121030140000)(00)(60)(1)(0-1:24.2.1)(m3)",
    "(00024.000)"};

std::string sent(std::string_view checksum = "1234") {
    std::string text;
    for (const auto line : lines) text += std::string{line} + "\r\n";
    return text + "!" + std::string{checksum} + "\r\n";
}

// The same as text: `front` before each line, `end` behind it.
std::string written(std::string_view front, std::string_view end = "\n") {
    std::string text;
    for (const auto line : lines) {
        text += std::string{front} + std::string{line} + std::string{end};
    }
    return text + std::string{front} + "!1234" + std::string{end};
}

std::string undone(std::string_view text) {
    const Undone all = undo(as_bytes(text));
    return {all.data.begin(), all.data.end()};
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
    return text;
}

struct Restored : Output {
    bool any = false, all = true;
    void start() override {}
    void bytes(hanmeter::bytes::Bytes, const hanmeter::values::Origin& origin) override {
        any = any || origin.line_ends_restored;
        all = all && origin.line_ends_restored;
    }
};

Restored restored(std::string_view text) {
    Restored seen;
    const auto capture = make_capture(Format::automatic);
    capture->take(as_bytes(text), seen);
    capture->finish(seen);
    return seen;
}

}  // namespace

TEST_CASE("line ends of a pasted telegram are put back, and said so") {
    CHECK(undone(written("")) == sent());
    CHECK(undone(written("", "\r")) == sent());
    CHECK(undone(written("", "\n\n")) == sent());
    CHECK(undone(replaced(written(""), "\n\n", "\n")) == sent());
    CHECK(undone(written("   ")) == sent());
    CHECK(undone(written("") + written("")) == sent() + sent());
    CHECK(restored(written("")).all);
    CHECK(undone(written("").substr(0, written("").size() - 1)) == sent());
}

TEST_CASE("what has its own line ends is passed on as it is") {
    const std::string noisy = "CONNECT\r\n" + sent() + "\x01\xFF lost\n" + sent() + "!\n";
    CHECK(undone(noisy) == noisy);
    CHECK_FALSE(restored(noisy).any);
    CHECK(undone(sent() + written("")) == sent() + written(""));
    CHECK_FALSE(restored(sent() + written("")).any);
    const std::string damaged = "/ABC5\xFFTEST\n\n1-0:1.7.0(1*kW)\n!\n";
    CHECK(undone(damaged) == damaged);
    CHECK_FALSE(restored("\x7E\xA0" + written("")).any);
}

TEST_CASE("lines with something of a program in front") {
    for (const std::string front :
         {"[12:34:56][D][data:027]: ", "2024-01-12 23:18:14.526 DEBUG (MainThread) [a.b] got: ",
          "12:34:56.789 ", "12:51:06.218 : ", "1616572800 ",
          "1616572800.123: ", "D (1234) p1: ", "Jan 12 23:18:14 host p1[123]: ", "han/p1/raw ",
          "\x1B[0;36m[12:34:56][V][p1:1]: ", "p1_1  | ", "[2024-01-12T23:18:14Z] <<< "}) {
        CAPTURE(front);
        const std::string booting = "[12:34:50] booting 1.2\n";
        CHECK(undone(written(front)) == sent());
        CHECK(undone(booting + written(front) + booting + written(front, "\r\n")) ==
              sent() + sent());
        CHECK(undone(replaced(written(front), "\n", "\x1B[0m\n")) == sent());
        CHECK(undone(replaced(written(front), front + "\n", "")) == sent());
    }
}

TEST_CASE("numbers in front may change") {
    std::string text;
    int second = 20;
    for (const auto line : lines) {
        ++second;
        text += "23:59:" + std::to_string(second) + " P1 line " + std::to_string(second * 7) +
                ": " + std::string{line} + "\n";
    }
    CHECK(undone(text + "00:00:01 P1 line 3: !1234\n") == sent());
}

TEST_CASE("lines of a program inside a bare telegram are left out") {
    for (const std::string log :
         {"2024-01-12 23:18:14.526 DEBUG (MainThread) [a.b] received data: ", "[12:34:56] x",
          "DEBUG: 12 bytes", "(D) received", "12.01.2024 23:18:14 more", "<debug> 1", "23:18:14 ok",
          "1705101494.5 read"}) {
        CAPTURE(log);
        CHECK(undone(replaced(written(""), "kWh)\n", "kWh)\n" + log + "\n")) == sent());
        CHECK(undone(replaced(written(""), "TEST-1\n", "TEST-1\n" + log + "\n")) == sent());
    }
    SUBCASE("also where line ends are the meter's, if a time says that it is a log") {
        const std::string log = "2024-01-12 23:18:14.526 DEBUG received data: \n";
        CHECK(undone(replaced(sent(), "kWh)\r\n", "kWh)\r\n" + log)) == sent());
        CHECK(undone(replaced(sent(), "kWh)\r\n", "kWh)\r\n[12:34:56] x\r\n")) == sent());
        const std::string other = replaced(sent(), "kWh)\r\n", "kWh)\r\nreset\r\n");
        CHECK(undone(other) == other);
    }
    SUBCASE("a line that is neither stays") {
        CHECK(undone(replaced(written(""), "1-3:0.2.8(50)", "1-3:0.2.8:50")) ==
              replaced(sent(), "1-3:0.2.8(50)", "1-3:0.2.8:50"));
    }
}

TEST_CASE("blocks behind a program's words go on where the one before ended") {
    const std::string words = "2024-01-12 23:18:14.5 DEBUG (Main) [a.b] received data: ";
    const std::string whole = written("");
    for (std::size_t cut = 15; cut + 3 < whole.size(); ++cut) {
        CAPTURE(cut);
        const std::string text =
            words + whole.substr(0, cut) + "\n" + words + whole.substr(cut) + "\n";
        CHECK(undone(text) == sent());
    }
}

TEST_CASE("telegrams in quotes") {
    const std::string escaped = replaced(replaced(sent(), "\\", "\\\\"), "\r\n", "\\r\\n");
    for (const std::string& text :
         {"{\"time\":\"12:00\",\"telegram\":\"" + escaped + "\",\"n\":12}\n",
          "[21:19:31][D][uart_debug:158]: <<< \"" + escaped + "\"\n",
          "DEBUG:p1:b'" + replaced(escaped, "/ABC5", "/\\x41BC5") + "' (12 bytes)\n",
          "{\"p1\":\"" + replaced(escaped, "(", "\\u0028") + "\"}",
          "\"" + replaced(escaped, "\\r", "") + "\"\n"}) {
        CAPTURE(text);
        CHECK(undone(text) == sent());
    }
    SUBCASE("a line each") {
        std::string text;
        for (const auto line : lines) {
            text += "read b'" + replaced(std::string{line}, "\\", "\\\\") + "\\r\\n'\n";
        }
        CHECK(undone(text + "read b'!1234\\r\\n'\n") == sent());
    }
}

TEST_CASE("a telegram that is shown again in other words counts once") {
    const std::string read = "2024-01-12 23:18:14.5 DEBUG received data: ";
    const std::string whole = "2024-01-12 23:18:14.6 DEBUG got telegram: ";
    const std::string text = written("") + "\n";
    const std::string later = replaced(text, "116.372", "116.373");
    const std::string expected = sent() + replaced(sent(), "116.372", "116.373");
    CHECK(undone(read + text + whole + text + read + later + whole + later) == expected);
    CHECK(undone(read + text + read + text) == sent() + sent());
    CHECK(undone(read + text + whole + later) == expected);
    CHECK(undone(read + text + whole + text.substr(0, 60)) == sent());
}

TEST_CASE("what is no telegram among text") {
    for (const std::string text :
         {"[12:00:00] 2F 41 42 43 35 54 45 53 54 0D 0A  /ABC5TEST\n",
          "2F 41 42 43 35 54 45 53 54 0D 0A  // /ABC5TEST\n",
          "00000000  2f 41 42 43 35 54 45 53  54 0d 0a                 |/ABC5TEST..|\n",
          "2F4142433554455354 0D0A # 1-0:1.8.0(1*kWh)\n",
          "log /dev/ttyUSB0\n/dev/ttyUSB0\n2F4142433554455354 0D0A\n"}) {
        CAPTURE(text);
        CHECK(undone(text) == "/ABC5TEST\r\n");
    }
    CHECK(undone("!1234 0102030405060708\n") == "\x01\x02\x03\x04\x05\x06\x07\x08");
}

TEST_CASE("hex goes on behind a telegram, and behind one that was cut") {
    const std::string hex = "[12:00:00] 0102030405060708\n";
    const std::string eight = "\x01\x02\x03\x04\x05\x06\x07\x08";
    CHECK(undone(written("[12:00:00] ") + hex) == sent() + eight);
    std::string text = written("[12:00:00] ");
    text.erase(text.find("[12:00:00] !"));
    for (int i = 0; i < 20; ++i) text += hex;
    const std::string all = undone(text);
    CHECK(all.starts_with(sent().substr(0, sent().find("\r\n!"))));
    CHECK(all.ends_with(eight + eight));
}

TEST_CASE("text without numbers") {
    CHECK(without_numbers("[12:34:56.789][V][a:030]: ") == "[0:0:0.0][V][a:0]: ");
    CHECK(behind("a12:x", "a0:") == 4);
    CHECK(behind("a12:", "a0:") == 4);
    CHECK(behind("a:", "a0:") == std::nullopt);
    CHECK(behind("a12", "a0:") == std::nullopt);
}
