// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/influxdb.h"

#include <fmt/core.h>

#include "hanmeter/formats/influx.h"
#include "hanmeter/io/http_client.h"

namespace hanmeter::sinks {
namespace {

using pipeline::Accepted;
using pipeline::Delivery;
using pipeline::Refused;
using pipeline::TryAgain;
using Batch = std::span<const store::Entry>;

constexpr int milliseconds_digits = 3;

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
        out += plain ? std::string{c} : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

// The beginning of an answer, on one line.
std::string beginning(std::string_view body) {
    constexpr std::size_t longest = 200;
    std::string out;
    for (const char c : body.substr(0, longest)) {
        out += static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? ' ' : c;
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

enum class Verdict { taken, again, refused };

class Influxdb final : public pipeline::Sink {
public:
    Influxdb(const InfluxdbSettings& settings, io::HttpUrl server, std::string name)
        : settings_{settings},
          name_{std::move(name)},
          client_{std::move(server), settings.timeout} {}

    std::string_view name() const override { return name_; }

    Delivery deliver(Batch batch, values::Instant /*now*/) override {
        // A reading without a time would get the server's.
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (batch[i].reading->view().time) continue;
            if (i == 0) return Refused{0, "it has no time"};
            batch = batch.first(i);
        }
        const Verdict verdict = write(batch);
        if (verdict == Verdict::taken) return Accepted{batch.size()};
        if (verdict == Verdict::again) return TryAgain{why_};
        return find_culprit(batch);
    }

    void cancel() override { client_.cancel(); }

private:
    // A line of the batch is refused: those before it are written, so that it can be told alone.
    Delivery find_culprit(Batch batch) {
        std::size_t good = 0;
        while (batch.size() - good > 1) {
            const std::size_t half = (batch.size() - good) / 2;
            switch (write(batch.subspan(good, half))) {
                case Verdict::again:
                    if (good > 0) return Accepted{good};
                    return TryAgain{why_};
                case Verdict::taken: good += half; break;
                case Verdict::refused: batch = batch.first(good + half); break;
            }
        }
        switch (write(batch.subspan(good, 1))) {
            case Verdict::taken: return Accepted{good + 1};
            case Verdict::again:
                if (good > 0) return Accepted{good};
                return TryAgain{why_};
            case Verdict::refused: break;
        }
        return Refused{good, why_};
    }

    Verdict write(Batch batch) {
        std::string lines;
        for (const store::Entry& entry : batch) {
            format_.write(entry.reading->view(), {.meter = entry.reading->meter()}, lines);
        }
        if (lines.empty()) return Verdict::taken;  // nothing in them is a field
        io::HttpClient::Post post{.target = target(), .body = std::move(lines), .gzip = true};
        if (!settings_.token.empty()) {
            post.headers.emplace_back(
                "Authorization",
                fmt::format("{} {}", settings_.version == 3 ? "Bearer" : "Token", settings_.token));
        }
        const auto answer = client_.post(post);
        if (!answer) {
            why_ = answer.error() + ": check that InfluxDB runs there, and host and port";
            return Verdict::again;
        }
        return judged(*answer);
    }

    Verdict judged(const io::HttpAnswer& answer) {
        const std::string server = client_.server().shown();
        const std::string said = beginning(answer.body);
        const bool no_place =
            answer.status == 404 || said.find("database not found") != std::string::npos;
        if (answer.status >= 200 && answer.status < 300) {
            // Version 3 may take a part and say so.
            if (said.find("partial write") == std::string::npos) return Verdict::taken;
            why_ = said;
            return Verdict::refused;
        }
        if (no_place) {
            why_ = fmt::format(
                "{} has no {}: {}", server,
                settings_.version == 2
                    ? fmt::format("bucket {} of {}", settings_.bucket, settings_.organisation)
                    : fmt::format("database {}", settings_.database),
                said);
            return Verdict::again;
        }
        if (answer.status == 401 || answer.status == 403) {
            why_ = fmt::format("{} wants another {}: {}", server,
                               settings_.version == 1 ? "user or password" : "token", said);
            return Verdict::again;
        }
        why_ = fmt::format("{} answers {}: {}", server, answer.status, said);
        const bool fault_of_lines =
            answer.status == 400 || answer.status == 413 || answer.status == 422;
        return fault_of_lines ? Verdict::refused : Verdict::again;
    }

    std::string target() const {
        if (settings_.version == 2) {
            return fmt::format("/api/v2/write?org={}&bucket={}&precision=ms",
                               escaped(settings_.organisation), escaped(settings_.bucket));
        }
        if (settings_.version == 3) {
            return fmt::format("/api/v3/write_lp?db={}&precision=millisecond&accept_partial=true",
                               escaped(settings_.database));
        }
        std::string text = fmt::format("/write?db={}&precision=ms", escaped(settings_.database));
        if (!settings_.retention_policy.empty()) {
            text += fmt::format("&rp={}", escaped(settings_.retention_policy));
        }
        return text;
    }

    const InfluxdbSettings settings_;
    const std::string name_;
    io::HttpClient client_;
    formats::Influx format_{milliseconds_digits};
    std::string why_{};
};

}  // namespace

tl::expected<std::unique_ptr<pipeline::Sink>, std::string> make_influxdb(
    const InfluxdbSettings& settings, std::string name) {
    auto server = io::HttpUrl::parse(settings.url);
    if (!server) {
        return tl::unexpected<std::string>{
            "the URL of InfluxDB is not like http://127.0.0.1:8086: it needs a host, and a port "
            "where that is not 80"};
    }
    if (settings.version < 1 || settings.version > 3) {
        return tl::unexpected<std::string>{"version is 1, 2 or 3"};
    }
    if (settings.version == 1 && !settings.user.empty()) {
        server->user = settings.user;
        server->password = settings.password;
    }
    std::unique_ptr<pipeline::Sink> sink =
        std::make_unique<Influxdb>(settings, std::move(*server), std::move(name));
    return sink;
}

}  // namespace hanmeter::sinks
