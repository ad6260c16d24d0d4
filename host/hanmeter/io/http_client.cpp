// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/http_client.h"

#include <fmt/core.h>
#include <httplib.h>
#include <zlib.h>

namespace hanmeter::io {
namespace {

using Clock = std::chrono::steady_clock;

std::unique_ptr<httplib::ClientImpl> client_of(const HttpUrl& server) {
    if (server.secure) return std::make_unique<httplib::SSLClient>(server.host, server.port);
    return std::make_unique<httplib::ClientImpl>(server.host, server.port);
}

// Empty where zlib cannot. A copy, since zlib asks to write what it only reads.
std::string gzipped(std::string text) {
    constexpr int window_with_gzip_header = 15 + 16;
    constexpr int memory_level = 8;
    z_stream stream{};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_with_gzip_header,
                     memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
        return {};
    }
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(text.data());
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return whole ? out : std::string{};
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

struct HttpClient::Request {
    httplib::Request request{};
};

tl::expected<HttpAnswer, std::string> HttpClient::send(Request& request) {
    httplib::Request& asked = request.request;
    HttpAnswer answer;
    const Clock::time_point began = Clock::now();
    asked.content_receiver = [&](const char* data, std::size_t size, std::uint64_t /*offset*/,
                                 std::uint64_t /*total*/) {
        answer.body.append(data, std::min(size, HttpAnswer::longest_body - answer.body.size()));
        return Clock::now() - began < timeout_;
    };
    const auto result = connection_->client->send(asked);
    if (result) {
        answer.status = result->status;
        return answer;
    }
    return tl::unexpected{why_not(static_cast<int>(result.error()), Clock::now() - began)};
}

tl::expected<HttpAnswer, std::string> HttpClient::get(const std::string& target) {
    Request made;
    made.request.method = "GET";
    made.request.path = server_.path + target;
    return send(made);
}

tl::expected<HttpAnswer, std::string> HttpClient::post(const Post& post) {
    Request made;
    httplib::Request& request = made.request;
    request.method = "POST";
    request.path = server_.path + post.target;
    for (const auto& [name, value] : post.headers) request.set_header(name, value);
    request.set_header("Content-Type", post.content_type);
    request.body = post.body;
    if (post.gzip) {
        auto packed = gzipped(post.body);
        if (!packed.empty()) {
            request.body = std::move(packed);
            request.set_header("Content-Encoding", "gzip");
        }
    }
    return send(made);
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
