// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/mqtt_library.h"

#include <fmt/core.h>
#include <mosquitto.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace hanmeter::io::mqtt {
namespace {

// Else OpenSSL asks at the terminal for the passphrase of a key.
int no_passphrase(char*, int, int, void*) {
    return 0;
}

}  // namespace

void start_library() {
    [[maybe_unused]] static const int started = mosquitto_lib_init();
}

std::string refusal(int code) {
    constexpr int bad_login = 4, not_authorised = 5;            // of MQTT 3
    constexpr int bad_login_5 = 0x86, not_authorised_5 = 0x87;  // of MQTT 5
    if (code == bad_login || code == not_authorised || code == bad_login_5 ||
        code == not_authorised_5) {
        return "it wants another user or password";
    }
    return mosquitto_connack_string(code);
}

std::string name_of(int error, const std::string& host) {
    if (error == MOSQ_ERR_TLS) {
        return "the broker's certificate is not one that this machine trusts, or it speaks no TLS "
               "there";
    }
    if (error == MOSQ_ERR_CONN_LOST || error == MOSQ_ERR_NO_CONN) {
        return "the connection was closed";
    }
    if (error == MOSQ_ERR_KEEPALIVE) return "the broker has fallen silent: see whether it hangs";
    if (error == MOSQ_ERR_ERRNO && errno == ECONNREFUSED) {
        return "nothing listens there (connection refused), see whether the port is right and the "
               "broker is on";
    }
    if (error == MOSQ_ERR_EAI) return fmt::format("there is no host named {}", host);
    return error == MOSQ_ERR_ERRNO ? std::generic_category().message(errno)
                                   : mosquitto_strerror(error);
}

std::string secure(mosquitto* client, const MqttAddress& address, const MqttSettings& settings) {
    if (!address.user.empty() &&
        mosquitto_username_pw_set(client, address.user.c_str(), address.password.c_str()) !=
            MOSQ_ERR_SUCCESS) {
        return "user and password cannot be used with MQTT";
    }
    if (!address.secure) return {};
    for (const std::string* file : {&settings.ca_file, &settings.cert_file, &settings.key_file}) {
        if (!file->empty() && ::access(file->c_str(), R_OK) != 0) {
            return fmt::format("{} cannot be read: {}", *file,
                               std::generic_category().message(errno));
        }
    }
    const auto or_null = [](const std::string& path) {
        return path.empty() ? nullptr : path.c_str();
    };
    const char* const folder = settings.ca_file.empty() ? "/etc/ssl/certs" : nullptr;
    const int error =
        mosquitto_tls_set(client, or_null(settings.ca_file), folder, or_null(settings.cert_file),
                          or_null(settings.key_file), no_passphrase);
    return error == MOSQ_ERR_SUCCESS
               ? std::string{}
               : fmt::format("TLS cannot be set up: {}", mosquitto_strerror(error));
}

}  // namespace hanmeter::io::mqtt
