// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "hanmeter/io/mqtt.h"

struct mosquitto;

// What everybody needs who uses libmosquitto.
namespace hanmeter::io::mqtt {

// The library wants to be told once, before its first use.
void start_library();

// What the broker answered to CONNECT (MQTT 3.1.1, 3.2.2.3), as a clause.
std::string refusal(int code);

// One of the library's errors as a clause; ERRNO's is still in errno.
std::string name_of(int error, const std::string& host);

// User, password, and TLS where the address wants it. Empty, else a clause: then the client must
// not connect, since the library would do so in the clear.
std::string secure(mosquitto* client, const MqttAddress& address, const MqttSettings& settings);

}  // namespace hanmeter::io::mqtt
