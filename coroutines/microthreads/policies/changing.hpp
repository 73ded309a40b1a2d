// coroutines/microthreads/policies/changing.hpp -- two policies, of which one orders, and which
// take over from each other while microthreads run.
#pragma once
#include <cstddef>
#include <utility>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Orders by a P until change() is called, then by a Q, and so on: `world.policy().change()`, from
/// a microthread or from outside of run(). A record has the hooks of both, so a change moves
/// nothing but places in queues. For what one of them knows of a microthread, say a number of
/// tickets, its hook is a base of the properties. One branch at each choice.
template <policy P, policy Q> class changing {
  static_assert(!metering<P> && !metering<Q>, "a policy that is told of time is for kont lab");
  struct first : P::hook {};  // two names, for P and Q may have the same hook
  struct second : Q::hook {};

 public:
  struct hook : first, second {};

  changing() = default;
  explicit changing(P p, Q q = {}) : p_(std::move(p)), q_(std::move(q)) {}

  void reserve(std::size_t n) { make_room(p_, n), make_room(q_, n); }
  void put(hook& t, why w) noexcept {
    by_q_ ? q_.put(static_cast<second&>(t), w) : p_.put(static_cast<first&>(t), w);
  }
  hook* take() noexcept { return by_q_ ? taken<second>(q_) : taken<first>(p_); }
  void ended(hook& t) noexcept {
    tell_ended(p_, static_cast<first&>(t));
    tell_ended(q_, static_cast<second&>(t));
  }

  /// Hands all who are ready to the other, in the order in which this one would have taken them.
  /// As many takes and puts.
  void change() noexcept {
    auto const ready_by_last = by_q_;
    while (hook* const t = take()) {
      by_q_ = !ready_by_last;
      put(*t, why::woken);
      by_q_ = ready_by_last;
    }
    by_q_ = !ready_by_last;
  }

 private:
  template <class Mine, class R> static hook* taken(R& from) noexcept {
    auto* const t = from.take();
    return t != nullptr ? static_cast<hook*>(static_cast<Mine*>(t)) : nullptr;
  }

  P p_;
  Q q_;
  bool by_q_ = false;
};

}  // namespace kont
