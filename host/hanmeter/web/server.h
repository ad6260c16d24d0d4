// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>

#include "hanmeter/io/http_server.h"
#include "hanmeter/pipeline/latest.h"

namespace hanmeter::web {

struct ServerSettings {
    std::string listen{};  // `127.0.0.1:8480`
    // What a client has to show; needed where others than this machine can reach `listen`.
    std::string token{};
    std::string version{};
};

// /metrics in the text form of Prometheus, or OpenMetrics where the client prefers that; /healthz,
// `ok` with 200, or 503 and which meters are silent.
class Server {
public:
    // `latest` outlives this. A clause where it cannot be.
    static tl::expected<std::unique_ptr<Server>, std::string> start(const ServerSettings& settings,
                                                                    const pipeline::Latest& latest);

    std::uint16_t port() const { return server_->port(); }

private:
    explicit Server(std::unique_ptr<io::HttpServer> server) : server_{std::move(server)} {}
    std::unique_ptr<io::HttpServer> server_;
};

}  // namespace hanmeter::web
