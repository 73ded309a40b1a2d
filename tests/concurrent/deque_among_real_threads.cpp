// tests/concurrent/deque_among_real_threads.cpp -- an owner and two thieves on the machine's own
// memory: each item is taken once. (ThreadSanitizer looks on.)
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <thread>
#include <vector>

#include "lib/concurrent/deque.hpp"

BOOST_AUTO_TEST_SUITE(deque_among_real_threads)

namespace {

struct item {
  std::size_t value = 0;
  std::size_t taken = 0;  // not atomic: who took it twice races with itself
};
constexpr std::size_t items = 1'000'000;

struct crowd {
  std::vector<item> all{items};
  kont::work_deque<item> deque{1};  // it will have to grow
  std::atomic<std::size_t> left{items};
  std::atomic<int> thieves{0};

  void took(item* i) {
    if (i == nullptr) return;
    i->taken += i->value == 7 ? 1 : 100;
    left.fetch_sub(1, std::memory_order_relaxed);
  }
  void thief() {
    thieves.fetch_add(1);
    while (left.load(std::memory_order_relaxed) != 0) {
      auto const s = deque.steal();
      took(s.item);
      if (s.item == nullptr && !s.raced) std::this_thread::yield();
    }
  }
  // Puts in bursts of different lengths, and takes from this end and that.
  void owner() {
    while (thieves.load() != 2) std::this_thread::yield();
    for (std::size_t n = 0; n < items;) {
      for (std::size_t burst = 1 + n % 97; burst-- > 0 && n < items; ++n) {
        all[n].value = 7;
        deque.put(all[n]);
      }
      for (std::size_t burst = n % 31; burst-- > 0;) took(deque.take_newest());
      for (std::size_t burst = n % 17; burst-- > 0;) took(deque.take_oldest());
    }
    while (item* const i = deque.take_newest()) took(i);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(each_item_is_taken_once) {
  crowd c;
  std::thread first([&] { c.thief(); }), second([&] { c.thief(); });
  c.owner();
  first.join();
  second.join();
  std::size_t wrong = 0;
  for (item const& i : c.all) wrong += i.taken != 1;
  BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
