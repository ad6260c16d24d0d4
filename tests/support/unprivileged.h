// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <string>

#include "hanmeter/io/file.h"

namespace hanmeter::testing {

// What `work` returns when it runs as user and group 65534 without further groups, in a process of
// its own; as the present user where that is not root.
template <class Work>
std::string as_nobody(Work work) {
    constexpr unsigned nobody = 65534;
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) return "no pipe";
    const pid_t child = ::fork();
    if (child == 0) {
        const bool dropped = ::geteuid() != 0 || (::setgroups(0, nullptr) == 0 &&
                                                  ::setegid(nobody) == 0 && ::seteuid(nobody) == 0);
        const std::string answer = dropped ? work() : "still root";
        const bool told = !io::write_all(ends[1], answer);
        ::_exit(told ? 0 : 1);
    }
    ::close(ends[1]);
    const io::Fd from_child{ends[0]};
    std::string answer;
    std::array<std::uint8_t, 1024> room{};
    while (const auto size = io::read_some(from_child.get(), room)) {
        if (*size == 0) break;
        answer.append(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(*size));
    }
    ::waitpid(child, nullptr, 0);
    return answer;
}

}  // namespace hanmeter::testing
