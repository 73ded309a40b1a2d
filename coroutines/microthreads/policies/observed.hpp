// coroutines/microthreads/policies/observed.hpp -- tells somebody of every turn: a policy around
// another.
#pragma once
#include <functional>
#include <utility>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Orders like `P`, and calls `on_take(next)` at every choice (null: nobody is ready) and
/// `on_put(t, why)` whenever one becomes ready. Who does not name it pays nothing: that is why it
/// is a policy, and not a member of the scheduler. The hooks are those of the records, so a
/// scheduler's `thread` is reached by static_cast. (Stackless Python's schedule callback.)
template <policy P> class observed {
  static_assert(!metering<P>, "a policy that is told of time runs as metered<P>");

 public:
  using hook = typename P::hook;

  observed() = default;
  explicit observed(P p) : ready_(std::move(p)) {}

  std::function<void(hook*)> on_take;
  std::function<void(hook&, why)> on_put;

  void reserve(std::size_t n) { make_room(ready_, n); }
  void put(hook& t, why w) noexcept {
    if (on_put) on_put(t, w);
    ready_.put(t, w);
  }
  void ended(hook& t) noexcept { tell_ended(ready_, t); }
  hook* take() noexcept {
    hook* const next = ready_.take();
    if (on_take) on_take(next);
    return next;
  }

 private:
  P ready_;
};

}  // namespace kont
