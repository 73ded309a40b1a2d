// tests/reliability/r16_deadlocks_at_random.cpp -- of programs of locks and joins, looked at after
// every turn: in a cycle are those who wait for ever, and nobody else.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/reliability/programs_of_locks.hpp"

BOOST_AUTO_TEST_SUITE(r16_deadlocks_at_random)

namespace {
using namespace kont;
using program = test::program_of_locks<scheduler<dice>>;

#if defined(KONT_ASAN) || defined(KONT_TSAN) || defined(KONT_EMULATED) || !defined(__OPTIMIZE__)
constexpr unsigned programs = 1'000;
#else
constexpr unsigned programs = 10'000;
#endif

bool is_among(stuck const& one, std::vector<stuck> const& all) {
  return std::ranges::any_of(all, [&](stuck const& s) { return s.id == one.id; });
}

BOOST_AUTO_TEST_CASE(nobody_is_named_who_goes_on) {
  unsigned alarms = 0;
  for (unsigned seed = 0; seed < programs; ++seed) {
    program p(seed, true, dice(seed));
    bool alarm = false;
    while (!alarm && p.world.run_some(1)) alarm = !cycle_in(p.world).empty();
    alarms += alarm || !p.world.run().empty();
  }
  BOOST_TEST(alarms == 0u);
}
// Whoever is in a cycle that is found while it runs is left at its end; and without a cycle nobody.
BOOST_AUTO_TEST_CASE(everybody_is_named_who_does_not) {
  unsigned deadlocks = 0, too_many = 0;
  for (unsigned seed = 0; seed < programs; ++seed) {
    program p(seed, false, dice(seed));
    std::vector<stuck> found;
    bool also = false;  // as one found who counts those whom a deadline will free
    while (p.world.run_some(1)) {
      if (found.empty()) found = cycle_in(p.world);
      also = also || !cycle_among(stuck_in(p.world)).empty();
    }
    auto const left = p.world.run();
    bool const all_left = std::ranges::all_of(found, [&](auto& s) { return is_among(s, left); });
    if (!all_left) BOOST_ERROR("a false alarm in program " << seed);
    if (found.empty() != left.empty()) BOOST_ERROR("a cycle is missed in program " << seed);
    deadlocks += !left.empty();
    too_many += also && left.empty();
  }
  BOOST_TEST_MESSAGE(deadlocks << " of " << programs << " programs have a deadlock");
  BOOST_TEST(deadlocks > programs / 10);
  BOOST_TEST(deadlocks < programs);
  BOOST_TEST(too_many > 0);  // a fault that is seeded, and found
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
