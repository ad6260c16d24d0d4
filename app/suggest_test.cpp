// SPDX-License-Identifier: Apache-2.0
#include "app/suggest.h"

#include <doctest/doctest.h>

using namespace hanmeter::app;

TEST_CASE("Edit distance counts insertions, losses, changes and swaps") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("raed", "read") == 1);
    CHECK(edit_distance("read", "raed") == 1);
    CHECK(edit_distance("hexdmp", "hexdump") == 1);
    CHECK(edit_distance("abcd", "wxyz") == 4);
}

TEST_CASE("Only a near word is suggested, the nearest one") {
    Suggestion near{"fieldsdebg"};
    near.consider("obisdebug");
    near.consider("fieldsdebug");
    near.consider("pktdebug");
    CHECK(near.nearest() == "fieldsdebug");
    CHECK(near.did_you_mean("--", "; no") == "; did you mean --fieldsdebug?");

    Suggestion far{"capture"};
    far.consider("read");
    far.consider("x");
    CHECK(far.nearest().empty());
    CHECK(far.did_you_mean("--", "; no") == "; no");

    Suggestion begun{"help-me-please"};
    begun.consider("help");
    CHECK(begun.nearest().empty());
    Suggestion short_form{"domoticz-pass"};
    short_form.consider("domoticz-url");
    short_form.consider("domoticz-password");
    CHECK(short_form.nearest() == "domoticz-password");
}
