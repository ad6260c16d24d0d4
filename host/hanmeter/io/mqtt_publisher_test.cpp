// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/mqtt_publisher.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include "support/broker.h"
#include "support/loopback.h"

using namespace hanmeter;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

std::string publish(io::MqttPublisher& publisher, milliseconds limit) {
    const io::MqttMessage message{.topic = "a/b", .payload = "1"};
    return publisher.publish({&message, 1}, Clock::now() + limit).why;
}

}  // namespace

TEST_CASE("without the files that TLS wants nothing is sent in the clear") {
    const testing::TemporaryFolder folder;
    testing::LoopbackServer server;
    io::MqttSettings security;
    std::string says = "certificate";
    SUBCASE("no authority") {
        security.ca_file = folder / "missing";
        says = security.ca_file + " cannot be read: No such file";
    }
    SUBCASE("an authority that is no certificate") {
        folder.write("ca", "nonsense");
        security.ca_file = folder / "ca";
    }
    SUBCASE("a certificate of the client without its key") {
        folder.write("cert", "nonsense");
        security.cert_file = folder / "cert";
        says = "TLS cannot be set up";
    }
    io::MqttPublisher publisher{{.broker = *io::mqtt_broker_from(
                                     fmt::format("mqtts://me:secret@127.0.0.1:{}", server.port())),
                                 .security = security,
                                 .status_topic = "s"}};
    const std::string why = publish(publisher, milliseconds{1500});
    INFO(why);
    CHECK(why.find(says) != std::string::npos);
    CHECK(why.find("secret") == std::string::npos);
    const std::string sent = server.received();
    CHECK(sent.find("secret") == std::string::npos);
    CHECK(sent.find("MQTT") == std::string::npos);
}
