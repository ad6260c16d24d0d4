// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/formats/writer.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

using namespace hanmeter::formats;

namespace {

struct Pipe {
    Pipe() {
        std::signal(SIGPIPE, SIG_IGN);
        REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        close_reader();
        ::close(ends[1]);
    }
    void close_reader() {
        if (ends[0] >= 0) ::close(ends[0]);
        ends[0] = -1;
    }
    // What stands in the pipe now; the pipe must hold something.
    std::string read() const {
        std::string text(1 << 20, '\0');
        const auto size = ::read(ends[0], text.data(), text.size());
        text.resize(static_cast<std::size_t>(std::max<::ssize_t>(size, 0)));
        return text;
    }
    std::array<int, 2> ends{-1, -1};
};

struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "hanmeter-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }
    std::filesystem::path path;
};

std::string contents(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("a pipe gets each telegram at its end") {
    const Pipe pipe;
    Writer writer = Writer::borrow(pipe.ends[1], "pipe");
    writer.text() += "one\n";
    CHECK_FALSE(writer.end_telegram());
    CHECK(pipe.read() == "one\n");
    writer.text() += "two\n";
    CHECK_FALSE(writer.end_telegram());
    CHECK(pipe.read() == "two\n");
}

TEST_CASE("a file gets blocks, and the rest at the end") {
    const Folder folder;
    const auto path = folder.path / "out";
    std::ofstream{path} << "old";
    {
        auto writer = Writer::open({"json", path.string()});
        REQUIRE(writer);
        writer->text() += "one\n";
        CHECK_FALSE(writer->end_telegram());
        CHECK(contents(path).empty());
        writer->text() += std::string(Writer::block, 'x');
        CHECK_FALSE(writer->end_telegram());
        CHECK(contents(path).size() == Writer::block + 4);
        writer->text() += "last\n";
        CHECK_FALSE(writer->end_telegram());
    }
    CHECK(contents(path) == "one\n" + std::string(Writer::block, 'x') + "last\n");
}

TEST_CASE("a file gets each telegram where that is asked for") {
    const Folder folder;
    const auto path = folder.path / "out";
    auto writer = Writer::open({"json", path.string()});
    REQUIRE(writer);
    writer->flush_every_telegram();
    writer->text() += "one\n";
    CHECK_FALSE(writer->end_telegram());
    CHECK(contents(path) == "one\n");
}

TEST_CASE("a pipe that nobody reads ends quietly") {
    Pipe pipe;
    Writer writer = Writer::borrow(pipe.ends[1], "standard output");
    pipe.close_reader();
    writer.text() += "one\n";
    const auto& end = writer.end_telegram();
    REQUIRE(end);
    CHECK(end->kind == WriteEnd::Kind::closed);
    CHECK(end->sentence.empty());
    writer.text() += "two\n";
    CHECK(writer.end_telegram()->kind == WriteEnd::Kind::closed);
    CHECK(writer.text().empty());
}

TEST_CASE("a full disk is told with the file's name") {
    if (!std::filesystem::exists("/dev/full")) {
        MESSAGE("/dev/full is not there: skipped");
        return;
    }
    auto writer = Writer::open({"json", "/dev/full"});
    REQUIRE(writer);
    writer->text() += "one\n";
    const auto& end = writer->end_telegram();
    REQUIRE(end);
    CHECK(end->kind == WriteEnd::Kind::failed);
    CHECK(end->sentence == "cannot write /dev/full: No space left on device");
    CHECK(writer->flush()->kind == WriteEnd::Kind::failed);
}

TEST_CASE("a file that cannot be made is told with its name") {
    const Folder folder;
    const std::string path = (folder.path / "missing" / "out").string();
    CHECK(Writer::open({"json", path}).error() ==
          "cannot write " + path + ": No such file or directory");
}

TEST_CASE("a descriptor that does not block gets all of a telegram larger than its room") {
    const Pipe pipe;
    REQUIRE(::fcntl(pipe.ends[1], F_SETFL, O_NONBLOCK) == 0);
    std::string read;
    std::thread reader{[&] {
        while (read.size() < 3'000'000) read += pipe.read();
    }};
    Writer writer = Writer::borrow(pipe.ends[1], "pipe");
    writer.text().assign(3'000'000, 'x');
    CHECK_FALSE(writer.end_telegram());
    reader.join();
    CHECK(read == std::string(3'000'000, 'x'));
}

TEST_CASE("a writer that was moved from writes nothing twice") {
    const Pipe pipe;
    {
        Writer first = Writer::borrow(pipe.ends[1], "pipe");
        first.text() += "once\n";
        const Writer second = std::move(first);
    }
    REQUIRE(::fcntl(pipe.ends[0], F_SETFL, O_NONBLOCK) == 0);
    CHECK(pipe.read() == "once\n");
    CHECK(pipe.read().empty());
}
