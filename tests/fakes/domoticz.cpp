// SPDX-License-Identifier: Apache-2.0
#include "fakes/domoticz.h"

#include <httplib.h>

#include <functional>
#include <regex>
#include <stdexcept>
#include <thread>

#include "hanmeter/io/mutex.h"

namespace hanmeter::fakes {
namespace {

constexpr auto patience = std::chrono::seconds{60};

const std::regex integer{"-?[0-9]+"};
const std::regex counter_fields{"[0-9]+"};
const std::regex meter_fields{"-?[0-9]+;[0-9]+"};

// What is wrong with the query of a request, or empty.
std::string complaint(const httplib::Request& request,
                      const std::map<std::uint32_t, Domoticz::Device>& devices) {
    if (request.get_param_value("type") != "command") return "type is not command";
    if (request.get_param_value("param") != "udevice") return "param is not udevice";
    const std::string idx = request.get_param_value("idx");
    if (!std::regex_match(idx, integer)) return "idx is no integer: " + idx;
    const auto device = devices.find(static_cast<std::uint32_t>(std::stoul(idx)));
    if (device == devices.end()) return "no device " + idx;
    const std::string nvalue = request.get_param_value("nvalue");
    if (!std::regex_match(nvalue, integer)) return "nvalue is no integer: " + nvalue;
    const std::string svalue = request.get_param_value("svalue");
    const bool counter = device->second == Domoticz::Device::counter;
    if (!std::regex_match(svalue, counter ? counter_fields : meter_fields)) {
        return "svalue does not fit the device: " + svalue;
    }
    return {};
}

}  // namespace

struct Domoticz::State {
    explicit State(std::map<std::uint32_t, Device> known) : devices{std::move(known)} {}

    void start();
    void stop();
    void answer(const httplib::Request& request, httplib::Response& response);
    bool await(const std::function<bool()>& happened) const;

    const std::map<std::uint32_t, Device> devices;
    std::unique_ptr<httplib::Server> server{};
    std::thread thread{};
    int port = 0;

    mutable io::Mutex mutex{};
    mutable io::Condition changed{};
    bool hanging HANMETER_GUARDED_BY(mutex) = false;
    bool dying HANMETER_GUARDED_BY(mutex) = false;
    int forced_status HANMETER_GUARDED_BY(mutex) = 0;
    std::string forced_body HANMETER_GUARDED_BY(mutex){};
    std::string login HANMETER_GUARDED_BY(mutex){};
    std::vector<Update> updates HANMETER_GUARDED_BY(mutex){};
    std::vector<std::string> complaints HANMETER_GUARDED_BY(mutex){};
    std::string last_path HANMETER_GUARDED_BY(mutex){};
    std::size_t requests HANMETER_GUARDED_BY(mutex) = 0;
};

void Domoticz::State::start() {
    server = std::make_unique<httplib::Server>();
    server->Get("/json.htm",
                [this](const auto& request, auto& response) { answer(request, response); });
    if (port == 0) {
        port = server->bind_to_any_port("127.0.0.1");
    } else if (!server->bind_to_port("127.0.0.1", port)) {
        throw std::runtime_error{"the fake cannot have its port again"};
    }
    thread = std::thread{[this] { server->listen_after_bind(); }};
    while (!server->is_running()) std::this_thread::yield();
}

void Domoticz::State::stop() {
    if (!server) return;
    {
        io::Lock lock{mutex};
        dying = true;
        changed.notify_all();
    }
    server->stop();
    thread.join();
    server.reset();
    io::Lock lock{mutex};
    dying = false;
}

void Domoticz::State::answer(const httplib::Request& request, httplib::Response& response) {
    io::Lock lock{mutex};
    ++requests;
    last_path = request.target;
    changed.notify_all();
    while (hanging && !dying) changed.wait(lock);
    response.status = 200;
    if (dying) {
        response.status = 503;
        return;
    }
    if (forced_status != 0) {
        response.status = forced_status;
        response.set_content(forced_body, "text/html");
        return;
    }
    if (!login.empty() && request.get_header_value("Authorization") != login) {
        response.status = 401;
        response.set_content("<html>Unauthorized</html>", "text/html");
        return;
    }
    const std::string wrong = complaint(request, devices);
    if (!wrong.empty()) {
        complaints.push_back(wrong);
        response.set_content("{\n\t\"status\" : \"ERR\"\n}\n", "application/json");
        return;
    }
    updates.push_back({static_cast<std::uint32_t>(std::stoul(request.get_param_value("idx"))),
                       request.get_param_value("svalue")});
    changed.notify_all();
    response.set_content("{\n\t\"status\" : \"OK\",\n\t\"title\" : \"Update Device\"\n}\n",
                         "application/json");
}

bool Domoticz::State::await(const std::function<bool()>& happened) const {
    const auto until = std::chrono::steady_clock::now() + patience;
    io::Lock lock{mutex};
    while (!happened() && std::chrono::steady_clock::now() < until) {
        changed.wait_until(lock, until);
    }
    return happened();
}

Domoticz::Domoticz(std::map<std::uint32_t, Device> devices)
    : state_{std::make_unique<State>(std::move(devices))} {
    state_->start();
}

Domoticz::~Domoticz() {
    state_->stop();
}

std::string Domoticz::url() const {
    return "http://127.0.0.1:" + std::to_string(state_->port);
}

void Domoticz::require_login(const std::string& user, const std::string& password) {
    io::Lock lock{state_->mutex};
    state_->login = httplib::make_basic_authentication_header(user, password).second;
}

void Domoticz::hang(bool on) {
    io::Lock lock{state_->mutex};
    state_->hanging = on;
    state_->changed.notify_all();
}

void Domoticz::answer_with(int status, const std::string& body) {
    io::Lock lock{state_->mutex};
    state_->forced_status = status;
    state_->forced_body = body;
}

void Domoticz::die() {
    state_->stop();
}

void Domoticz::come_back() {
    state_->start();
}

std::vector<Domoticz::Update> Domoticz::updates() const {
    io::Lock lock{state_->mutex};
    return state_->updates;
}

std::vector<std::string> Domoticz::complaints() const {
    io::Lock lock{state_->mutex};
    return state_->complaints;
}

std::size_t Domoticz::requests() const {
    io::Lock lock{state_->mutex};
    return state_->requests;
}

std::string Domoticz::last_path() const {
    io::Lock lock{state_->mutex};
    return state_->last_path;
}

bool Domoticz::await_updates(std::size_t count) const {
    return state_->await([this, count]() HANMETER_REQUIRES(state_->mutex) {
        return state_->updates.size() >= count;
    });
}

bool Domoticz::await_requests(std::size_t count) const {
    return state_->await(
        [this, count]() HANMETER_REQUIRES(state_->mutex) { return state_->requests >= count; });
}

}  // namespace hanmeter::fakes
