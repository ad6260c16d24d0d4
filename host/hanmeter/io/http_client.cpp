// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/http_client.h"

#include <fmt/core.h>
#include <httplib.h>

namespace hanmeter::io {
namespace {

using Clock = std::chrono::steady_clock;

std::unique_ptr<httplib::ClientImpl> client_of(const HttpUrl& server) {
    if (server.secure) return std::make_unique<httplib::SSLClient>(server.host, server.port);
    return std::make_unique<httplib::ClientImpl>(server.host, server.port);
}

}  // namespace

struct HttpClient::Connection {
    std::unique_ptr<httplib::ClientImpl> client;
};

HttpClient::HttpClient(HttpUrl server, std::chrono::milliseconds timeout)
    : server_{std::move(server)},
      timeout_{timeout},
      connection_{std::make_unique<Connection>(client_of(server_))} {
    httplib::ClientImpl& client = *connection_->client;
    client.set_connection_timeout(timeout);
    client.set_read_timeout(timeout);
    client.set_write_timeout(timeout);
    client.set_url_encode(false);
    if (!server_.user.empty()) client.set_basic_auth(server_.user, server_.password);
}

HttpClient::~HttpClient() = default;

tl::expected<HttpAnswer, std::string> HttpClient::get(const std::string& target) {
    HttpAnswer answer;
    const Clock::time_point began = Clock::now();
    const auto take_head = [&answer](const httplib::Response& head) {
        answer.status = head.status;
        return true;
    };
    const auto take_body = [&](const char* data, std::size_t size) {
        answer.body.append(data, std::min(size, HttpAnswer::longest_body - answer.body.size()));
        return Clock::now() - began < timeout_;
    };
    const auto result = connection_->client->Get(server_.path + target, take_head, take_body);
    if (result) return answer;
    return tl::unexpected{why_not(static_cast<int>(result.error()), Clock::now() - began)};
}

void HttpClient::cancel() {
    connection_->client->stop();
}

std::string HttpClient::why_not(int error, Clock::duration took) const {
    const std::string server = server_.shown();
    switch (static_cast<httplib::Error>(error)) {
        case httplib::Error::Connection:
        case httplib::Error::BindIPAddress: return "cannot connect to " + server;
        case httplib::Error::ConnectionTimeout: return "no connection in time to " + server;
        case httplib::Error::SSLConnection:
        case httplib::Error::SSLLoadingCerts: return "no TLS connection to " + server;
        case httplib::Error::SSLServerVerification:
            return "the certificate is not trusted of " + server;
        case httplib::Error::Success:
        case httplib::Error::Unknown:
        case httplib::Error::Read:
        case httplib::Error::Write:
        case httplib::Error::ExceedRedirectCount:
        case httplib::Error::Canceled:
        case httplib::Error::UnsupportedMultipartBoundaryChars:
        case httplib::Error::Compression: break;
    }
    if (took >= timeout_) {
        return fmt::format("no answer within {} ms from {}", timeout_.count(), server);
    }
    return "the connection was closed without an answer by " + server;
}

}  // namespace hanmeter::io
