// tests/unit/scheduler_has_no_memory_to_raise.cpp -- a microthread cannot be killed for want of a
// stack: that throws, and nothing has happened to it.
#include <unistd.h>

#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/forked.hpp"
#include "tests/unit/no_stack_left.hpp"

BOOST_AUTO_TEST_SUITE(scheduler_has_no_memory_to_raise)

using namespace kont;

namespace {

// Exits with a number for what was wrong first; 0: nothing.
void kill_without_memory() {
  scheduler<> world;
  channel<int> c(world);
  int got = 0;
  auto waits = world.spawn([&] {
    int const n = c.receive();
    got += n;
  });
  world.run();
  auto unbegun = world.spawn([&] { ++got; });
  test::leave_no_stack();
  int thrown = 0;
  for (auto* const h : {&waits, &unbegun}) {
    try {
      h->kill();
    } catch (stacks::exhausted const&) { ++thrown; }
  }
  if (thrown != 2) ::_exit(1);
  if (waits.finished() || unbegun.finished()) ::_exit(2);
  if (c.balance() != -1) ::_exit(3);
  if (!c.try_send(5)) ::_exit(4);
  if (!world.run().empty()) ::_exit(5);
  ::_exit(got == 6 ? 0 : 6);
}

}  // namespace

#if !defined(KONT_ASAN) && !defined(KONT_TSAN)  // which need the address space for themselves
BOOST_AUTO_TEST_CASE(nothing_has_happened) {
  auto const child = test::forked(kill_without_memory);
  BOOST_TEST(child.code == 0);
  BOOST_TEST(child.said == "");
}
#else
BOOST_AUTO_TEST_CASE(a_limit_on_the_address_space_would_end_the_sanitizer_itself) {
  BOOST_TEST(kill_without_memory != nullptr);
}
#endif

BOOST_AUTO_TEST_SUITE_END()
