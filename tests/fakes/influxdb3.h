// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace hanmeter::fakes {

// A small InfluxDB 3: takes POSTs to /api/v3/write_lp as its document has them, and nothing else.
// Bodies are kept as they were before gzip.
class Influxdb3 {
public:
    Influxdb3();
    ~Influxdb3();
    Influxdb3(const Influxdb3&) = delete;
    Influxdb3& operator=(const Influxdb3&) = delete;

    std::string url() const;
    // Every request gets this instead of being taken.
    void answer_with(int status, const std::string& body);

    std::vector<std::string> bodies() const;
    std::vector<std::string> targets() const;
    std::vector<std::string> complaints() const;  // what was wrong with requests, in words

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace hanmeter::fakes
