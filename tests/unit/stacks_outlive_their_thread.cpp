// tests/unit/stacks_outlive_their_thread.cpp -- no stack is lost with the thread that held it.
#include <boost/test/unit_test.hpp>
#include <set>
#include <thread>
#include <vector>

#include "lib/stacks/stack.hpp"

BOOST_AUTO_TEST_SUITE(stacks_outlive_their_thread)

using namespace kont::stacks;

namespace {

std::vector<head*> take(unsigned kind, std::size_t n) {
  std::vector<head*> taken;
  for (std::size_t i = 0; i < n; ++i) taken.push_back(acquire(kind));
  return taken;
}
void give(std::vector<head*> const& taken) {
  for (auto* s : taken) release(s);
}

}  // namespace

BOOST_AUTO_TEST_CASE(free_stacks_go_to_the_next_thread_when_theirs_ends) {
  auto const kind = kind_of({.size = 16 * 1024});
  std::vector<head*> first, second;
  std::thread([&] { give(first = take(kind, 20)); }).join();
  auto const before = count().handed_out;
  std::thread([&] { give(second = take(kind, 20)); }).join();
  BOOST_TEST(count().handed_out == before);
  BOOST_TEST((std::set(first.begin(), first.end()) == std::set(second.begin(), second.end())));
}

BOOST_AUTO_TEST_CASE(a_thousand_threads_one_after_another_share_the_same_stacks) {
  auto const kind = kind_of({.size = 32 * 1024});
  std::thread([&] { give(take(kind, 4)); }).join();
  auto const before = count().handed_out;
  for (int i = 0; i < 1000; ++i) std::thread([&] { give(take(kind, 4)); }).join();
  BOOST_TEST(count().handed_out == before);
}

BOOST_AUTO_TEST_CASE(a_thread_that_only_gives_back_loses_none) {
  auto const kind = kind_of({.size = 64 * 1024});
  give(take(kind, 50));
  auto const before = count().handed_out;
  for (int i = 0; i < 20; ++i) {
    auto const taken = take(kind, 50);
    std::thread([&] { give(taken); }).join();
  }
  BOOST_TEST(count().handed_out <= before + 50);
}

// What a thread_local object holds is given back after those that were made later have gone.
BOOST_AUTO_TEST_CASE(a_thread_that_gives_back_at_its_very_end_loses_none) {
  struct holder {
    head* stack = nullptr;
    ~holder() {
      if (stack != nullptr) release(stack);
    }
  };
  auto const kind = kind_of({.size = 512 * 1024});
  auto const before = count().handed_out;
  for (int i = 0; i < 20; ++i) {
    std::thread([&] {
      thread_local holder held;
      (void)held.stack;  // made before anything is taken
      held.stack = acquire(kind);
    }).join();
  }
  BOOST_TEST(count().handed_out <= before + 1);
}

BOOST_AUTO_TEST_CASE(stacks_taken_here_and_given_back_there_come_round) {
  auto const kind = kind_of({.size = 128 * 1024});
  auto const before = count().handed_out;
  std::vector<head*> basket;
  std::thread([&] { basket = take(kind, 1); }).join();
  // one thread always takes and another always gives back: what waits there is bounded
  for (int i = 0; i < 20; ++i) {
    std::thread taker([&] { basket = take(kind, 500); });
    taker.join();
    std::thread giver([&] { give(basket); });
    giver.join();
  }
  BOOST_TEST(count().handed_out <= before + 1100);
}

BOOST_AUTO_TEST_SUITE_END()
