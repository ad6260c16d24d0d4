// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/sinks/influxdb.h"

#include <fmt/core.h>

#include <atomic>

#include "hanmeter/bytes/hex.h"
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
        const bool space = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        const bool plain = bytes::is_printable_ascii(static_cast<std::uint8_t>(c));
        out += space ? ' ' : plain ? c : '?';
    }
    while (out.ends_with(' ')) out.pop_back();
    return out;
}

// `: what it said`, where it said something.
std::string said_by(const io::HttpAnswer& answer) {
    const std::string words = beginning(answer.body);
    return words.empty() ? words : ": " + words;
}

// Some servers of version 3 take what they can of a batch and say 201 with what they did not take.
bool tells_of_a_part(const io::HttpAnswer& answer) {
    return (answer.status == 201 && !answer.body.empty()) ||
           answer.body.find("partial write") != std::string::npos;
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
        const Verdict verdict = write(batch, format_);
        if (verdict == Verdict::taken) return Accepted{batch.size()};
        if (verdict == Verdict::again) return TryAgain{why_};
        return find_culprit(batch);
    }

    void cancel() override {
        cancelled_ = true;
        client_.cancel();
    }

private:
    // A line of the batch is refused: those before it are written, so that it can be told alone.
    Delivery find_culprit(Batch batch) {
        std::size_t good = 0;
        while (batch.size() - good > 1) {
            const std::size_t half = (batch.size() - good) / 2;
            switch (write(batch.subspan(good, half), format_)) {
                case Verdict::again: return so_far(good);
                case Verdict::taken: good += half; break;
                case Verdict::refused: batch = batch.first(good + half); break;
            }
        }
        switch (write(batch.subspan(good, 1), format_)) {
            case Verdict::taken: return Accepted{good + 1};
            case Verdict::again: return so_far(good);
            case Verdict::refused: break;
        }
        return save_what_has_a_key(batch, good);
    }

    // The line at `which` is refused. What may be at odds with other meters' fields has no key:
    // without that it may be taken.
    Delivery save_what_has_a_key(Batch batch, std::size_t which) {
        std::string why = std::move(why_);
        const Batch one = batch.subspan(which, 1);
        if (lines_of(one, keyed_) != lines_of(one, format_)) {
            const Verdict verdict = write(one, keyed_);
            if (verdict == Verdict::again) return so_far(which);
            if (verdict == Verdict::taken) why += "; without the values that have no key it went";
        }
        return Refused{which, std::move(why)};
    }

    Delivery so_far(std::size_t good) const {
        if (good > 0) return Accepted{good};
        return TryAgain{why_};
    }

    static std::string lines_of(Batch batch, formats::Influx& format) {
        std::string lines;
        for (const store::Entry& entry : batch) {
            format.write(entry.reading->view(), {.meter = entry.reading->meter()}, lines);
        }
        return lines;
    }

    Verdict write(Batch batch, formats::Influx& format) {
        std::string lines = lines_of(batch, format);
        if (lines.empty()) return Verdict::taken;  // nothing in them is a field
        const auto answer = post(std::move(lines));
        if (!answer) {
            why_ = answer.error() + ": check that InfluxDB runs there, and host and port";
            return Verdict::again;
        }
        return judged(*answer);
    }

    tl::expected<io::HttpAnswer, std::string> post(std::string body) {
        if (cancelled_) return tl::unexpected<std::string>{"the program ends"};
        io::HttpClient::Post post{.target = target(), .body = std::move(body), .gzip = true};
        if (settings_.version != 1 && !settings_.token.empty()) {
            post.headers.emplace_back(
                "Authorization",
                fmt::format("{} {}", settings_.version == 3 ? "Bearer" : "Token", settings_.token));
        }
        return client_.post(post);
    }

    Verdict judged(const io::HttpAnswer& answer) {
        const std::string server = client_.server().shown();
        const std::string said = said_by(answer);
        const int status = answer.status;
        if (status >= 200 && status < 300 && !tells_of_a_part(answer)) return Verdict::taken;
        if (status == 404) {
            why_ = fmt::format(
                "{} has no {}, or shows none to us: make it there, or check url, "
                "version and names (HTTP 404{})",
                server, place(), said);
            return Verdict::again;
        }
        if (status == 401 || status == 403) {
            why_ = fmt::format("{} does not let us write to {}: check {} (HTTP {}{})", server,
                               place(), settings_.version == 1 ? "user and password" : "the token",
                               status, said);
            return Verdict::again;
        }
        why_ = fmt::format("{} answers {}{}", server, status, said);
        if (status == 413 || status < 300) return Verdict::refused;
        if (status != 400 && status != 422) return Verdict::again;
        if (answer.body.starts_with('{') || takes_lines()) return Verdict::refused;
        why_ += ": check that this is InfluxDB, and whether it wants https://";
        return Verdict::again;
    }

    // InfluxDB gives its reasons in JSON. What else says no to lines may be no database at all, so
    // it is asked for nothing.
    bool takes_lines() {
        const auto answer = post("# hanmeter\n");
        return answer && answer->status >= 200 && answer->status < 300;
    }

    std::string place() const {
        if (settings_.version != 2) return fmt::format("database {}", settings_.database);
        return fmt::format("bucket {} of organisation {}", settings_.bucket,
                           settings_.organisation);
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
    std::atomic<bool> cancelled_ = false;
    formats::Influx format_{milliseconds_digits};
    formats::Influx keyed_{milliseconds_digits, formats::Influx::Fields::keyed};
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
    if (settings.version == 2 ? settings.bucket.empty() : settings.database.empty()) {
        return tl::unexpected<std::string>{"it needs a database, or with version 2 a bucket"};
    }
    if (settings.version == 2 && settings.organisation.empty()) {
        return tl::unexpected<std::string>{
            "version 2 needs an organisation (any word where the server has none)"};
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
