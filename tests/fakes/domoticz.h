// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace hanmeter::fakes {

// A small Domoticz: an HTTP server on loopback that takes `udevice` as the real one does. What it
// does not take it answers with 200 and a status that is not OK.
class Domoticz {
public:
    // What a device wants in svalue.
    enum class Device {
        counter,         // one unsigned integer, Wh
        electric_meter,  // W;Wh, two integers
    };
    struct Update {
        std::uint32_t idx = 0;
        std::string svalue{};
        friend bool operator==(const Update&, const Update&) = default;
    };

    explicit Domoticz(std::map<std::uint32_t, Device> devices);
    ~Domoticz();
    Domoticz(const Domoticz&) = delete;
    Domoticz& operator=(const Domoticz&) = delete;

    std::string url() const;  // the same port from first to last

    void require_login(const std::string& user, const std::string& password);
    // Requests are taken in but not answered while it hangs.
    void hang(bool on);
    // Every request gets this instead of being taken; status 0 ends it.
    void answer_with(int status, const std::string& body = {});
    // Nobody listens on the port until it comes back. It forgets nothing.
    void die();
    void come_back();

    std::vector<Update> updates() const;          // taken, in order
    std::vector<std::string> complaints() const;  // what was wrong with requests, in words
    std::size_t requests() const;                 // that came in, whatever became of them
    std::string last_path() const;
    // False when it did not happen within a minute.
    bool await_updates(std::size_t count) const;
    bool await_requests(std::size_t count) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace hanmeter::fakes
