// tests/unit/small_blocks_outlive_their_thread.cpp -- no block is lost with a thread that only
// gave back what others had taken.
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <set>
#include <thread>

#include "lib/small_blocks.hpp"

BOOST_AUTO_TEST_SUITE(small_blocks_outlive_their_thread)

using namespace kont;

BOOST_AUTO_TEST_CASE(blocks_of_a_thread_that_has_ended_are_taken_again) {
#if defined(KONT_ASAN)
  BOOST_TEST_MESSAGE("the sanitizer sees each block come and go");
#else
  constexpr std::size_t size = 496, n = 20'000;  // more than one run of them
  std::set<void*> all;
  while (all.size() < n) all.insert(small_blocks::take(size));
  std::thread([&] {
    for (void* const block : all) small_blocks::give_back(block, size);
  }).join();
  std::size_t again = 0;
  std::set<void*> taken;
  while (taken.size() < n) {
    void* const block = small_blocks::take(size);
    again += all.count(block);
    taken.insert(block);
  }
  BOOST_TEST(again > n - 1'000);  // (some were left of the last run)
  for (void* const block : taken) small_blocks::give_back(block, size);
#endif
}

BOOST_AUTO_TEST_SUITE_END()
