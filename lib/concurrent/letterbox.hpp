// lib/concurrent/letterbox.hpp -- what other threads ask of one: functions for it to call, and a
// bell.
#pragma once
#include <concepts>
#include <memory>
#include <utility>

#include "lib/concurrent/bell.hpp"
#include "lib/concurrent/inbox.hpp"

namespace kont {

/// Functions that any thread posts, and its owner calls in the order in which they came. What is
/// never called is destroyed with the box.
class letterbox {
 public:
  letterbox() = default;
  letterbox(letterbox&&) = delete;
  ~letterbox() {
    while (next()) continue;
  }

  /// Leaves `f` for the owner, and rings if that may be needed. Any thread. Throws std::bad_alloc,
  /// and what moving `f` throws; then nothing has been left.
  template <std::invocable F> void post(F f) {
    auto one = std::make_unique<letter_with<F>>(std::move(f));
    if (in_.put(*one.release())) rings_.ring();
  }
  /// Calls what has come, each once, and none that comes meanwhile. Returns whether there was any.
  /// If one throws, so does this, and the next call goes on with the others.
  bool open() {
    if (opened_ == nullptr) opened_ = in_.take_all();
    bool const any = opened_ != nullptr;
    while (opened_ != nullptr) next()->call();
    return any;
  }
  /// Rung when something has come since the box was empty; hear it, then open().
  bell const& rings() const noexcept { return rings_; }

 private:
  struct letter {
    virtual ~letter() = default;
    virtual void call() = 0;
    letter* next = nullptr;
  };
  template <class F> struct letter_with final : letter {
    explicit letter_with(F&& what) : f(std::move(what)) {}
    void call() final { f(); }
    F f;
  };
  // Takes the oldest letter out; null: there is none.
  std::unique_ptr<letter> next() noexcept {
    if (opened_ == nullptr) opened_ = in_.take_all();
    std::unique_ptr<letter> first(opened_);
    if (first) opened_ = first->next;
    return first;
  }

  inbox<letter> in_;
  letter* opened_ = nullptr;  // taken out of it, and not yet called
  bell rings_;
};

}  // namespace kont
