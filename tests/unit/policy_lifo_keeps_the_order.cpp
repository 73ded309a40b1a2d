// tests/unit/policy_lifo_keeps_the_order.cpp -- the one put last is taken first.
#include <array>
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/lifo.hpp"

BOOST_AUTO_TEST_SUITE(policy_lifo_keeps_the_order)

using kont::lifo;
using kont::why;

BOOST_AUTO_TEST_CASE(it_is_a_stack) {
  std::array<lifo::hook, 3> t;
  lifo p;
  BOOST_TEST((p.take() == nullptr));
  p.reserve(3);
  p.put(t[0], why::created);
  p.put(t[1], why::created);
  BOOST_TEST((p.take() == &t[1]));
  p.put(t[2], why::woken);
  p.put(t[1], why::yielded);
  BOOST_TEST((p.take() == &t[1]));
  BOOST_TEST((p.take() == &t[2]));
  BOOST_TEST((p.take() == &t[0]));
  BOOST_TEST((p.take() == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
