// tests/concurrent/crew_waits_end_once.cpp -- of who takes a waiter from its queue and who calls it
// off, one ends its wait, and one always does: the protocol of crew_thread.hpp, explored.
#include "lib/concurrent/parking.hpp"
#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(crew_waits_end_once)

namespace {

using namespace kont;
using namespace kont::explore;
using enum std::memory_order;

struct protocol {
  bool claims = true;                // who took it from the queue claims its wait
  bool looks_again = true;           // who waits looks for an exception after it can be called off
  bool opens_by_exchange = true;     // not by a store
  std::memory_order open = acq_rel;  // its wait can be claimed
};

// 1 waits, 2 would answer it, 3 throws into it. As in crew_worker::begin_to_wait, crew::raise and
// wait_queue::pop; that the queue is under a lock is an exchange here.
template <protocol P = {}> struct one_wait {
  static constexpr std::size_t threads = 3;
  parking<atom> place;
  plain<typename parking<atom>::ticket> sleep;
  atom<bool> open{false}, disturbed{false}, queued{false};
  plain<int> context, value;
  explore::bell made_ready;
  int answers = 0, calls_off = 0;

  void thread(std::size_t i) {
    if (i == 1) {
      wait();
    } else if (i == 2) {
      if (!queued.exchange(false, acq_rel)) return;
      if (P.claims && !open.exchange(false, acq_rel)) return;
      value = 7;
      ++answers;
      wake();
    } else {
      disturbed.store(true, relaxed);
      call_off();
    }
  }
  void wait() {
    sleep = place.prepare();
    if (P.opens_by_exchange) {
      open.exchange(true, P.open);
    } else {
      open.store(true, release);
    }
    queued.store(true, release);
    if (P.looks_again && disturbed.load(relaxed)) call_off();
    context = 1;
    if (place.settle(sleep)) made_ready.wait();
    context = 0;
    if (answers != 0) require(value == 7, "what it waited for has come");
  }
  void call_off() {
    if (!open.exchange(false, acq_rel)) return;
    ++calls_off;
    queued.exchange(false, acq_rel);
    wake();
  }
  void wake() {
    if (place.wake(sleep) != woke::ready) return;
    require(context == 1, "what is made ready has been saved");
    made_ready.ring();
  }
  void after() { require(answers + calls_off == 1, "its wait has ended once"); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(once) { is_right<one_wait<>>(4, 1'000'000); }
BOOST_AUTO_TEST_CASE(without_a_claim) { is_found<one_wait<{.claims = false}>>("ended once"); }
BOOST_AUTO_TEST_CASE(without_a_second_look) {
  is_found<one_wait<{.looks_again = false}>>("deadlock");
}
BOOST_AUTO_TEST_CASE(opened_by_a_store) {
  is_found<one_wait<{.opens_by_exchange = false}>>("deadlock");
}
BOOST_AUTO_TEST_CASE(opened_without_acquire) { is_found<one_wait<{.open = release}>>("deadlock"); }
BOOST_AUTO_TEST_CASE(opened_without_release) { is_found<one_wait<{.open = acquire}>>("data race"); }

BOOST_AUTO_TEST_SUITE_END()
