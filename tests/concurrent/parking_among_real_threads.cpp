// tests/concurrent/parking_among_real_threads.cpp -- one sleeps again and again and two would wake
// it: no sleep lasts for ever, and none is ended twice. (ThreadSanitizer looks on.)
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <thread>

#include "lib/concurrent/bell.hpp"
#include "lib/concurrent/parking.hpp"

BOOST_AUTO_TEST_SUITE(parking_among_real_threads)

namespace {

using kont::woke;

struct sleeper {
  static constexpr std::uint64_t sleeps = 50'000;
  using ticket = kont::parking<>::ticket;

  kont::parking<> place;
  std::atomic<ticket> given{};
  std::atomic<std::uint64_t> ended{0};
  std::atomic<int> wrong{0};
  std::uint64_t context = 0;  // not atomic: who wakes reads what was saved
  kont::bell made_ready;

  void sleep() {
    for (std::uint64_t n = 1; n <= sleeps; ++n) {
      ticket const t = place.prepare();
      given.store(t, std::memory_order_release);
      context = n;
      if (place.settle(t)) made_ready.wait();
    }
  }
  void wake() {
    std::uint64_t saved = 0;
    while (ended.load(std::memory_order_relaxed) != sleeps) {
      woke const how = place.wake(given.load(std::memory_order_acquire));
      if (how != woke::late) ended.fetch_add(1, std::memory_order_relaxed);
      if (how == woke::ready) {
        if (context <= saved) wrong.fetch_add(1);
        saved = context;
        made_ready.ring();
      } else {
        std::this_thread::yield();
      }
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(each_sleep_is_ended_once) {
  sleeper s;
  std::thread first([&] { s.wake(); }), second([&] { s.wake(); });
  s.sleep();
  first.join();
  second.join();
  BOOST_TEST(s.wrong.load() == 0);
  BOOST_TEST(s.ended.load() == sleeper::sleeps);
}

BOOST_AUTO_TEST_SUITE_END()
