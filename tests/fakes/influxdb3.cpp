// SPDX-License-Identifier: Apache-2.0
#include "fakes/influxdb3.h"

#include <httplib.h>

#include <mutex>
#include <thread>

namespace hanmeter::fakes {

struct Influxdb3::State {
    httplib::Server server{};
    std::thread thread{};
    int port = 0;
    mutable std::mutex mutex{};
    int status = 0;
    std::string body{};
    std::vector<std::string> bodies{}, targets{}, complaints{};

    void take(const httplib::Request& request, httplib::Response& response) {
        const std::lock_guard lock{mutex};
        if (status != 0) {
            response.status = status;
            response.set_content(body, "application/json");
            return;
        }
        if (!request.has_param("db")) complaints.emplace_back("no db");
        if (request.get_param_value("precision") != "millisecond") {
            complaints.emplace_back("another precision");
        }
        if (request.get_header_value("Authorization").rfind("Bearer ", 0) != 0) {
            complaints.emplace_back("no token");
        }
        bodies.push_back(request.body);
        targets.push_back(request.target);
        response.status = 204;
    }
};

Influxdb3::Influxdb3() : state_{std::make_unique<State>()} {
    State& state = *state_;
    state.server.Post("/api/v3/write_lp",
                      [&state](const httplib::Request& request, httplib::Response& response) {
                          state.take(request, response);
                      });
    state.port = state.server.bind_to_any_port("127.0.0.1");
    state.thread = std::thread{[&state] { state.server.listen_after_bind(); }};
    while (!state.server.is_running()) std::this_thread::yield();
}

Influxdb3::~Influxdb3() {
    state_->server.stop();
    state_->thread.join();
}

std::string Influxdb3::url() const {
    return "http://127.0.0.1:" + std::to_string(state_->port);
}

void Influxdb3::answer_with(int status, const std::string& body) {
    const std::lock_guard lock{state_->mutex};
    state_->status = status;
    state_->body = body;
}

std::vector<std::string> Influxdb3::bodies() const {
    const std::lock_guard lock{state_->mutex};
    return state_->bodies;
}

std::vector<std::string> Influxdb3::targets() const {
    const std::lock_guard lock{state_->mutex};
    return state_->targets;
}

std::vector<std::string> Influxdb3::complaints() const {
    const std::lock_guard lock{state_->mutex};
    return state_->complaints;
}

}  // namespace hanmeter::fakes
