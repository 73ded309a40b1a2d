// tests/concurrent/deque_is_one.cpp -- for one thread, a deque: two ends, and room for more.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <deque>
#include <random>
#include <vector>

#include "lib/concurrent/deque.hpp"

BOOST_AUTO_TEST_SUITE(deque_is_one)

using kont::work_deque;

BOOST_AUTO_TEST_CASE(the_newest_the_oldest_and_nothing) {
  int a = 1, b = 2, c = 3;
  work_deque<int> d(1);
  for (int* i : {&a, &b, &c}) d.put(*i);
  BOOST_TEST((d.take_oldest() == &a));
  BOOST_TEST((d.take_newest() == &c));
  auto const s = d.steal();
  BOOST_TEST((s.item == &b && !s.raced));
  BOOST_TEST((d.steal().item == nullptr && !d.steal().raced));
  BOOST_TEST((d.take_newest() == nullptr && d.take_oldest() == nullptr));
}

// Beside std::deque, which does the same for one thread.
BOOST_AUTO_TEST_CASE(it_is_a_deque) {
  std::mt19937 dice(1);
  std::vector<int> items(20'000);
  std::deque<int*> model;
  work_deque<int> d(2);
  auto const front = [&] {
    int* const i = model.empty() ? nullptr : model.front();
    if (i != nullptr) model.pop_front();
    return i;
  };
  for (int& i : items) {
    d.put(i);
    model.push_back(&i);
    auto const what = dice() % 8;
    if (what == 0) BOOST_REQUIRE((d.take_oldest() == front()));
    if (what == 1) BOOST_REQUIRE((d.steal().item == front()));
    if (what == 2) {
      BOOST_REQUIRE((d.take_newest() == model.back()));
      model.pop_back();
    }
    if (what == 3 && dice() % 64 == 0) d.reserve(2 * model.size());
  }
  while (!model.empty()) BOOST_REQUIRE((d.take_oldest() == front()));
  BOOST_TEST((d.take_newest() == nullptr));
}

BOOST_AUTO_TEST_SUITE_END()
