// tests/reliability/traps/trap.hpp -- what the traps share: a coroutine to await, and objects that
// notice when they are destroyed twice.
#pragma once
#include <coroutine>
#include <cstdio>
#include <exception>
#include <optional>
#include <set>
#include <utility>

namespace trap {

inline std::set<void const*> alive;
inline int wrongly_destroyed = 0;

/// Knows where it was made. What the compiler copied as mere bytes was made nowhere, and what it
/// destroys twice is no longer there.
class tracked {
 public:
  explicit tracked(int n = 0) : n_(n) { alive.insert(this); }
  tracked(tracked const& t) : n_(t.n_) { alive.insert(this); }
  tracked& operator=(tracked const&) = default;
  ~tracked() { wrongly_destroyed += alive.erase(this) == 0; }
  int value() const { return n_; }

 private:
  int n_;
};

/// A coroutine that begins when it is awaited.
template <class T> class call {
 public:
  struct promise_type;
  using handle = std::coroutine_handle<promise_type>;
  struct promise_type {
    std::optional<T> result;
    std::coroutine_handle<> caller = std::noop_coroutine();
    call get_return_object() { return call(handle::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    auto final_suspend() const noexcept {
      struct to_caller {
        bool await_ready() const noexcept { return false; }
        std::coroutine_handle<> await_suspend(handle h) const noexcept {
          return h.promise().caller;
        }
        void await_resume() const noexcept {}
      };
      return to_caller{};
    }
    void return_value(T value) { result.emplace(std::move(value)); }
    void unhandled_exception() { std::terminate(); }
  };

  explicit call(handle h) : h_(h) {}
  call(call&& c) noexcept : h_(std::exchange(c.h_, nullptr)) {}
  ~call() {
    if (h_) h_.destroy();
  }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
    h_.promise().caller = caller;
    return h_;
  }
  T await_resume() { return std::move(*h_.promise().result); }

  T run() {
    h_.resume();
    return await_resume();
  }

 private:
  handle h_;
};

/// A value that is only there after a suspension.
inline call<tracked> later(int n) { co_return tracked(n); }

/// The exit code of a trap: 0 if all is right, 1 if the compiler went wrong.
inline int verdict(bool right_value) {
  std::printf("%s value, %d wrongly destroyed, %zu leaked\n", right_value ? "right" : "wrong",
              wrongly_destroyed, alive.size());
  return right_value && wrongly_destroyed == 0 && alive.empty() ? 0 : 1;
}

}  // namespace trap
