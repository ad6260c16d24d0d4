// SPDX-License-Identifier: Apache-2.0
#include "hanmeter/io/child.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <optional>
#include <system_error>

#include "hanmeter/io/file.h"

namespace hanmeter::io {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t longest_said = 300;
// How often it is looked whether it is to be stopped.
constexpr std::chrono::milliseconds turn{50};

struct Pipe {
    Fd reads{};
    Fd writes{};
};

std::optional<Pipe> make_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
    return Pipe{Fd{ends[0]}, Fd{ends[1]}};
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    for (std::string& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

// A process group of its own, no signal blocked or ignored, its ends of the pipes.
class Start {
public:
    Start(int input, int errors) {
        ::posix_spawnattr_init(&attributes_);
        ::posix_spawn_file_actions_init(&actions_);
        sigset_t none;
        sigset_t usual;
        ::sigemptyset(&none);
        ::sigemptyset(&usual);
        ::sigaddset(&usual, SIGPIPE);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &usual);
        ::posix_spawnattr_setpgroup(&attributes_, 0);
        ::posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, errors, STDERR_FILENO);
    }
    Start(const Start&) = delete;
    Start& operator=(const Start&) = delete;
    ~Start() {
        ::posix_spawnattr_destroy(&attributes_);
        ::posix_spawn_file_actions_destroy(&actions_);
    }

    int run(pid_t& child, std::vector<char*>& words, std::vector<char*>& environment) {
        return ::posix_spawnp(&child, words.front(), &actions_, &attributes_, words.data(),
                              environment.data());
    }

private:
    posix_spawnattr_t attributes_{};
    posix_spawn_file_actions_t actions_{};
};

void set_nonblocking(int fd) {
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

// A child that does not read to the end of its input is no reason to die.
class WithoutSigpipe {
public:
    WithoutSigpipe() {
        ::sigemptyset(&pipe_);
        ::sigaddset(&pipe_, SIGPIPE);
        ::pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
    }
    WithoutSigpipe(const WithoutSigpipe&) = delete;
    WithoutSigpipe& operator=(const WithoutSigpipe&) = delete;
    ~WithoutSigpipe() {
        const timespec no_time{};
        while (::sigtimedwait(&pipe_, nullptr, &no_time) > 0) {
        }
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

private:
    sigset_t pipe_;
    sigset_t before_;
};

// What goes in and what comes out of a running child.
class Talk {
public:
    Talk(Fd input, Fd errors, std::string_view text)
        : input_{std::move(input)}, errors_{std::move(errors)}, left_{text} {
        set_nonblocking(input_.get());
        set_nonblocking(errors_.get());
    }

    void for_a_turn() {
        std::array<pollfd, 2> wanted{{{input_.get(), POLLOUT, 0}, {errors_.get(), POLLIN, 0}}};
        if (!input_) wanted[0].fd = -1;
        if (!errors_) wanted[1].fd = -1;
        ::poll(wanted.data(), wanted.size(), static_cast<int>(turn.count()));
        if (wanted[0].revents != 0) write();
        if (wanted[1].revents != 0) read();
    }
    bool all_is_said() const { return !errors_; }
    std::string first_line() {
        while (errors_ && read()) {
        }
        return said_.substr(0, said_.find('\n'));
    }

private:
    void write() {
        const WithoutSigpipe quiet;
        const ssize_t size = ::write(input_.get(), left_.data(), left_.size());
        if (size > 0) left_.remove_prefix(static_cast<std::size_t>(size));
        const bool full = size < 0 && (errno == EAGAIN || errno == EINTR);
        if (left_.empty() || (size < 0 && !full)) input_.reset();
    }
    // False: nothing there for now.
    bool read() {
        std::array<char, 512> room;
        const ssize_t size = ::read(errors_.get(), room.data(), room.size());
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) return false;
        if (size <= 0) {
            errors_.reset();
            return false;
        }
        said_.append(room.data(), std::min(static_cast<std::size_t>(size),
                                           longest_said - std::min(longest_said, said_.size())));
        return true;
    }

    Fd input_;
    Fd errors_;
    std::string_view left_;
    std::string said_{};
};

}  // namespace

tl::expected<ChildEnd, std::string> run_child(const ChildCommand& command,
                                              const std::atomic<bool>& stop) {
    auto input = make_pipe();
    auto errors = make_pipe();
    if (!input || !errors) {
        return tl::unexpected{std::generic_category().message(errno)};
    }
    std::vector<std::string> words = command.words;
    std::vector<std::string> environment = command.environment;
    auto arguments = pointers(words);
    auto variables = pointers(environment);
    variables.pop_back();
    for (char** each = environ; *each != nullptr; ++each) variables.push_back(*each);
    variables.push_back(nullptr);
    pid_t child = 0;
    const int error =
        Start{input->reads.get(), errors->writes.get()}.run(child, arguments, variables);
    if (error != 0) {
        return tl::unexpected{fmt::format("{} cannot be run: {}", command.words.front(),
                                          std::generic_category().message(error))};
    }
    input->reads.reset();
    errors->writes.reset();
    Talk talk{std::move(input->writes), std::move(errors->reads), command.input};
    const auto until = Clock::now() + command.timeout;
    ChildEnd end;
    int status = 0;
    while (::waitpid(child, &status, WNOHANG) == 0) {
        if (Clock::now() >= until || stop) {
            end.late = true;
            ::kill(-child, SIGKILL);
            ::waitpid(child, &status, 0);
            break;
        }
        talk.for_a_turn();
    }
    end.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    end.said = talk.first_line();
    return end;
}

}  // namespace hanmeter::io
