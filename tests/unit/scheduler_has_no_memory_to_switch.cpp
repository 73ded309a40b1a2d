// tests/unit/scheduler_has_no_memory_to_switch.cpp -- where frames share stacks a switch may need
// one more: without memory for it the program ends with a line that says so.
#include <boost/test/unit_test.hpp>
#include <string>

#include "continuations/strategies/copy.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/forked.hpp"
#include "tests/unit/no_stack_left.hpp"

BOOST_AUTO_TEST_SUITE(scheduler_has_no_memory_to_switch)

using namespace kont;

namespace {

void switch_without_memory() {
  scheduler<fifo, copy> world;
  world.spawn([&] {
    world.spawn([] {});  // lives elsewhere than who has started it
    test::leave_no_stack();
    world.yield();
    ::_exit(3);
  });
  world.run();
}

void begin_without_memory() {
  scheduler<fifo, copy> world;
  world.spawn([] {});
  test::leave_no_stack();
  world.run();
}

}  // namespace

#if !defined(KONT_ASAN) && !defined(KONT_TSAN)  // which need the address space for themselves
BOOST_AUTO_TEST_CASE(from_one_microthread_to_another) {
  auto const child = test::forked(switch_without_memory);
  BOOST_TEST(child.signal == SIGABRT);
  BOOST_TEST(child.said == "kont: no memory for the frames of microthreads that share a stack\n");
}

BOOST_AUTO_TEST_CASE(to_the_first) {
  auto const child = test::forked(begin_without_memory);
  BOOST_TEST(child.signal == SIGABRT);
  BOOST_TEST(child.said == "kont: no memory for the frames of microthreads that share a stack\n");
}
#else
BOOST_AUTO_TEST_CASE(a_limit_on_the_address_space_would_end_the_sanitizer_itself) {
  BOOST_TEST(switch_without_memory != nullptr);
  BOOST_TEST(begin_without_memory != nullptr);
}
#endif

BOOST_AUTO_TEST_SUITE_END()
