// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/http_server.h"

#include <fmt/core.h>
#include <httplib.h>

#include <thread>

#include "hanmeter/io/listen.h"

namespace hanmeter::io {
namespace {

constexpr std::size_t threads = 4;
constexpr std::size_t longest_request_body = 1024;
constexpr time_t patience_seconds = 5;

std::string bearer(const std::string& header) {
    constexpr std::string_view word = "Bearer ";
    return header.starts_with(word) ? header.substr(word.size()) : std::string{};
}

}  // namespace

struct HttpServer::State {
    httplib::Server server{};
    std::thread thread{};
    int port = 0;
};

HttpServer::HttpServer() : state_{std::make_unique<State>()} {}

HttpServer::~HttpServer() {
    state_->server.stop();
    if (state_->thread.joinable()) state_->thread.join();
}

std::uint16_t HttpServer::port() const {
    return static_cast<std::uint16_t>(state_->port);
}

tl::expected<std::unique_ptr<HttpServer>, std::string> HttpServer::start(const std::string& listen,
                                                                         Answer answer) {
    const auto address = listen_address_from(listen);
    if (!address) return tl::unexpected{address.error()};
    std::unique_ptr<HttpServer> made{new HttpServer};
    httplib::Server& server = made->state_->server;
    // The library deletes it.
    server.new_task_queue = [] { return new httplib::ThreadPool{threads}; };  // NOLINT
    server.set_read_timeout(patience_seconds);
    server.set_write_timeout(patience_seconds);
    server.set_keep_alive_timeout(patience_seconds);
    server.set_payload_max_length(longest_request_body);
    server.Get(".*", [answer = std::move(answer)](const httplib::Request& request,
                                                  httplib::Response& response) {
        const HttpReply reply =
            answer({.path = request.path,
                    .accept = request.get_header_value("Accept"),
                    .token = bearer(request.get_header_value("Authorization"))});
        response.status = reply.status;
        response.set_content(reply.body, reply.content_type);
    });
    const std::string host = address->every ? "0.0.0.0" : address->address.to_string();
    int& port = made->state_->port;
    if (address->port == 0) {
        port = server.bind_to_any_port(host);
    } else if (server.bind_to_port(host, address->port)) {
        port = address->port;
    }
    if (port <= 0) {
        return tl::unexpected{
            fmt::format("nothing can listen at {}: another program does already, or the address is "
                        "not this machine's",
                        listen)};
    }
    made->state_->thread = std::thread{[&server] { server.listen_after_bind(); }};
    while (!server.is_running())
        std::this_thread::yield();  // else stop() would find nothing to stop
    return made;
}

}  // namespace hanmeter::io
