// tests/unit/policy_changing_hands_over.cpp -- a policy takes over from another in the midst of a
// run, and nobody is lost.
#include <boost/test/unit_test.hpp>
#include <string>

#include "coroutines/microthreads/policies/changing.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"

BOOST_AUTO_TEST_SUITE(policy_changing_hands_over)

using namespace kont;

BOOST_AUTO_TEST_CASE(by_a_microthread_that_runs) {
  scheduler<changing<fifo, lifo>> world;
  std::string log;
  for (char name : {'a', 'b', 'c', 'd'}) {
    world.spawn([&, name] {
      log += name;
      if (name == 'b') world.policy().change();  // c, d and a are ready, in this order
      world.yield();
      log += name;
    });
  }
  BOOST_TEST(world.run().empty());
  BOOST_TEST(log == "abbaddcc");  // from then on the newest: b itself, that has yielded, first
}

BOOST_AUTO_TEST_CASE(and_back_again) {
  changing<fifo, lifo> p;
  decltype(p)::hook t[3];
  p.reserve(3);
  for (auto& each : t) p.put(each, why::created);
  p.change();
  BOOST_TEST((p.take() == &t[2]));
  p.put(t[2], why::yielded);
  p.change();  // in the order of lifo: 2, 1, 0
  for (int expected : {2, 1, 0}) BOOST_TEST((p.take() == &t[expected]));
  BOOST_TEST((p.take() == nullptr));
  p.change();
  BOOST_TEST((p.take() == nullptr));
}

BOOST_AUTO_TEST_CASE(twice_the_same_kind) {  // with other settings, say
  changing<fifo, fifo> p;
  decltype(p)::hook a, b;
  p.reserve(2);
  p.put(a, why::created);
  p.change();
  p.put(b, why::created);
  BOOST_TEST((p.take() == &a));
  BOOST_TEST((p.take() == &b));
}

BOOST_AUTO_TEST_SUITE_END()
