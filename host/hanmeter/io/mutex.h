// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

// Clang's -Wthread-safety reads these; other compilers see nothing. Macros, since an attribute
// cannot be named in any other way.
#if defined(__clang__)
#define HANMETER_THREAD_SAFETY(attribute) __attribute__((attribute))
#else
#define HANMETER_THREAD_SAFETY(attribute)
#endif
#define HANMETER_GUARDED_BY(mutex) HANMETER_THREAD_SAFETY(guarded_by(mutex))
#define HANMETER_REQUIRES(mutex) HANMETER_THREAD_SAFETY(requires_capability(mutex))

namespace hanmeter::io {

class HANMETER_THREAD_SAFETY(capability("mutex")) Mutex {
public:
    Mutex() = default;
    Mutex(const Mutex&) = delete;
    Mutex& operator=(const Mutex&) = delete;

private:
    friend class Lock;
    std::mutex mutex_;
};

// Holds a mutex for the length of a scope.
class HANMETER_THREAD_SAFETY(scoped_lockable) Lock {
public:
    explicit Lock(Mutex& mutex) HANMETER_THREAD_SAFETY(acquire_capability(mutex))
        : lock_{mutex.mutex_} {}
    ~Lock() HANMETER_THREAD_SAFETY(release_capability()) = default;
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;

private:
    friend class Condition;
    std::unique_lock<std::mutex> lock_;
};

// Waits may end for no reason: the caller asks its question again in a loop.
class Condition {
public:
    void wait(Lock& lock) { condition_.wait(lock.lock_); }
    void wait_until(Lock& lock, std::chrono::steady_clock::time_point until) {
        condition_.wait_until(lock.lock_, until);
    }
    void notify_all() { condition_.notify_all(); }

private:
    std::condition_variable condition_;
};

}  // namespace hanmeter::io
