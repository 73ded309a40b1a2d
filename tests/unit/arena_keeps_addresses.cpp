// tests/unit/arena_keeps_addresses.cpp -- objects stay where they were made, densely, and each is
// destroyed once.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <set>
#include <stdexcept>
#include <vector>

#include "lib/arena.hpp"

BOOST_AUTO_TEST_SUITE(arena_keeps_addresses)

using kont::arena;

namespace {

struct counted {
  int& alive;
  int number;
  counted(int& counter, int n) : alive(counter), number(n) {
    if (n < 0) throw std::runtime_error("negative");
    ++alive;
  }
  counted(counted&&) = delete;
  ~counted() { --alive; }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_thousand_live_where_they_were_made) {
  int alive = 0;
  {
    arena<counted> all;
    std::vector<counted*> made;
    for (int i = 0; i < 1'000; ++i) made.push_back(&all.make(alive, i));
    BOOST_TEST(alive == 1'000);
    for (int i = 0; i < 1'000; ++i) BOOST_REQUIRE(made[static_cast<std::size_t>(i)]->number == i);
    BOOST_TEST(std::set<counted*>(made.begin(), made.end()).size() == 1'000u);
    auto const first = reinterpret_cast<std::uintptr_t>(made[0]);
    auto const second = reinterpret_cast<std::uintptr_t>(made[1]);
    BOOST_TEST(second - first == 64u);  // neighbours in memory, a line of the cache each
  }
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE(the_one_destroyed_last_is_made_again_first) {
  int alive = 0;
  arena<counted> all;
  auto& a = all.make(alive, 1);
  auto& b = all.make(alive, 2);
  all.destroy(a);
  all.destroy(b);
  BOOST_TEST(alive == 0);
  BOOST_TEST(&all.make(alive, 3) == &b);
  BOOST_TEST(&all.make(alive, 4) == &a);
}

BOOST_AUTO_TEST_CASE(the_one_set_aside_last_is_used_again_first_and_as_it_was) {
  int alive = 0;
  {
    arena<counted> all;
    BOOST_TEST(!all.again());
    auto& a = all.make(alive, 1);
    auto& b = all.make(alive, 2);
    all.set_aside(a);
    all.set_aside(b);
    BOOST_TEST(alive == 2);
    int seen = 0;
    all.for_each([&](counted& c) { seen += c.number; });
    BOOST_TEST(seen == 3);  // they live
    auto& c = all.make(alive, 4);
    BOOST_TEST((&c != &a && &c != &b));
    BOOST_TEST(all.again() == &b);
    BOOST_TEST(b.number == 2);
    all.destroy(b);
    BOOST_TEST(all.again() == &a);
    BOOST_TEST(!all.again());
    all.set_aside(a);
    BOOST_TEST(alive == 2);
  }
  BOOST_TEST(alive == 0);  // one set aside is destroyed once, too
}

BOOST_AUTO_TEST_CASE(for_each_sees_those_who_live) {
  int alive = 0;
  arena<counted> all;
  std::vector<counted*> made;
  for (int i = 0; i < 600; ++i) made.push_back(&all.make(alive, i));
  for (std::size_t i = 0; i < 600; i += 2) all.destroy(*made[i]);
  int seen = 0;
  all.for_each([&](counted& c) {
    BOOST_REQUIRE(c.number % 2 == 1);
    ++seen;
    all.destroy(c);  // it may destroy what it sees
  });
  BOOST_TEST(seen == 300);
  BOOST_TEST(alive == 0);
}

BOOST_AUTO_TEST_CASE(a_constructor_that_throws_leaves_nothing) {
  int alive = 0;
  arena<counted> all;
  auto& a = all.make(alive, 1);
  BOOST_CHECK_THROW(all.make(alive, -1), std::runtime_error);
  auto& b = all.make(alive, 2);
  BOOST_TEST(&a != &b);
  int seen = 0;
  all.for_each([&](counted&) { ++seen; });
  BOOST_TEST(seen == 2);
}

BOOST_AUTO_TEST_CASE(the_strictly_aligned_are_aligned) {
  struct alignas(64) line {
    char bytes[64];
  };
  arena<line> all;
  for (int i = 0; i < 300; ++i) {
    BOOST_REQUIRE(reinterpret_cast<std::uintptr_t>(&all.make()) % 64 == 0u);
  }
}

BOOST_AUTO_TEST_SUITE_END()
