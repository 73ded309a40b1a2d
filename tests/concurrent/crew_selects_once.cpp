// tests/concurrent/crew_selects_once.cpp -- of two who answer one select, one does, and the other
// keeps what it brings for the next: the protocol of select.hpp on a crew, explored.
#include <array>

#include "lib/concurrent/parking.hpp"
#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(crew_selects_once)

namespace {

using namespace kont;
using namespace kont::explore;
using enum std::memory_order;

struct protocol {
  bool looks_under_all = true;  // who selects holds all locks from the first look to the last queue
  bool claims = true;           // who took it from a queue claims its wait
  bool leaves = true;           // its other tickets are taken out before it goes on
  bool leaves_locked = true;    // and under the locks of their queues
};

// What one waits for: a place for a value, or for the ticket of who wants it.
struct object {
  explore::bell lock{true};
  plain<int> values{0};
  plain<bool> queued{false};
};

// 1 selects twice, of both objects; 2 and 3 bring something to one each. As in selection, and in
// wait_queue::pop, which unlinks the ticket it cannot claim.
template <protocol P = {}> struct two_selects {
  static constexpr std::size_t threads = 3;
  std::array<object, 2> objects;
  std::array<plain<int>, 2> tickets;  // in the frame of who selects
  parking<atom> place;
  plain<typename parking<atom>::ticket> sleep;
  atom<bool> open{false};
  plain<std::size_t> chosen;
  plain<int> context;
  explore::bell made_ready;
  std::array<int, 2> got{};

  void thread(std::size_t i) {
    if (i != 1) return bring(i - 2);
    for (int n = 0; n < 2; ++n) ++got[select()];
  }
  std::size_t select() {
    for (std::size_t i : {0u, 1u}) {
      if (P.looks_under_all) objects[i].lock.wait();
    }
    std::size_t const at_once = look();
    if (at_once == 2) begin_to_wait();
    for (auto& o : objects) {
      if (P.looks_under_all) o.lock.ring();
    }
    if (at_once != 2) return at_once;
    context = 1;
    if (place.settle(sleep)) made_ready.wait();
    context = 0;
    std::size_t const which = chosen;
    if (P.leaves) leave(1 - which);
    for (auto& t : tickets) t = 0;  // other things lie there from now on
    return which;
  }
  std::size_t look() {
    for (std::size_t i : {0u, 1u}) {
      if (!P.looks_under_all) objects[i].lock.wait();
      bool const there = objects[i].values != 0;
      if (there) objects[i].values = objects[i].values - 1;
      if (!P.looks_under_all) objects[i].lock.ring();
      if (there) return i;
    }
    return 2;
  }
  void begin_to_wait() {
    sleep = place.prepare();
    if (!P.looks_under_all) open.exchange(true, acq_rel);
    for (std::size_t i : {0u, 1u}) {
      if (!P.looks_under_all) objects[i].lock.wait();
      tickets[i] = 1;
      objects[i].queued = true;
      if (!P.looks_under_all) objects[i].lock.ring();
    }
    if (P.looks_under_all) open.exchange(true, acq_rel);
  }
  void leave(std::size_t other) {
    if (P.leaves_locked) objects[other].lock.wait();
    objects[other].queued = false;
    if (P.leaves_locked) objects[other].lock.ring();
  }
  void bring(std::size_t i) {
    object& o = objects[i];
    o.lock.wait();
    bool given = false;
    if (o.queued) {
      o.queued = false;
      tickets[i] = 0;
      given = !P.claims || open.exchange(false, acq_rel);
    }
    if (!given) o.values = o.values + 1;
    if (given) {
      chosen = i;
      wake();
    }
    o.lock.ring();
  }
  void wake() {
    if (place.wake(sleep) != woke::ready) return;
    require(context == 1, "what is made ready has been saved");
    made_ready.ring();
  }
  void after() { require(got[0] == 1 && got[1] == 1, "each has come once"); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(each_once) { is_right<two_selects<>>(4, 1'000'000); }
BOOST_AUTO_TEST_CASE(locked_one_by_one) {
  is_found<two_selects<{.looks_under_all = false}>>("deadlock");
}
BOOST_AUTO_TEST_CASE(without_a_claim) { is_found<two_selects<{.claims = false}>>("data race"); }
BOOST_AUTO_TEST_CASE(without_leaving) { is_found<two_selects<{.leaves = false}>>("data race"); }
BOOST_AUTO_TEST_CASE(leaving_unlocked) {
  is_found<two_selects<{.leaves_locked = false}>>("data race");
}

BOOST_AUTO_TEST_SUITE_END()
