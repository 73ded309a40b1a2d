// tests/unit/sleepers_wake_in_order.cpp -- the earliest first, of one instant who came first.
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <deque>
#include <map>
#include <random>
#include <utility>

#include "coroutines/microthreads/sleepers.hpp"

BOOST_AUTO_TEST_SUITE(sleepers_wake_in_order)

using namespace kont;

namespace {

struct record {
  waiting* waits = nullptr;
  asleep nap{false};
};

// The same, kept sorted; each has slept at most once at a time.
class both {
 public:
  bool empty() const { return right_.empty(); }
  void sleep(record& r, instant until) {
    r.waits = &r.nap;
    sleepers_.push(r, r.nap, until);
    right_.emplace(std::pair(until, r.nap.nap), &r);
  }
  void wake_first() {
    auto const first = right_.begin();
    BOOST_REQUIRE(!sleepers_.empty());
    BOOST_REQUIRE((sleepers_.earliest() == first->first.first));
    record& r = sleepers_.pop();
    BOOST_REQUIRE(&r == first->second);
    r.waits = nullptr;
    right_.erase(first);
    BOOST_REQUIRE(sleepers_.empty() == right_.empty());
  }
  void call_off(std::size_t which) {
    auto const it = std::next(right_.begin(), static_cast<std::ptrdiff_t>(which % right_.size()));
    it->second->waits = nullptr;
    sleepers_.forget();
    right_.erase(it);
  }

 private:
  sleepers<record> sleepers_;
  std::map<std::pair<instant, std::uint64_t>, record*> right_;
};

// Of 100 actions, so many: a nap as long as all others, one of any length, an early end.
void live(unsigned equal, unsigned any, unsigned early, unsigned seed) {
  std::mt19937 dice(seed);
  both all;
  std::deque<record> records;
  std::uint64_t now = 0;
  auto const at = [](std::uint64_t t) { return instant(std::chrono::nanoseconds(t)); };
  for (int i = 0; i < 20'000; ++i) {
    now += dice() % 2;
    auto const roll = dice() % 100;
    if (roll < equal) {
      all.sleep(records.emplace_back(), at(now + 50));
    } else if (roll < equal + any) {
      all.sleep(records.emplace_back(), at(now + dice() % 300));
    } else if (all.empty()) {
      continue;
    } else if (roll < equal + any + early) {
      all.call_off(dice());
    } else {
      all.wake_first();
    }
  }
  while (!all.empty()) all.wake_first();
}

}  // namespace

BOOST_AUTO_TEST_CASE(equal_naps_wake_in_the_order_they_came) { live(50, 0, 0, 1); }
BOOST_AUTO_TEST_CASE(naps_of_any_length_wake_in_order) { live(0, 50, 0, 2); }
BOOST_AUTO_TEST_CASE(both_together_wake_in_order) { live(30, 30, 5, 3); }
BOOST_AUTO_TEST_CASE(who_is_called_off_is_not_woken) { live(25, 25, 40, 4); }
BOOST_AUTO_TEST_CASE(all_but_a_few_are_called_off) { live(30, 20, 49, 5); }
// Thousands at once: more than stay in a heap.
BOOST_AUTO_TEST_CASE(a_crowd_wakes_in_order) { live(0, 80, 0, 6); }
BOOST_AUTO_TEST_CASE(a_crowd_of_both_wakes_in_order) { live(40, 30, 10, 7); }
BOOST_AUTO_TEST_CASE(a_crowd_that_is_called_off_is_not_woken) { live(5, 60, 30, 8); }
BOOST_AUTO_TEST_CASE(all_wake_at_one_instant) {
  both all;
  std::deque<record> records(1'000);
  for (auto& r : records) all.sleep(r, instant(std::chrono::nanoseconds(7)));
  while (!all.empty()) all.wake_first();
}

BOOST_AUTO_TEST_SUITE_END()
