// tests/reliability/r1_overflow_in_a_generator.cpp -- a computation that a microthread has made for
// itself is named by it.
#include <boost/test/unit_test.hpp>
#include <string>

#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "generators/generator.hpp"
#include "tests/forked.hpp"

namespace {

using namespace kont;

[[gnu::noinline]] int deeper(int n) {
  char volatile room[500];
  room[0] = 1;
  return n == 0 ? 0 : deeper(n - 1) + room[0];
}
generator<int> too_deep(stacks::request want = {}) {
  return generator<int>([](auto& yield) { yield(deeper(1'000'000)); }, want);
}
void consume(generator<int> all) {
  for (int const n : all) BOOST_TEST(n == 0);
}
void expect(test::ended const& child, std::string const& who) {
  BOOST_TEST(child.said.starts_with("kont: stack overflow in " + who + ": its stack is"),
             child.said);
}

}  // namespace

BOOST_AUTO_TEST_CASE(overflow_in_a_generator_of_a_microthread) {
  expect(test::forked([] {
           scheduler<> world;
           world.spawn([] { scheduler<>::yield(); });
           world.spawn("parser", [] { consume(too_deep()); });
           world.run();
         }),
         R"(a computation of microthread 2 ("parser"))");
  expect(test::forked([] {
           scheduler<> world;
           world.spawn([] { consume(too_deep({.name = "tokens"})); });
           world.run();
         }),
         R"(a computation ("tokens") of microthread 1)");
}

BOOST_AUTO_TEST_CASE(overflow_in_a_generator_on_a_crew) {
  expect(test::forked([] {
           crew<> world(1);
           world.spawn("parser", [] { consume(too_deep()); });
           world.run();
         }),
         R"(a computation of microthread 1 ("parser"))");
}

// Of two worlds the inner one; and none, when they have gone.
BOOST_AUTO_TEST_CASE(overflow_in_a_generator_outside_of_microthreads) {
  expect(test::forked([] {
           scheduler<> world;
           world.spawn("outer", [] {
             scheduler<fifo, stack, virtual_clock, dispatch::hub> inner;
             inner.spawn("inner", [] {});
             inner.run();
             consume(too_deep());
           });
           world.run();
         }),
         R"(a computation of microthread 1 ("outer"))");
  expect(test::forked([] {
           scheduler<> world;
           world.spawn("before", [] {});
           world.run();
           consume(too_deep());
         }),
         "a computation");
}
