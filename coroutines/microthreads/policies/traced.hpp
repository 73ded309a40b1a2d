// coroutines/microthreads/policies/traced.hpp -- records who is ready, and who is taken: a policy
// around another, where the program is compiled to be traced.
#pragma once
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "coroutines/microthreads/policies/service.hpp"
#include "lib/trace/recorder.hpp"

namespace kont {

/// The microthread `t` is ready. To be called before any other thread can take it.
template <class Thread> void trace_ready(Thread const& t, why w) noexcept {
  trace::note(trace::op::ready, trace::address(&t), static_cast<std::uint16_t>(w));
}
/// It is the next to run; null: nobody is.
template <class Thread> void trace_taken(Thread const* t) noexcept {
  trace::note(trace::op::take, trace::address(t));
}
/// It has ended, and its record may go.
template <class Thread> void trace_over(Thread const& t) noexcept {
  trace::note(trace::op::over, trace::address(&t));
}

/// Orders like `P`, as it is one, and records each choice. `Thread` is the scheduler's record.
template <policy P, class Thread> struct traced_policy : P {
  traced_policy() = default;
  explicit traced_policy(P p) : P(std::move(p)) {}

  void put(typename P::hook& t, why w) noexcept {
    trace_ready(static_cast<Thread&>(t), w);
    P::put(t, w);
  }
  typename P::hook* take() noexcept {
    auto* const next = P::take();
    trace_taken(static_cast<Thread*>(next));
    return next;
  }
};

/// `P` itself, in all other programs.
template <policy P, class Thread>
using traced_if_asked =
    typename std::conditional_t<trace::on, std::type_identity<traced_policy<P, Thread>>,
                                std::type_identity<P>>::type;

/// The microthread `t` waits: what for.
template <class Thread> void trace_wait(Thread const& t, char const* verb, char const* on) {
  trace::note_text(trace::op::wait, trace::address(&t), 0,
                   on != nullptr ? std::string(verb) + ' ' + on : verb);
}
/// It is given a value; null: the one that runs is.
template <class Thread, class V> void trace_gift(Thread const* t, V const& value) {
  trace::carries(value);
  trace::note(trace::op::give, trace::address(t));
}
/// It has been made, its computation just before.
template <class Thread> void trace_spawn(Thread const& t) {
  trace::note_text(trace::op::spawn, trace::address(&t), static_cast<std::uint32_t>(t.id),
                   t.more ? std::string_view(t.more->name) : std::string_view());
}

}  // namespace kont
