// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/http_client.h"

#include <doctest/doctest.h>

#include <thread>

#include "fakes/domoticz.h"
#include "fakes/influxdb3.h"
#include "support/loopback.h"

using namespace hanmeter;
using namespace std::chrono_literals;

namespace {

io::HttpClient client_of(const std::string& url, std::chrono::milliseconds timeout = 60s) {
    return io::HttpClient{io::HttpUrl::parse(url).value(), timeout};
}

std::string url_of(const testing::LoopbackServer& server) {
    return "http://127.0.0.1:" + std::to_string(server.port());
}

// What came of a request, up to `end`; then it is answered.
std::string answered(testing::LoopbackServer& server, std::string_view end,
                     std::string_view answer) {
    std::string request;
    while (!server.connected()) std::this_thread::yield();
    while (!request.ends_with(end)) request += server.received();
    server.send({reinterpret_cast<const std::uint8_t*>(answer.data()), answer.size()});
    server.hang_up();
    return request;
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
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

TEST_CASE("a post has its body, type and headers, user and password, and no line more") {
    testing::LoopbackServer server;
    auto client = client_of("http://me:s3cret@" + url_of(server).substr(7) + "/in");
    std::string request;
    std::thread other{[&] {
        request = answered(server, "a=1\nb=2\n", "HTTP/1.1 400 No\r\nContent-Length: 2\r\n\r\nno");
    }};
    const auto answer = client.post({.target = "/write?db=x%2Fy",
                                     .body = "a=1\nb=2\n",
                                     .content_type = "text/x-lines",
                                     .headers = {{"X-One", "1"}, {"X-Two", "2\r\nX-Evil: 3"}}});
    other.join();
    REQUIRE(answer);
    CHECK(answer->status == 400);
    CHECK(answer->body == "no");
    CHECK(request.starts_with("POST /in/write?db=x%2Fy HTTP/1.1\r\n"));
    CHECK(holds(request, "\r\nContent-Type: text/x-lines\r\n"));
    CHECK(holds(request, "\r\nContent-Length: 8\r\n"));
    CHECK(holds(request, "\r\nX-One: 1\r\n"));
    CHECK(holds(request, "\r\nAuthorization: Basic bWU6czNjcmV0\r\n"));
    CHECK_FALSE(holds(request, "X-Evil"));
    CHECK_FALSE(holds(request, "Content-Encoding"));
    CHECK(request.ends_with("\r\n\r\na=1\nb=2\n"));
}

TEST_CASE("a body goes gzipped where that is asked for, and is the same at the other end") {
    fakes::Influxdb3 server;
    auto client = client_of(server.url());
    std::string large;
    for (int i = 0; i < 50'000; ++i) large += "electricity p=" + std::to_string(i) + "\n";
    for (const std::string& body : {std::string{}, std::string{"x"}, large}) {
        for (const bool gzip : {false, true}) {
            CAPTURE(body.size());
            CAPTURE(gzip);
            REQUIRE(client.post({.target = "/api/v3/write_lp", .body = body, .gzip = gzip}));
            CHECK((server.bodies().back() == body));
        }
    }
    testing::LoopbackServer plain;
    auto other = client_of(url_of(plain));
    std::string request;
    std::thread thread{[&] {
        while (!plain.connected()) std::this_thread::yield();
        while (!holds(request, "\r\n\r\n\x1F\x8B")) request += plain.received();
        plain.hang_up();
    }};
    CHECK_FALSE(other.post({.target = "/", .body = large, .gzip = true}));
    thread.join();
    CHECK(holds(request, "\r\nContent-Encoding: gzip\r\n"));
}

TEST_CASE("a post that is not answered ends with the time-out, or when it is cancelled") {
    testing::LoopbackServer server;
    auto hasty = client_of(url_of(server), 100ms);
    CHECK(hasty.post({.target = "/", .body = "x"}).error() ==
          "no answer within 100 ms from " + url_of(server));
    REQUIRE(server.connected());
    server.hang_up();
    auto patient = client_of(url_of(server));
    const auto before = std::chrono::steady_clock::now();
    std::thread other{[&] {
        while (!server.connected()) std::this_thread::yield();
        while (server.received().empty()) std::this_thread::yield();
        patient.cancel();
    }};
    CHECK_FALSE(patient.post({.target = "/", .body = "x"}));
    other.join();
    CHECK(std::chrono::steady_clock::now() - before < 30s);
}
