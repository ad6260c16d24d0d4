# SPDX-License-Identifier: Apache-2.0
import fixture
import layers


class Layers(fixture.TreeTest):
    def include(self, file, *names):
        self.write(file, "".join(f"#include {name}\n" for name in names))

    def test_lower_numbers_and_the_own_folder_are_fine(self):
        self.write("core/hanmeter/bytes/cursor.h")
        self.write("core/hanmeter/framing/hdlc.h")
        self.include("core/hanmeter/framing/hdlc.cpp", '"hanmeter/framing/hdlc.h"', '"hanmeter/bytes/cursor.h"')
        self.include("host/hanmeter/io/file.cpp", '"hanmeter/bytes/cursor.h"', "<string>")
        self.assertEqual(layers.check(self.root), [])

    def test_looking_up_is_refused(self):
        self.write("core/hanmeter/framing/hdlc.h")
        self.include("core/hanmeter/bytes/cursor.h", '"hanmeter/framing/hdlc.h"')
        self.assert_one(layers.check(self.root), "cursor.h", "bytes (1) must not look at framing (3)")

    def test_folders_of_one_number_are_apart(self):
        self.write("host/hanmeter/crypto/aead.h")
        self.include("host/hanmeter/io/tls.cpp", '"hanmeter/crypto/aead.h"')
        self.assert_one(layers.check(self.root), "io (9) must not look at crypto (9)")

    def test_the_decoder_is_a_layer_of_its_own(self):
        self.write("core/hanmeter/decoder.h")
        self.include("core/hanmeter/decoder_test.cpp", '"hanmeter/decoder.h"')
        self.include("core/hanmeter/inspect/dump.cpp", '"hanmeter/decoder.h"')
        self.include("core/hanmeter/meters/aidon.cpp", '"hanmeter/decoder.h"')
        self.assert_one(layers.check(self.root), "aidon.cpp", "meters (5)")

    def test_sources_do_not_know_each_other_but_the_list_knows_all(self):
        self.write("host/hanmeter/sources/tcp.h")
        self.include("host/hanmeter/sources/source_list.cpp", '"hanmeter/sources/tcp.h"')
        self.include("host/hanmeter/sources/tcp_test.cpp", '"hanmeter/sources/tcp.h"')
        self.include("host/hanmeter/sources/serial.cpp", '"hanmeter/sources/tcp.h"')
        self.assert_one(layers.check(self.root), "serial.cpp", "do not include each other")

    def test_the_simulator_knows_no_framing(self):
        self.write("core/hanmeter/framing/hdlc.h")
        self.write("core/hanmeter/values/obis.h")
        self.include("sim/aidon.cpp", '"hanmeter/framing/hdlc.h"', '"hanmeter/values/obis.h"')
        self.assert_one(layers.check(self.root), "simulator")

    def test_a_path_must_be_whole(self):
        self.write("core/hanmeter/bytes/cursor.h")
        self.include("core/hanmeter/bytes/cursor.cpp", '"cursor.h"')
        self.assert_one(layers.check(self.root), '"cursor.h"', "no file")

    def test_our_own_headers_are_quoted(self):
        self.include("core/hanmeter/bytes/cursor.cpp", "<hanmeter/bytes/cursor.h>")
        self.assert_one(layers.check(self.root), "included with quotes")

    def test_a_circle_is_found(self):
        self.include("core/hanmeter/bytes/a.h", '"hanmeter/bytes/b.h"')
        self.include("core/hanmeter/bytes/b.h", '"hanmeter/bytes/c.h"')
        self.include("core/hanmeter/bytes/c.h", '"hanmeter/bytes/a.h"')
        self.assert_one(layers.check(self.root), "circle", "a.h", "b.h", "c.h")

    def test_the_core_does_without_strings_and_clocks(self):
        self.include("core/hanmeter/bytes/a.cpp", "<string>")
        self.include("core/hanmeter/bytes/a_test.cpp", "<string>")
        self.include("core/hanmeter/bytes/b.cpp", "<string_view>", "<span>")
        self.assert_one(layers.check(self.root), "a.cpp", "<string>")

    def test_a_heavy_header_stands_in_one_source(self):
        self.include("app/options.cpp", "<CLI/CLI.hpp>")
        self.include("app/options_test.cpp", "<CLI/CLI.hpp>")
        self.assertEqual(layers.check(self.root), [])
        self.include("app/commands/read.cpp", "<CLI/App.hpp>")
        self.assert_one(layers.check(self.root), "exactly one .cpp", "options.cpp", "read.cpp")

    def test_a_heavy_header_stands_in_no_header(self):
        self.include("app/options.h", "<CLI/CLI.hpp>")
        self.assert_one(layers.check(self.root), "exactly one .cpp")

    def test_help_for_tests_stays_in_tests(self):
        self.write("tests/support/corpus.h")
        self.include("app/main_test.cpp", '"support/corpus.h"')
        self.include("app/main.cpp", '"support/corpus.h"')
        self.assert_one(layers.check(self.root), "main.cpp", "for tests only")

    def test_a_folder_without_a_number_is_named(self):
        self.write("host/hanmeter/helpers/misc.cpp")
        self.assert_one(layers.check(self.root), "misc.cpp", "no number")
