// tests/concurrent/crew_has_no_switch_trap.cpp -- a trap that a crew's worker would not see is
// refused when it is compiled.
#include "coroutines/microthreads/preemption.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_has_no_switch_trap)

namespace {
using namespace kont;

template <class World>
concept trapped_by_switches = requires(World& world) {
  switch_trap<World>(world);
};

BOOST_AUTO_TEST_CASE(is_refused) {
  BOOST_TEST(trapped_by_switches<scheduler<>>);
  BOOST_TEST(!trapped_by_switches<crew<stack>>);
  BOOST_TEST(!trapped_by_switches<crew<frame>>);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
