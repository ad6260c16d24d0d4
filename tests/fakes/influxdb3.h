// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace hanmeter::fakes {

// A small InfluxDB 3: takes POSTs to /api/v3/write_lp as its document has them, and nothing else.
// Lines are read strictly; of a batch it takes those that are right and whose fields have the types
// that they had before, and says 400 with the others. Bodies are kept as they were before gzip.
class Influxdb3 {
public:
    Influxdb3();
    ~Influxdb3();
    Influxdb3(const Influxdb3&) = delete;
    Influxdb3& operator=(const Influxdb3&) = delete;

    std::string url() const;
    // Every request gets this instead of being taken.
    void answer_with(int status, const std::string& body);
    // Whatever holds `part` gets 400 with this, in place of being read.
    void refuse(const std::string& part, const std::string& body);
    // As Cloud Dedicated: 201 where some lines are taken.
    void say_created_to_a_part(bool on);

    std::vector<std::string> bodies() const;
    std::vector<std::string> targets() const;
    std::vector<std::string> complaints() const;  // what was wrong with requests, in words
    std::size_t points() const;                   // that are there: series and time are one's key
    std::size_t requests() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace hanmeter::fakes
