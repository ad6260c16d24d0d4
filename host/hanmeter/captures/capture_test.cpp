// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/captures/capture.h"

#include <algorithm>
#include <array>
#include <random>

#include "hanmeter/captures/automatic.h"
#include "hanmeter/captures/undone_for_test.h"

using namespace hanmeter::captures;
using namespace std::string_literals;

namespace {

struct Form {
    const char* what;
    std::string text;
    std::string expected;  // as shown() writes it
    Format found = Format::hex;
};

const std::array forms = std::to_array<Form>({
    {"spaces", "7E A0 2A 41 08 83 13 04", "|7ea02a4108831304"},
    {"no spaces, small letters", "7ea02a4108831304\n", "|7ea02a4108831304"},
    {"tabs, CR LF", "7E\tA0\t2A\t41\r\n08\t83\t13\t04\r\n", "|7ea02a4108831304"},
    {"CR only", "7E A0 2A 41\r08 83 13 04\r", "|7ea02a4108831304"},
    {"groups", "7ea0 2a41 0883 1304", "|7ea02a4108831304"},
    {"colons", "7E:A0:2A:41:\n08:83:13:04", "|7ea02a4108831304"},
    {"dashes", "7E-A0-2A-41-08-83-13-04", "|7ea02a4108831304"},
    {"commas", "7e,a0,2a,41,08,83,13,04", "|7ea02a4108831304"},
    {"0x", "0x7e 0xA0 0X2a 0x41 0x8 0x83 0x13 0x4", "|7ea02a4108831304"},
    {"one 0x", "0x7ea02a4108831304", "|7ea02a4108831304"},
    {"\\x", R"("\x7e\xa0\x2a\x41" "\x08\x83\x13\x04")", "|7ea02a4108831304"},
    {"h behind", "7eh a0h 2ah 41h 08h 83h 13h 04h", "|7ea02a4108831304"},
    {"no leading zeros", "7E A0 2A 41 8 83 13 4 0 F", "|7ea02a4108831304000f"},
    {"brackets", "[7E A0 2A 41]<08831304>", "|7ea02a4108831304"},
    {"non-breaking spaces",
     "7E\xC2\xA0"
     "A0\xC2\xA0"
     "2A 41 08 83 13 04",
     "|7ea02a4108831304"},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "7E A0 2A 41 08 83 13 04",
     "|7ea02a4108831304"},
    {"C array",
     "static const uint8_t frame[8] = {\n  0x7e, 0xa0, // flag 12 34\n  0x2a, 0x41,\n"
     "  0x08, 0x83, /* 55 */ 0x13, 0x04 };\n",
     "|7ea02a4108831304"},
    {"C array on one line", "uint8_t frame[] = {0x7e, 0xa0, 0x2a, 0x41, 0x08, 0x83, 0x13, 0x04};",
     "|7ea02a4108831304", Format::log},
    {"list that begins behind text", "x = [0x7E, 0xA0, # flag\n0x2A, 0x41, 8, 0x83, 0x13, 4]",
     "|7ea02a4108831304", Format::log},
    {"comments",
     "# 11 22\n7E A0 # 33 44\n// 55\n2A 41 // 66\n; 77\n08 83 ; 88\n"
     "/* 99\n aa */ 13 /* bb */ 04\n",
     "|7ea02a4108831304"},
    {"words behind two blanks", "7E A0   flag and length\n2A 41\taddress\n08 83 13 04  rest\n",
     "|7ea02a4108831304"},
    {"hexdump -C",
     "00000000  7e a0 2a 41 08 83 13 04  13 e6 e7 00 0f 40 00 00  |~.*A.........@..|\n"
     "00000010  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|\n"
     "00000020  30 31 7e                                          |01~|\n00000023\n",
     "|7ea02a410883130413e6e7000f4000003031323334353637383961626364656630317e"},
    {"xxd",
     "00000000: 7ea0 2a41 0883 1304 3132 3334 3536 3738  ~.*A....12345678\n"
     "00000010: 30 31                                    01\n",
     "|7ea02a410883130431323334353637383031"},
    {"Wireshark",
     "0000   7e a0 2a 41 08 83 13 04 13 e6 e7 00 0f 40 00 00   ~.*A.........@..\n"
     "0010   01 02                                             ..\n",
     "|7ea02a410883130413e6e7000f4000000102"},
    {"tcpdump",
     "\t0x0000:  7ea0 2a41 0883 1304 3132 3334 3536 3738  ~.*A....12345678\n"
     "\t0x0010:  3031  01\n",
     "|7ea02a410883130431323334353637383031"},
    {"od -A x -t x1",
     "000000 7e a0 2a 41 08 83 13 04 13 e6 e7 00 0f 40 00 00\n000010 30 31\n000012\n",
     "|7ea02a410883130413e6e7000f4000003031"},
    {"od -t x1",
     "0000000 7e a0 2a 41 08 83 13 04 13 e6 e7 00 0f 40 00 00\n0000020 30 31\n0000022\n",
     "|7ea02a410883130413e6e7000f4000003031"},
    {"line numbers", "1:7ea02a4108831304\n12:0102030405060708\n",
     "|7ea02a41088313040102030405060708", Format::log},
    {"what looks like an offset further on", "7ea0 2a41\n0000  0883 1304\n",
     "|7ea02a41000008831304"},
    {"decimal list", "[126, 160, 42, 65, 8, 131, 19, 4]", "|7ea02a4108831304", Format::decimal},
    {"decimal list in Python",
     "A = [126,  # flag 99\n  160, 42,\n  65, 8,  131,  # 15pcs\n 19,\n 4]  # 1",
     "|7ea02a4108831304", Format::log},
    {"decimal, blanks", "126 160 042 065 008 131 019 004", "|7ea02a4108831304", Format::decimal},
    {"decimal, nothing above 99", "[1, 2, 3, 40, 50, 60, 70, 80]", "|01020328323c4650",
     Format::decimal},
    {"a decimal list, then hex", "126, 160, 42, 65\n10, 11\n7E A0 10 11", "|7ea02a410a0b7ea01011"},
    {"log with hex",
     "2022-10-03 15:23:00.486 DEBUG (Main) [a.b] frame: 7ea02a4108831304\n"
     "2022-10-03 15:23:01.006 DEBUG (Main) [a.b] list_type is 1\n"
     "2022-10-03 15:23:02.486 DEBUG (Main) [a.b] frame: 7ea02a7e\n",
     "|7ea02a41088313047ea02a7e", Format::log},
    {"log with a decimal list",
     "22:01:06,568 DEBUG (T-5 (connect)) [c] data=[126, 160, 42, 65, 8, 131,"
     " 19, 4]\n22:01:06,569 DEBUG list 12 of 99\n",
     "|7ea02a4108831304", Format::log},
    {"records of a terminal",
     "[2017-09-14 19.39.30.812 - Received 10 (0x0A) bytes]\n7E A0 2A 41\n"
     "08 83\n\n[2017-09-14 19.39.32.406 - Received 2 (0x02) bytes]\n13 04\n",
     "|7ea02a4108831304"},
    {"times between",
     "2025-12-14 16:00:11.873\n7EA02A4108831304\n\n2025-12-14 17:00:11.919\n7EA0\n",
     "|7ea02a41088313047ea0"},
    {"time in front", "12:00:05 7EA02A4108831304\n12:00:15 7EA02A\n", "|7ea02a41088313047ea02a",
     Format::log},
    {"level in front", "(E) 7E A0 2A 41  08 83 13 04 \n(E) 01 02\n(E) Added 12 of 13\n",
     "|7ea02a41088313040102", Format::log},
    {"colours",
     "\x1B[0;36m[16:58:09.396][V][dlms:030]: 7EA02A4108831304\x1B[0m\n"
     "\x1B[0;36m[16:58:09.399][V][dlms:030]: 0102\x1B[0m\n",
     "|7ea02a41088313040102", Format::log},
    {"JSON", R"({"time":"2024-01-12T23:18:14","rssi":-67,"frame":"7ea02a4108831304"})",
     "|7ea02a4108831304", Format::log},
    {"- at the end", "7ea02-\na41088-\n31304\n", "|7ea02a4108831304"},
    {"\\ at the end", "\\x7e\\xa0\\x2a\\\n\\x41\\x08\\x83\\\n\\x13\\x04\n", "|7ea02a4108831304"},
    {"broken in the middle of a byte", "7ea02a410883130\n401020304050607\n08\n",
     "|7ea02a41088313040102030405060708"},
    {"a lost digit spoils one line only", "7ea02a410883130\n7ea02a410883130401\n",
     "|7ea02a410883137ea02a410883130401"},
    {"dots", "7E.A0.2A.41.08.83.13.04", "|7ea02a4108831304"},
    {"dashes, wrapped", "7E-A0-2A-41-\n08-83-13-04-\n7E-0F", "|7ea02a41088313047e0f"},
    {"Python bytes", R"(b'~\xa0*A\x08\x83\x13\x04' b"\n\r\t\\\'\x7e")",
     "|7ea02a41088313040a0d095c277e"},
    {"Python bytes in a log", R"(DEBUG read(8)=b'~\xa0*A\x08\x83\x13\x04' (8 bytes))",
     "|7ea02a4108831304", Format::log},
    {"Python bytes that hold hex", "payload b'7ea02a4108831304'\n", "|7ea02a4108831304",
     Format::log},
    {"signed decimals", "[126, -96, 42, 65, 8, -125, 19, -128]", "|7ea02a4108831380",
     Format::decimal},
    {"numbers in brackets", "[126 160 42 65 8 131 19 4]", "|7ea02a4108831304", Format::decimal},
    {"date and time, hex", "2022-10-03 15:23:00 7EA02A4108831304\n2022-10-03 15:23:02 0102\n",
     "|7ea02a41088313040102", Format::log},
    {"time with a fraction", "15:23:00,012 [126, 160, 42, 65, 8, 131, 19, 4]\n",
     "|7ea02a4108831304", Format::log},
    {"place in a program", "[main.cpp:42] 7EA02A4108831304\n[main.cpp:7] 01\n",
     "|7ea02a410883130401", Format::log},
    {"a terminal's direction",
     "14.09.2017 19:39:30.812 [RX] - 7E A0 2A 41 08 83 13 04\n"
     "14.09.2017 19:39:30.912 [RX] - E6 E7\n",
     "|7ea02a4108831304e6e7", Format::log},
    {"an object of bytes", R"({"n":1,"type":"Buffer","data":[126,160,42,65,8,131,19,4]})",
     "|7ea02a4108831304", Format::log},
    {"a bar in front of the characters", "7e a0 2a 41 08 83 13 04 | ~.*A....\n30 31 | 01",
     "|7ea02a41088313043031"},
    {"a table", "| 7E | A0 | 2A | 41 |\n| 08 | 83 | 13 | 04 |", "|7ea02a4108831304"},
});

Undone undo_text(const std::string& text, Format format = Format::automatic) {
    return undo(as_bytes(text), format);
}

Format found(const std::string& text) {
    Undone undone;
    const auto capture = make_capture(Format::automatic);
    capture->take(as_bytes(text), undone);
    capture->finish(undone);
    return capture->format();
}

}  // namespace

TEST_CASE("each way of writing bytes down is undone") {
    for (const Form& form : forms) {
        CAPTURE(form.what);
        CHECK(shown(undo_text(form.text)) == form.expected);
        CHECK(found(form.text) == form.found);
    }
}

TEST_CASE("start() is called where a message without a check may begin") {
    const auto rows = std::to_array<std::array<std::string, 3>>({
        {"a message a line", "E6E7000F40000000090C07E1\nE6E7000F40000000090C07E2",
         "|e6e7000f40000000090c07e1|e6e7000f40000000090c07e2"},
        {"without LLC", "0F400000000C07E101\n0F40000000000102\nDB084B414D4501",
         "|0f400000000c07e101|0f40000000000102|db084b414d4501"},
        {"wrapper and P1", "0001000100010011 0F40\n0001000100010011 DB08\n2F4B464D35",
         "|00010001000100110f40|0001000100010011db08|2f4b464d35"},
        {"a message over lines", "0F\n4000 004D\n0C\n07E6 0B03\n\n02 07\n  0F 02\n  0F 00 12 00",
         "|0f4000004d0c07e60b0302070f020f001200"},
        {"a frame over lines", "7e a014 41 0883 13 82d6 e6e700\n0f 40000000 0001 01\n0102 7e",
         "|7ea0144108831382d6e6e7000f40000000000101"
         "01027e"},
        {"behind the whole frame", "7EA00A 41 0883 13 0102 0304 7E\nE6E7000F4000",
         "|7ea00a410883130102"
         "03047e|e6e7000f4000"},
        {"text behind a message", "(V) DLMS:\n(V) 0F40000000000102\n(V) end\n(V) 7EA02A0102030405",
         "|0f40000000000102|7ea02a0102030405"},
        {"text inside a frame", "10 bytes:\n7EA02A4108831304\n6 bytes:\n0F40000000000102",
         "|7ea02a41088313040f40000000000102"},
        {"text between frames", "a:\n7EA00A4108831301020304 7E\nb:\n7EA00A4108831301020304 7E",
         "|7ea00a41088313010203047e7ea00a41088313010203047e"},
    });
    for (const auto& [what, text, expected] : rows) {
        CAPTURE(what);
        CHECK(shown(undo_text(text)) == expected);
    }
}

TEST_CASE("a message that is shown again without its outer layers counts once") {
    const std::string frame = "7EA0164108831304 13E6E7000F40000000000101\n02 0304 7E";
    const std::string undone =
        "7ea016410883130413e6e7000f4000000000010102"
        "03047e";
    const std::string inner =
        "\nLLC:\nE6E7000F40000000\n00010102\nAPDU:\n0F40000000000101\n02\nend\n";
    CHECK(shown(undo_text("HDLC:\n" + frame + inner + frame)) == "|" + undone + undone);
    CHECK(shown(undo_text("LLC: E6E7000F4000000000010102\nAPDU: 0F4000000000010102\n")) ==
          "|e6e7000f4000000000010102");
    SUBCASE("the same message twice counts twice") {
        CHECK(shown(undo_text("0F4000000000010102\n0F4000000000010102")) ==
              "|0f4000000000010102|0f4000000000010102");
    }
    SUBCASE("what only begins the same is given") {
        CHECK(shown(undo_text("LLC:\nE6E7000F4000000000010102\nAPDU:\n0F40000000000101\n03")) ==
              "|e6e7000f4000000000010102|0f40000000000101"
              "03");
        CHECK(shown(undo_text("LLC:\nE6E7000F4000000000010102\nAPDU:\n0F40000000000101\n0203")) ==
              "|e6e7000f4000000000010102|0f40000000000101"
              "0203");
    }
}

TEST_CASE("a ciphered message that is shown again in the clear counts once") {
    const std::string title = "DB084B414D4501020304", counter = "300000784A";
    const std::string clear = "0F0000000000010102030405";
    const std::string end = "APDU:\n0F00000000000101\n02030405\nend\n";
    const auto lengths = std::to_array<std::array<std::string, 2>>(
        {{"28", "11"}, {"29", "8111"}, {"2a", "820011"}});  // of the frame, of the message
    for (const auto& [frame, length] : lengths) {
        const std::string header = title + length + counter;
        const std::string whole =
            "7EA0" + frame + "4103132F7AE6E700" + header + "112233445566778899AABBCCAABB7E";
        std::string expected = "|" + whole;
        std::ranges::transform(expected, expected.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        });
        const std::string outer = "HDLC:\n" + whole.substr(0, 60) + "\n" + whole.substr(60) + "\n";
        REQUIRE(shown(undo_text(outer)) == expected);
        for (std::size_t cut = 16; cut <= header.size() + 16; cut += 2) {
            const std::string again = header + clear;
            const std::string text =
                "GCM:\n" + again.substr(0, cut) + "\n" + again.substr(cut) + "\n";
            CAPTURE(text);
            CHECK(shown(undo_text(outer + text)) == expected);
            CHECK(shown(undo_text(outer + text + end)) == expected);
            CHECK(shown(undo_text(outer + text + end + outer + text)) ==
                  expected + expected.substr(1));
            CHECK(shown(undo_text(outer + text + "x:\n7EA00A\n")) == expected + "7ea00a");
        }
        CHECK(shown(undo_text(outer + "GCM:\n" + header + clear + "\n" + end)) == expected);
        CHECK(shown(undo_text(outer + "GCM:\n" + title + length + "300000784B" + clear)) !=
              expected);
    }
}

TEST_CASE("a wanted format is not second-guessed") {
    CHECK(shown(undo_text("10 11 12\n", Format::hex)) == "|101112");
    CHECK(shown(undo_text("10 11 12\n", Format::decimal)) == "|0a0b0c");
    CHECK(shown(undo_text("10 11 12\n", Format::raw)) == "|31302031312031320a");
    CHECK(shown(undo_text("\x7E\xA0 frame 0102030405060708\n", Format::log)) ==
          "|0102030405060708");
    CHECK(shown(undo_text("", Format::raw)).empty());
    CHECK(make_capture(Format::log)->format() == Format::log);
}

TEST_CASE("formats have names") {
    for (const Format format :
         {Format::automatic, Format::raw, Format::hex, Format::decimal, Format::log}) {
        CHECK(format_from(name_of(format)) == format);
    }
    CHECK(name_of(Format::automatic) == "auto");
    CHECK(!format_from("Hex"));
    CHECK(!format_from(""));
}

TEST_CASE("a line of any length is undone with little held back") {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += i % 3 == 0 ? "7ea0" : "2a41";
    for (const std::string head : {"", "frame: ", "x"}) {
        for (const std::string& body : {text, "0x7e, " + text}) {
            Undone undone;
            const auto capture = make_capture(Format::automatic);
            const std::string line = head + (head.empty() ? "" : " ") + body;
            capture->take(as_bytes(line), undone);
            CHECK(undone.data.size() >= (line.size() - Automatic::held_limit) / 2);
            capture->finish(undone);
            CHECK(undone.data.size() == 200'000 + (body.size() > text.size() ? 1 : 0));
        }
    }
}
