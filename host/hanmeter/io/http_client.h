// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "hanmeter/io/url.h"

namespace hanmeter::io {

struct HttpAnswer {
    static constexpr std::size_t longest_body = 65'536;  // the rest is not kept

    int status = 0;
    std::string body{};
};

// Asks one HTTP server, each time on a new connection; redirects are not followed. User and
// password of the URL go as a Basic header; they are never part of a sentence.
class HttpClient {
public:
    // `timeout` is for connecting, for every wait for more of the answer, and for its body as a
    // whole.
    HttpClient(HttpUrl server, std::chrono::milliseconds timeout);
    ~HttpClient();

    // `target` is appended to the path of the URL: `/json.htm?type=command`, escaped as it must be.
    // Any status is an answer. Without an answer, a clause tells why: `cannot connect to ...`.
    tl::expected<HttpAnswer, std::string> get(const std::string& target);

    // As get(). A header that holds a line end is left out.
    struct Post {
        std::string target{};
        std::string body{};
        std::string content_type = "text/plain; charset=utf-8";
        std::vector<std::pair<std::string, std::string>> headers{};
        bool gzip = false;  // the body
    };
    tl::expected<HttpAnswer, std::string> post(const Post& post);

    // From any thread: a get() or post() that waits for an answer ends soon, with or without one.
    void cancel();

    const HttpUrl& server() const { return server_; }

private:
    struct Connection;
    struct Request;
    tl::expected<HttpAnswer, std::string> send(Request& request);
    std::string why_not(int error, std::chrono::steady_clock::duration took) const;

    HttpUrl server_;
    std::chrono::milliseconds timeout_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace hanmeter::io
