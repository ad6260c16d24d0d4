// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <tl/expected.hpp>

namespace hanmeter::io {

struct HttpRequest {
    std::string path{};    // `/metrics`
    std::string accept{};  // the header
    std::string token{};   // of `Authorization: Bearer ...`
};

struct HttpReply {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::string body{};
};

// Answers GET requests in threads of its own. One that says nothing for 5 s is let go of, and so is
// what asks for more than a line of it.
class HttpServer {
public:
    // Called from several threads.
    using Answer = std::function<HttpReply(const HttpRequest&)>;

    // `listen`: `127.0.0.1:8480`, `:8480`, `[::1]:8480`; port 0 takes a free one. A clause where
    // nobody can listen there.
    static tl::expected<std::unique_ptr<HttpServer>, std::string> start(const std::string& listen,
                                                                        Answer answer);
    // No answer is being given any more when this returns.
    ~HttpServer();

    std::uint16_t port() const;

private:
    HttpServer();
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace hanmeter::io
