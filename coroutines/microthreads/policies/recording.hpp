// coroutines/microthreads/policies/recording.hpp -- writes down who is taken; and takes them again.
#pragma once
#include <cstdint>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// A run's choices: the microthreads taken, by the order of their making (1, 2, …).
using decisions = std::vector<std::uint32_t>;

/// What recording and replaying know of a microthread.
template <class Hook> struct numbered : Hook { std::uint32_t number = 0; };

/// Orders like `P`, and writes each choice down, 4 bytes a turn. With the same choices and the same
/// answers from outside, a program of microthreads takes the same course: see replaying.
template <policy P> class recording {
  static_assert(!metering<P>, "a policy that is told of time runs as metered<P>");

 public:
  using hook = numbered<typename P::hook>;

  recording() = default;
  explicit recording(P p) : ready_(std::move(p)) {}

  void reserve(std::size_t n) { make_room(ready_, n); }
  void put(hook& t, why w) noexcept {
    if (w == why::created) t.number = ++made_;
    ready_.put(t, w);
  }
  void ended(hook& t) noexcept { tell_ended(ready_, t); }
  hook* take() noexcept {
    auto* const t = static_cast<hook*>(ready_.take());
    if (t != nullptr) note(t->number);
    return t;
  }
  /// Throws std::bad_alloc if there was no memory for one of them.
  decisions const& log() const {
    if (lost_) throw std::bad_alloc();
    return log_;
  }

 private:
  void note(std::uint32_t number) noexcept try {
    if (!lost_) log_.push_back(number);
  } catch (std::bad_alloc const&) { lost_ = true; }

  P ready_;
  std::uint32_t made_ = 0;
  decisions log_;
  bool lost_ = false;  // a choice, and so all after it
};

/// What a replay throws that takes another course.
class replay_diverged : public std::runtime_error {
 public:
  replay_diverged(std::size_t choice, std::uint32_t wanted)
      : std::runtime_error("replay: at choice " + std::to_string(choice) + " microthread " +
                           std::to_string(wanted) +
                           " is to run, and is not ready: the program takes another course") {}
  explicit replay_diverged(std::size_t choices)
      : std::runtime_error("replay: after all " + std::to_string(choices) +
                           " choices somebody is ready: the program takes another course") {}
};

struct no_hook {};

/// Takes whom the log says. At the first choice that cannot be made though somebody is ready, and
/// at the end of the log, it takes nobody any more: run() ends, and throws what happened. put and
/// take O(1).
class replaying {
 public:
  using hook = numbered<no_hook>;

  replaying() = default;
  explicit replaying(decisions log) : log_(std::move(log)) {}

  void reserve(std::size_t n) { ready_.resize(n + made_ + 1); }
  void put(hook& t, why w) noexcept {
    if (w == why::created) t.number = ++made_;
    ready_[t.number] = &t;
    ++waiting_;
  }
  hook* take() noexcept {
    if (waiting_ == 0 || diverged_) return nullptr;
    auto const wanted = at_ == log_.size() ? 0 : log_[at_];  // (0 is nobody)
    diverged_ = wanted >= ready_.size() || ready_[wanted] == nullptr;
    if (diverged_) return nullptr;
    ++at_, --waiting_;
    return std::exchange(ready_[wanted], nullptr);
  }
  /// Throws replay_diverged if a choice could not be made.
  void complain() const {
    if (diverged_ && at_ == log_.size()) throw replay_diverged(at_);
    if (diverged_) throw replay_diverged(at_ + 1, log_[at_]);
  }
  /// The same, and unless every choice of the log has been made.
  void check() const {
    complain();
    if (at_ != log_.size()) throw replay_diverged(at_ + 1, log_[at_]);
  }
  std::size_t choices_made() const noexcept { return at_; }

 private:
  decisions log_;
  std::size_t at_ = 0, waiting_ = 0;
  bool diverged_ = false;
  std::vector<hook*> ready_{nullptr};  // by number
  std::uint32_t made_ = 0;
};
static_assert(policy<replaying>);

}  // namespace kont
