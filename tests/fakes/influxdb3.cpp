// SPDX-License-Identifier: Apache-2.0
#include "fakes/influxdb3.h"

#include <httplib.h>

#include <map>
#include <mutex>
#include <regex>
#include <set>
#include <sstream>
#include <thread>

namespace hanmeter::fakes {

namespace {

const std::regex line_form{
    R"re((electricity(?:,[a-z]+=(?:[^,= \\]|\\[,= ])+)*) )re"
    R"re(((?:[^,= \\]+=(?:-?\d+(?:\.\d+)?|true|false|"(?:[^"\\]|\\["\\])*"),?)+) (\d{13}))re"};
const std::regex field_form{R"re(([^,= \\]+)=(-?\d[\d.]*|true|false|"(?:[^"\\]|\\.)*"))re"};

enum class Type { number, text, truth };

Type type_of(const std::string& value) {
    if (value[0] == '"') return Type::text;
    return value == "true" || value == "false" ? Type::truth : Type::number;
}

}  // namespace

struct Influxdb3::State {
    httplib::Server server{};
    std::thread thread{};
    int port = 0;
    mutable std::mutex mutex{};
    int status = 0;
    bool created = false;
    std::size_t requests = 0;
    std::string body{}, refused{}, refusal{};
    std::vector<std::string> bodies{}, targets{}, complaints{};
    std::map<std::string, Type> types{};
    std::set<std::string> points{};

    void take(const httplib::Request& request, httplib::Response& response) {
        const std::lock_guard lock{mutex};
        ++requests;
        if (status != 0) return answer(response, status, body);
        if (!refused.empty() && request.body.find(refused) != std::string::npos) {
            return answer(response, 400, refusal);
        }
        check(request);
        bodies.push_back(request.body);
        targets.push_back(request.target);
        std::size_t taken = 0;
        std::string wrong;
        std::istringstream lines{request.body};
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with('#')) continue;
            const std::string why = read(line);
            if (why.empty()) {
                ++taken;
                continue;
            }
            complaints.push_back(why);
            wrong += (wrong.empty() ? "" : ",") + ("{\"error_message\":\"" + why + "\"}");
        }
        if (wrong.empty()) return answer(response, 204, {});
        answer(response, created && taken > 0 ? 201 : 400,
               "{\"error\":\"partial write of line protocol occurred\",\"data\":[" + wrong + "]}");
    }

    static void answer(httplib::Response& response, int status, const std::string& body) {
        response.status = status;
        if (!body.empty()) response.set_content(body, "application/json");
    }

    void check(const httplib::Request& request) {
        if (!request.has_param("db")) complaints.emplace_back("no db");
        if (request.get_param_value("precision") != "millisecond") {
            complaints.emplace_back("another precision");
        }
        if (request.get_header_value("Authorization").rfind("Bearer ", 0) != 0) {
            complaints.emplace_back("no token");
        }
    }

    // Takes the line, or says why not.
    std::string read(const std::string& line) {
        std::smatch parts;
        if (!std::regex_match(line, parts, line_form)) return "no line protocol";
        const std::string fields = parts[2];
        auto types_then = types;
        for (std::sregex_iterator each{fields.begin(), fields.end(), field_form}, end; each != end;
             ++each) {
            const Type type = type_of((*each)[2]);
            if (types_then.emplace((*each)[1], type).first->second != type) {
                return "another type of " + (*each)[1].str();
            }
        }
        types = std::move(types_then);
        points.insert(parts[1].str() + parts[3].str());
        return {};
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

void Influxdb3::refuse(const std::string& part, const std::string& body) {
    const std::lock_guard lock{state_->mutex};
    state_->refused = part;
    state_->refusal = body;
}

void Influxdb3::say_created_to_a_part(bool on) {
    const std::lock_guard lock{state_->mutex};
    state_->created = on;
}

std::size_t Influxdb3::points() const {
    const std::lock_guard lock{state_->mutex};
    return state_->points.size();
}

std::size_t Influxdb3::requests() const {
    const std::lock_guard lock{state_->mutex};
    return state_->requests;
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
