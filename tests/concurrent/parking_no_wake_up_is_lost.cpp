// tests/concurrent/parking_no_wake_up_is_lost.cpp -- a waker may come before the context is saved,
// and several may come: the sleeper is made ready once. Weaker orders are found.
#include "lib/concurrent/parking.hpp"
#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(parking_no_wake_up_is_lost)

namespace {

using namespace kont;
using namespace kont::explore;
using enum std::memory_order;

// What a scheduler does around a parking: `context` is what it saves, `made_ready` its queue.
template <parking_orders O> struct sleeper {
  using ticket = typename parking<atom, O>::ticket;
  parking<atom, O> place;
  plain<int> context;
  explore::bell made_ready;

  void sleep(ticket t) {
    context = 1;
    if (place.settle(t)) made_ready.wait();
    context = 0;  // it runs again
  }
  bool wake(ticket t) {
    woke const how = place.wake(t);
    if (how == woke::ready) {
      require(context == 1, "what is made ready has been saved");
      made_ready.ring();
    }
    return how != woke::late;
  }
};

// One sleeps; another brings a message and wakes it.
template <parking_orders O = {}> struct one_waker : sleeper<O> {
  static constexpr std::size_t threads = 2;
  typename sleeper<O>::ticket given;
  explore::bell told;
  plain<int> message;

  void thread(std::size_t i) {
    if (i == 1) {
      given = this->place.prepare();
      told.ring();
      this->sleep(given);
      require(message == 7, "the waker's message has come");
    } else {
      told.wait();
      message = 7;
      require(this->wake(given), "nobody else has woken it");
    }
  }
};

// Two would end its first sleep, one of them also its second: who is late must not do that.
template <parking_orders O = {}> struct two_wakers : sleeper<O> {
  static constexpr std::size_t threads = 3;
  typename sleeper<O>::ticket first, second;
  explore::bell told[4], again;
  bool won[4] = {};

  void thread(std::size_t i) {
    if (i == 1) {
      first = this->place.prepare();
      told[2].ring();
      told[3].ring();
      this->sleep(first);
      second = this->place.prepare();
      again.ring();
      this->sleep(second);
      return;
    }
    told[i].wait();
    won[i] = this->wake(first);
    if (i == 3) return;
    again.wait();
    require(this->wake(second), "nobody else has ended its second sleep");
  }
  void after() { require(won[2] != won[3], "one has ended its first sleep"); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(one_wakes) { is_right<one_waker<>>(6, 1'000'000); }
BOOST_AUTO_TEST_CASE(one_of_two_wakes) { is_right<two_wakers<>>(4, 1'000'000); }
BOOST_AUTO_TEST_CASE(settled_by_a_store) {
  is_found<one_waker<{.settle_by_exchange = false}>>("deadlock; thread 1 waits for a bell");
}
BOOST_AUTO_TEST_CASE(settle_without_release) {
  is_found<one_waker<{.settle = relaxed}>>("data race");
}
BOOST_AUTO_TEST_CASE(settle_without_acquire) {
  is_found<one_waker<{.woken = relaxed}>>("data race");
}
BOOST_AUTO_TEST_CASE(wake_without_release) { is_found<one_waker<{.wake = acquire}>>("data race"); }
BOOST_AUTO_TEST_CASE(wake_without_acquire) { is_found<one_waker<{.wake = release}>>("data race"); }

BOOST_AUTO_TEST_SUITE_END()
