// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/web/server.h"

#include <fmt/core.h>

#include "hanmeter/io/clock.h"
#include "hanmeter/io/listen.h"
#include "hanmeter/web/metrics.h"

namespace hanmeter::web {
namespace {

bool is_loopback(const std::string& listen) {
    const auto address = io::listen_address_from(listen);
    return address && !address->every && address->address.is_loopback();
}

// Takes as long for a wrong token as for the right one.
bool is_same(std::string_view left, std::string_view right) {
    unsigned different = left.size() == right.size() ? 0 : 1;
    for (std::size_t i = 0; i < left.size(); ++i) {
        const char other = right.empty() ? '\0' : right[i % right.size()];
        different |= static_cast<unsigned char>(left[i] ^ other);
    }
    return different == 0;
}

io::HttpReply healthz(const pipeline::Latest& latest) {
    std::string silent;
    for (const pipeline::MeterNow& meter : latest.meters()) {
        if (!is_silent(meter, io::now())) continue;
        silent += fmt::format("{}{}", silent.empty() ? "" : ", ",
                              meter.meter.empty() ? meter.source : meter.meter);
    }
    if (silent.empty()) return {.body = "ok\n"};
    return {.status = 503, .body = fmt::format("silent: {}\n", silent)};
}

io::HttpReply metrics(const pipeline::Latest& latest, const io::HttpRequest& request,
                      const std::string& version) {
    const bool open = request.accept.find("application/openmetrics-text") != std::string::npos;
    return {.content_type = open ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                 : "text/plain; version=0.0.4; charset=utf-8",
            .body = metrics_text(latest, io::now(), version,
                                 open ? MetricsForm::open_metrics : MetricsForm::prometheus)};
}

}  // namespace

tl::expected<std::unique_ptr<Server>, std::string> Server::start(const ServerSettings& settings,
                                                                 const pipeline::Latest& latest) {
    if (settings.token.empty() && !is_loopback(settings.listen)) {
        return tl::unexpected{fmt::format(
            "{} can be reached from other machines, so [web] token is needed, or 127.0.0.1 instead",
            settings.listen)};
    }
    auto server = io::HttpServer::start(
        settings.listen, [settings, &latest](const io::HttpRequest& request) -> io::HttpReply {
            if (!settings.token.empty() && !is_same(request.token, settings.token)) {
                return {.status = 401, .body = "Authorization: Bearer TOKEN is wanted\n"};
            }
            if (request.path == "/metrics") return metrics(latest, request, settings.version);
            if (request.path == "/healthz") return healthz(latest);
            return {.status = 404, .body = "there are /metrics and /healthz\n"};
        });
    if (!server) return tl::unexpected{server.error()};
    return std::unique_ptr<Server>{new Server{std::move(*server)}};
}

}  // namespace hanmeter::web
