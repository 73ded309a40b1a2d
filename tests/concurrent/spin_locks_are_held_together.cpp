// tests/concurrent/spin_locks_are_held_together.cpp -- several locks are taken in whatever order,
// and who has them has each alone.
#include <boost/test/unit_test.hpp>

#include <array>
#include <atomic>
#include <thread>
#include <vector>

#include "lib/concurrent/spin_lock.hpp"

BOOST_AUTO_TEST_SUITE(spin_locks_are_held_together)

using namespace kont;

BOOST_AUTO_TEST_CASE(none_one_and_the_same_twice) {
  spin_lock a;
  spin_locks<2> none, one;
  none.lock(), none.unlock();
  one.add(a), one.add(a);
  one.lock();
  BOOST_TEST(!a.try_lock());
  one.unlock();
  BOOST_TEST(a.try_lock());
  a.unlock();
}

BOOST_AUTO_TEST_CASE(threads_that_take_them_in_any_order) {
  constexpr int rounds = 50'000;
  // taken one after the other, and none given back, two of these would soon stop each other
  constexpr std::array<std::array<std::size_t, 2>, 4> orders{{{0, 1}, {1, 0}, {1, 2}, {2, 1}}};
  std::array<spin_lock, 3> all;
  std::array<int, 3> count{};
  std::array<std::atomic<int>, 3> inside{};
  std::atomic<bool> alone = true;
  {
    std::vector<std::jthread> threads;
    for (auto const& order : orders) {
      threads.emplace_back([&] {
        spin_locks<2> mine;
        for (std::size_t const n : order) mine.add(all[n]);
        for (int i = 0; i < rounds; ++i) {
          section const here(mine);
          for (std::size_t const n : order) {
            if (++inside[n] != 1) alone = false;
            ++count[n];
          }
          if (i % 64 == 0) std::this_thread::yield();
          for (std::size_t const n : order) --inside[n];
        }
      });
    }
  }
  BOOST_TEST(alone);
  BOOST_TEST(count[0] == 2 * rounds);
  BOOST_TEST(count[1] == 4 * rounds);
  BOOST_TEST(count[2] == 2 * rounds);
}

BOOST_AUTO_TEST_SUITE_END()
