// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/mqtt_publisher.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <thread>

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

namespace {

// An authority, and a broker's and a client's certificate of it.
void make_certificates(const testing::TemporaryFolder& folder) {
    folder.write("more", "subjectAltName=IP:127.0.0.1\n");
    REQUIRE(testing::Broker::shell(fmt::format(
        "cd {} && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca "
        "-subj /CN=authority 2>/dev/null && for who in broker client; do "
        "openssl req -newkey rsa:2048 -nodes -keyout $who.key -out $who.csr -subj /CN=$who "
        "2>/dev/null && openssl x509 -req -in $who.csr -CA ca -CAkey ca.key -CAcreateserial "
        "-days 2 -extfile more -out $who 2>/dev/null || exit 1; done",
        folder.path().string())));
}

std::string first_words(const std::string& url, const io::MqttSettings& security) {
    io::MqttPublisher publisher{
        {.broker = *io::mqtt_broker_from(url), .security = security, .status_topic = "s"}};
    return publish(publisher, milliseconds{5000});
}

}  // namespace

TEST_CASE("TLS with and without trust, and with a certificate of the client") {
    const testing::TemporaryFolder folder;
    make_certificates(folder);
    const std::string at = folder.path().string();
    const std::string own = fmt::format(
        "allow_anonymous true\ncafile {0}/ca\ncertfile {0}/broker\nkeyfile {0}/broker.key\n", at);
    const testing::Broker broker{own};
    const std::string url = fmt::format("mqtts://127.0.0.1:{}", broker.port());
    CHECK(first_words(url, {}).find("not one that this machine trusts") != std::string::npos);
    CHECK(first_words(url, {.ca_file = at + "/ca"}).empty());
    // The certificate is for 127.0.0.1 alone.
    CHECK_FALSE(
        first_words(fmt::format("mqtts://localhost:{}", broker.port()), {.ca_file = at + "/ca"})
            .empty());

    const testing::Broker strict{own + "require_certificate true\n"};
    const std::string there = fmt::format("mqtts://127.0.0.1:{}", strict.port());
    CHECK_FALSE(first_words(there, {.ca_file = at + "/ca"}).empty());
    CHECK(first_words(
              there,
              {.ca_file = at + "/ca", .cert_file = at + "/client", .key_file = at + "/client.key"})
              .empty());
}

TEST_CASE("of several messages those in front of a refused one are acknowledged (MQTT 5)") {
    const testing::TemporaryFolder folder;
    folder.write("acl", "topic readwrite open/#\n");
    const testing::Broker broker{
        fmt::format("allow_anonymous true\nacl_file {}\n", folder / "acl")};
    io::MqttPublisher publisher{
        {.broker = *io::mqtt_broker_from(fmt::format("mqtt://127.0.0.1:{}", broker.port())),
         .version_5 = true,
         .status_topic = "open/status"}};
    const io::MqttMessage messages[] = {
        {.topic = "open/1"}, {.topic = "open/2"}, {.topic = "closed/3"}, {.topic = "open/4"}};
    const auto done = publisher.publish(messages, Clock::now() + std::chrono::seconds{5});
    CHECK(done.acknowledged == 2);
    CHECK_FALSE(done.never);  // the user can change it
    CHECK(done.why.find("does not let this user publish to closed/3") != std::string::npos);
}

TEST_CASE("a topic that cannot be is never taken; those in front of it are") {
    const testing::Broker broker;
    io::MqttPublisher publisher{
        {.broker = *io::mqtt_broker_from(fmt::format("mqtt://127.0.0.1:{}", broker.port()))}};
    const io::MqttMessage messages[] = {{.topic = "a"}, {.topic = "a/+"}, {.topic = "b"}};
    const auto done = publisher.publish(messages, Clock::now() + std::chrono::seconds{5});
    CHECK(done.acknowledged == 1);
    CHECK(done.never);
    CHECK(publisher.publish(std::span{messages}.first(1), Clock::now() + std::chrono::seconds{5})
              .why.empty());
}

TEST_CASE("who cancels need not wait, neither then nor later") {
    testing::LoopbackServer silent;
    io::MqttPublisher publisher{
        {.broker = *io::mqtt_broker_from(fmt::format("mqtt://127.0.0.1:{}", silent.port()))}};
    std::thread other{[&] { publisher.cancel(); }};
    const auto begun = Clock::now();
    CHECK(publish(publisher, std::chrono::seconds{30}) == "the program ends");
    CHECK(publish(publisher, std::chrono::seconds{30}) == "the program ends");
    CHECK(Clock::now() - begun < std::chrono::seconds{10});
    other.join();
}

TEST_CASE("a server that answers garbage, closes or says nothing is told of in time") {
    testing::LoopbackServer server;
    io::MqttPublisher publisher{
        {.broker = *io::mqtt_broker_from(fmt::format("mqtt://127.0.0.1:{}", server.port()))}};
    publisher.start();
    while (!server.connected()) std::this_thread::yield();
    SUBCASE("garbage") {
        const std::string text = "HTTP/1.1 400 Bad Request\r\n\r\n";
        server.send(bytes::Bytes{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    }
    SUBCASE("closed") {
        server.hang_up();
    }
    SUBCASE("silence") {}
    const auto begun = Clock::now();
    CHECK_FALSE(publish(publisher, milliseconds{500}).empty());
    CHECK(Clock::now() - begun < std::chrono::seconds{5});
}
