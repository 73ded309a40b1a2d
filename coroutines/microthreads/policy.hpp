// coroutines/microthreads/policy.hpp -- what a scheduling policy is: it orders, it never parks.
#pragma once
#include <concepts>
#include <cstddef>

namespace kont {

/// Why a microthread is ready to run.
enum class why { created, yielded, woken, timed_out, preempted };

/// Two verbs over an intrusive hook, a value, in a value without statics:
///   put(t, why)   t is ready; it is not put again before it is taken
///   take()        who runs next, or null when nobody is ready; the policy forgets it
/// Neither may block or throw. Optional members, used where a policy has them:
///   reserve(n)    called before the n-th microthread exists: make room, so that put needs none
///   ahead(k)      whom take() would give after k others, or null: only a hint, for prefetching
///   ended(t)      t, which ran, is no more
///   complain()    throws, at the end of run(), if that should not have come to its end so
/// Those that are about time and service are in policies/service.hpp: metered<P> calls them.
/// (The shape of SimPy's queue; libfork's scheduler concept.)
template <class P>
concept policy = std::default_initializable<P> && requires(P p, typename P::hook& t, why w) {
  { p.put(t, w) }
  noexcept;
  { p.take() }
  noexcept->std::same_as<typename P::hook*>;
};

/// put(t, w) for each that is given, and take(). A policy may have a function of this name and type
/// that does it in less. (No member: one that is derived from it may put or take otherwise.)
template <policy P, std::same_as<typename P::hook>... Hook>
[[gnu::always_inline]] inline auto* put_and_take(P& ready, [[maybe_unused]] why w,
                                                 Hook&... t) noexcept {
  (ready.put(t, w), ...);
  return ready.take();
}

}  // namespace kont
