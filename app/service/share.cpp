// SPDX-License-Identifier: Apache-2.0
#include "app/service/share.h"

#include <asio/buffer.hpp>

#include "hanmeter/io/listen.h"

namespace hanmeter::app::service {
namespace {

constexpr std::string_view scheme = "tcp-listen://";
constexpr std::size_t most_clients = 16;

}  // namespace

bool is_share_address(std::string_view address) {
    return address.starts_with(scheme) &&
           io::listen_address_from(address.substr(scheme.size())).has_value();
}

tl::expected<std::unique_ptr<Share>, std::string> Share::open(const asio::any_io_executor& executor,
                                                              std::string_view address) {
    if (!address.starts_with(scheme)) {
        return tl::unexpected<std::string>{"it is written tcp-listen://127.0.0.1:8481"};
    }
    const auto where = io::listen_address_from(address.substr(scheme.size()));
    if (!where) return tl::unexpected{where.error()};
    auto acceptor = io::listen_tcp(executor, *where);
    if (!acceptor) return tl::unexpected{acceptor.error()};
    std::unique_ptr<Share> share{new Share{std::move(*acceptor)}};
    share->accept();
    return share;
}

Share::~Share() {
    asio::error_code ignored;
    acceptor_.close(ignored);
}

void Share::accept() {
    acceptor_.async_accept([this](const asio::error_code& error, Socket socket) {
        if (error) return;  // this is gone, or nobody can connect any more
        asio::error_code ignored;
        socket.non_blocking(true, ignored);
        if (clients_.size() == most_clients) clients_.pop_front();
        clients_.push_back(std::move(socket));
        accept();
    });
}

void Share::send(bytes::Bytes data) {
    clients_.remove_if([&](Socket& client) {
        asio::error_code error;
        const std::size_t sent = client.write_some(asio::buffer(data.data(), data.size()), error);
        return error || sent != data.size();
    });
}

}  // namespace hanmeter::app::service
