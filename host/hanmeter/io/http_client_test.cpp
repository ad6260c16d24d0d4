// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/http_client.h"

#include <doctest/doctest.h>

#include <thread>

#include "fakes/domoticz.h"

using namespace hanmeter;
using namespace std::chrono_literals;

namespace {

io::HttpClient client_of(const std::string& url, std::chrono::milliseconds timeout = 60s) {
    return io::HttpClient{io::HttpUrl::parse(url).value(), timeout};
}

}  // namespace

TEST_CASE("any status is an answer") {
    fakes::Domoticz server{{}};
    auto client = client_of(server.url());
    server.answer_with(418, "short and stout");
    const auto answer = client.get("/json.htm");
    REQUIRE(answer);
    CHECK(answer->status == 418);
    CHECK(answer->body == "short and stout");
    CHECK(client.get("/elsewhere")->status == 404);
}

TEST_CASE("the path of the URL comes before the target, which is sent as it is") {
    fakes::Domoticz server{{}};
    auto client = client_of(server.url() + "/json.htm");
    REQUIRE(client.get("?a=1;2%3B3&b=+"));
    CHECK(server.last_path() == "/json.htm?a=1;2%3B3&b=+");
}

TEST_CASE("of a long body only the beginning is kept") {
    fakes::Domoticz server{{}};
    auto client = client_of(server.url());
    server.answer_with(200, std::string(1'000'000, 'x'));
    const auto answer = client.get("/json.htm");
    REQUIRE(answer);
    CHECK(answer->body == std::string(io::HttpAnswer::longest_body, 'x'));
}

TEST_CASE("a failure is a clause that names the server and no password") {
    fakes::Domoticz server{{}};
    const std::string place = server.url().substr(std::string_view{"http://"}.size());
    auto secure = client_of("https://me:s3cret@" + place);
    CHECK(secure.get("/").error() == "no TLS connection to https://" + place);
    server.die();
    auto plain = client_of("http://me:s3cret@" + place);
    CHECK(plain.get("/").error() == "cannot connect to http://" + place);
}

TEST_CASE("a call that waits for an answer can be cancelled") {
    fakes::Domoticz server{{}};
    server.hang(true);
    auto client = client_of(server.url());
    const auto before = std::chrono::steady_clock::now();
    std::thread other{[&server, &client] {
        if (server.await_requests(1)) client.cancel();
    }};
    const auto answer = client.get("/json.htm");
    other.join();
    CHECK(std::chrono::steady_clock::now() - before < 30s);
    CHECK_FALSE(answer);
    server.hang(false);
}
