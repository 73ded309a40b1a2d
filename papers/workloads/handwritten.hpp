// papers/workloads/handwritten.hpp -- the least C++20 generator that does it: what the strategy
// `frame` is held against.
#pragma once
#include <coroutine>
#include <cstddef>
#include <iterator>
#include <utility>

#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

/// A generator of numbers without exceptions, nesting, or any other promise.
class handwritten {
 public:
  struct promise_type {
    std::uint64_t const* value = nullptr;

    handwritten get_return_object() {
      return handwritten(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(std::uint64_t const& v) noexcept {
      value = &v;
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };

  class iterator {
   public:
    iterator() = default;
    explicit iterator(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
    std::uint64_t operator*() const { return *frame_.promise().value; }
    iterator& operator++() {
      frame_.resume();
      return *this;
    }
    bool operator==(std::default_sentinel_t) const { return frame_.done(); }

   private:
    std::coroutine_handle<promise_type> frame_;
  };

  handwritten(handwritten&& g) noexcept : frame_(std::exchange(g.frame_, {})) {}
  ~handwritten() {
    if (frame_) frame_.destroy();
  }
  iterator begin() {
    frame_.resume();
    return iterator(frame_);
  }
  std::default_sentinel_t end() const { return {}; }

 private:
  explicit handwritten(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
  std::coroutine_handle<promise_type> frame_;
};

/// Its sequences; see sequences in sequence.hpp.
struct handwritten_sequences {
  using type = handwritten;

  [[gnu::noinline]] static handwritten count_to(std::uint64_t end) {
    for (std::uint64_t i = 0; i < end; ++i) {
      auto v = i;
      opaque(v);
      co_yield v;
    }
  }
  [[gnu::noinline]] static handwritten just(std::uint64_t one) { co_yield one; }
  [[gnu::noinline]] static handwritten from(std::uint64_t& next) {
    while (true) co_yield next++;
  }
};

}  // namespace kont::workloads
