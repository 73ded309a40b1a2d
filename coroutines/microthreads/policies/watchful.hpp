// coroutines/microthreads/policies/watchful.hpp -- tells somebody who starves: a policy around
// another.
#pragma once
#include <cstdint>
#include <functional>
#include <utility>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Orders like `P`, and calls `on_starving(t, turns)` for whoever has been ready for more than
/// `limit` turns, and has not been taken: once a wait, in the turn that is one too many. So who is
/// never taken is named while the others run, be it by design (lifo), by priority, or because P
/// has lost it. put and take O(1), 24 bytes a microthread; who does not name it pays nothing. The
/// hooks are those of the records: see observed.
template <policy P> class watchful {
  static_assert(!metering<P>, "a policy that is told of time runs as metered<P>");

 public:
  struct hook : P::hook {
    std::uint64_t since = 0;  // the turn in which it became ready
    hook *before = nullptr, *after = nullptr;
  };

  watchful() = default;
  explicit watchful(std::uint64_t limit, P p = P()) : ready_(std::move(p)), limit_(limit) {}

  std::function<void(hook&, std::uint64_t turns)> on_starving;

  void reserve(std::size_t n) { make_room(ready_, n); }
  void put(hook& t, why w) noexcept {
    t.since = turn_;
    t.before = std::exchange(last_, &t);
    t.after = nullptr;
    if (t.before != nullptr) t.before->after = &t;
    if (untold_ == nullptr) untold_ = &t;
    ready_.put(t, w);
  }
  void ended(hook& t) noexcept { tell_ended(ready_, t); }
  hook* take() noexcept {
    auto* const next = static_cast<hook*>(ready_.take());
    if (next != nullptr) forget(*next);
    for (++turn_; untold_ != nullptr && turn_ - untold_->since > limit_; untold_ = untold_->after)
      if (on_starving) on_starving(*untold_, turn_ - untold_->since);
    return next;
  }

 private:
  void forget(hook& t) noexcept {
    if (untold_ == &t) untold_ = t.after;
    if (last_ == &t) last_ = t.before;
    if (t.before != nullptr) t.before->after = t.after;
    if (t.after != nullptr) t.after->before = t.before;
  }

  // All who are ready, by when they became so; from `untold_` on nobody has been told of.
  hook *last_ = nullptr, *untold_ = nullptr;
  P ready_;
  std::uint64_t limit_ = 10'000, turn_ = 0;
};

}  // namespace kont
