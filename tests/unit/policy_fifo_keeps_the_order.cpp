// tests/unit/policy_fifo_keeps_the_order.cpp -- first in, first out, while the ring turns and
// grows.
#include <boost/test/unit_test.hpp>
#include <deque>
#include <random>
#include <vector>

#include "coroutines/microthreads/policies/fifo.hpp"

BOOST_AUTO_TEST_SUITE(policy_fifo_keeps_the_order)

using kont::fifo;
using kont::why;

BOOST_AUTO_TEST_CASE(nobody_is_ready_at_first) {
  fifo p;
  BOOST_TEST((p.take() == nullptr));
  BOOST_TEST((p.ahead(0) == nullptr));
  p.reserve(1);
  BOOST_TEST((p.take() == nullptr));
}

// Against the obvious: a deque. It grows while it is full and its beginning is in the middle.
BOOST_AUTO_TEST_CASE(it_is_a_queue) {
  std::vector<fifo::hook> all(1'000);
  std::deque<fifo::hook*> expected;
  fifo p;
  std::mt19937 chance(1);
  std::size_t made = 0;
  for (int step = 0; step < 100'000; ++step) {
    bool const grows = made < all.size() && chance() % 50 == 0;
    if (grows || (chance() % 2 == 0 && expected.size() < made)) {
      if (grows) p.reserve(++made);
      auto& t = all[chance() % all.size()];
      expected.push_back(&t);
      if (chance() % 2 == 0) {
        p.put(t, why::yielded);
      } else {
        BOOST_REQUIRE((put_and_take(p, why::yielded, t) == expected.front()));
        expected.pop_front();
      }
    } else if (!expected.empty()) {
      BOOST_REQUIRE((p.take() == expected.front()));
      expected.pop_front();
    } else {
      BOOST_REQUIRE((p.take() == nullptr));
    }
    auto const k = chance() % 20;
    BOOST_REQUIRE((p.ahead(k) == (k < expected.size() ? expected[k] : nullptr)));
  }
  BOOST_TEST(made == all.size());
}

// What fifo does at once would pass by the put() of a policy that is made from it.
BOOST_AUTO_TEST_CASE(one_that_is_derived_from_it_is_asked) {
  struct counts : fifo {
    int puts = 0, takes = 0;
    void put(hook& t, why w) noexcept { ++puts, fifo::put(t, w); }
    hook* take() noexcept { return ++takes, fifo::take(); }
  } p;
  p.reserve(1);
  fifo::hook only;
  BOOST_TEST((put_and_take(p, why::yielded, only) == &only));
  BOOST_TEST(p.puts == 1);
  BOOST_TEST(p.takes == 1);
}

BOOST_AUTO_TEST_SUITE_END()
