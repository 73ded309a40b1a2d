// tests/concurrent/crews.hpp -- runs one behaviour on crews of one, two and three workers, in both
// dialects.
#pragma once
#include <boost/test/unit_test.hpp>

#include "continuations/strategies/frame.hpp"
#include "continuations/strategies/stack.hpp"
#include "coroutines/microthreads/crew.hpp"

namespace kont {

template <class World> using body_of = typename World::template body_of<>;
template <class World> inline constexpr bool direct = World::style == dialect::direct;

#if defined(KONT_ASAN) || defined(KONT_TSAN)
inline constexpr int slower = 10;
#else
inline constexpr int slower = 1;
#endif

/// Calls check.template operator()<World>(workers) for each kind of crew.
template <class Check> void on_each_crew(Check check, unsigned least = 1) {
  for (unsigned workers = least; workers <= 3; ++workers) {
    BOOST_TEST_CONTEXT("workers: " << workers) {
      check.template operator()<crew<stack>>(workers);
      check.template operator()<crew<frame>>(workers);
    }
  }
}

using world_of_many = crew<stack>;

/// The same for that alone: calls check(world).
template <class Check> void on_few_and_many(Check check) {
  for (unsigned workers = 1; workers <= 3; ++workers) {
    BOOST_TEST_CONTEXT("workers: " << workers) {
      world_of_many world(workers);
      check(world);
    }
  }
}

}  // namespace kont
