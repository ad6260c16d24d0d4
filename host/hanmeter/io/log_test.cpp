// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/log.h"

#include <doctest/doctest.h>
#include <fcntl.h>

#include <cstdlib>
#include <sstream>
#include <thread>
#include <vector>

#include "hanmeter/io/file.h"
#include "support/pty.h"
#include "support/temporary_folder.h"

using namespace hanmeter;
using io::Level;
using std::chrono::seconds;

namespace {

// Where a log writes to, and what it has written.
class Paper {
public:
    Paper() : file_{*io::open_fd(folder_ / "log", O_WRONLY | O_CREAT | O_APPEND)} {}
    int fd() const { return file_.get(); }
    std::string text() const {
        std::ifstream file{folder_ / "log"};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

private:
    testing::TemporaryFolder folder_;
    io::Fd file_;
};

const io::Log::Clock::time_point noon{seconds{43200}};

}  // namespace

TEST_CASE("a sentence is a line, and what is not urgent enough is left out") {
    const Paper paper;
    io::Log log{{.fd = paper.fd(), .threshold = Level::notice, .journal = false}};
    log.say(Level::error, "The port is gone.");
    log.say(Level::info, "Nobody wants to know.");
    log.say(Level::notice, "The device said\n\x1b[31m<3>so.");
    CHECK(paper.text() == "The port is gone.\nThe device said  [31m<3>so.\n");
}

TEST_CASE("the journal gets the urgency in front, as syslog numbers it") {
    const Paper paper;
    io::Log log{{.fd = paper.fd(), .threshold = Level::debug, .journal = true}};
    log.say(Level::error, "a");
    log.say(Level::warning, "b");
    log.say(Level::notice, "c");
    log.say(Level::info, "d");
    log.say(Level::debug, "e");
    CHECK(paper.text() == "<3>a\n<4>b\n<5>c\n<6>d\n<7>e\n");
}

TEST_CASE("what is said again and again is counted") {
    const Paper paper;
    io::Log log{{.fd = paper.fd(), .journal = false, .repeat_after = seconds{60}}};
    for (int second = 0; second < 60; ++second) {
        log.say(Level::error, "No space left.", noon + seconds{second});
        if (second == 30) log.say(Level::error, "Something else.", noon + seconds{second});
    }
    CHECK(paper.text() == "No space left.\nSomething else.\n");
    log.say(Level::error, "No space left.", noon + seconds{60});
    log.say(Level::error, "No space left.", noon + seconds{61});
    log.say(Level::error, "Something else.", noon + seconds{500});
    CHECK(paper.text() ==
          "No space left.\nSomething else.\nNo space left. (and 59 times more before)\n"
          "Something else.\n");
}

TEST_CASE("many different sentences do not make it grow or forget the newest") {
    const Paper paper;
    io::Log log{{.fd = paper.fd(), .journal = false}};
    for (int i = 0; i < 1000; ++i) log.say(Level::error, std::to_string(i), noon);
    const std::size_t size = paper.text().size();
    log.say(Level::error, "999", noon);
    log.say(Level::error, "940", noon);
    CHECK(paper.text().size() == size);
    log.say(Level::error, "1", noon);
    CHECK(paper.text().size() == size + 2);
}

TEST_CASE("lines of several threads do not mix") {
    const Paper paper;
    io::Log log{{.fd = paper.fd(), .journal = false}};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&log, thread] {
            for (int i = 0; i < 50; ++i) {
                log.say(Level::error, std::to_string(thread) + ":" + std::to_string(i) + ".");
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    std::istringstream lines{paper.text()};
    std::string line;
    int count = 0;
    for (; std::getline(lines, line); ++count) {
        CHECK(line.back() == '.');
        CHECK(line.find(':') == 1);
    }
    CHECK(count == 200);
}

TEST_CASE("the journal is told from a terminal") {
    const Paper paper;
    const testing::Pty terminal;
    const auto tty = io::open_fd(terminal.path(), O_RDWR | O_NOCTTY);
    REQUIRE(tty);
    ::unsetenv("JOURNAL_STREAM");
    CHECK_FALSE(io::Log::under_journal(paper.fd()));
    ::setenv("JOURNAL_STREAM", "8:1234", 1);
    CHECK(io::Log::under_journal(paper.fd()));
    CHECK_FALSE(io::Log::under_journal(tty->get()));
    ::unsetenv("JOURNAL_STREAM");
}
