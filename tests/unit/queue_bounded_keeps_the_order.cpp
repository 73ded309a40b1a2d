// tests/unit/queue_bounded_keeps_the_order.cpp -- the buffer of a channel: first in, first out,
// round and round; and no more is allowed beforehand than there is room for, or there are.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <deque>
#include <limits>
#include <memory>
#include <new>
#include <random>
#include <utility>

#include "coroutines/microthreads/bounded_queue.hpp"

BOOST_AUTO_TEST_SUITE(queue_bounded_keeps_the_order)

using kont::bounded_queue;

namespace {

using value = std::unique_ptr<int>;  // what is lost or taken twice, sanitizers tell

// The queue beside std::deque.
struct both {
  explicit both(std::size_t capacity) : queue(capacity) {}

  void push(int v) {
    queue.push(std::make_unique<int>(v));
    expected.push_back(v);
  }
  void pop() {
    BOOST_REQUIRE(*queue.pop() == expected.front());
    expected.pop_front();
  }
  void push_allowed(int v) {
    BOOST_REQUIRE(expected.size() < queue.capacity());
    queue.push_allowed(std::make_unique<int>(v));
    expected.push_back(v);
  }
  void pop_allowed() {
    BOOST_REQUIRE(!expected.empty());
    BOOST_REQUIRE(*queue.pop_allowed() == expected.front());
    expected.pop_front();
  }
  // What its owner may do next; see channel_ends.
  void step(unsigned choice, int v) {
    switch (choice) {
      case 0:
        return expected.size() < queue.capacity() ? push(v) : pop();
      case 1:
        return expected.empty() ? push(v) : pop();
      case 2:
        return queue.allow_pushes();
      case 3:
        return queue.allow_pops();
      case 4:
        while (queue.may_push()) push_allowed(v);
        return;
      case 5:
        while (queue.may_pop()) pop_allowed();
        return;
      case 6:
        return queue.may_push() ? push_allowed(v) : queue.forbid_pushes();
      default:
        return queue.may_pop() ? pop_allowed() : queue.forbid_pops();
    }
  }
  void agree() const {
    BOOST_REQUIRE(queue.size() == expected.size());
    BOOST_REQUIRE(queue.empty() == expected.empty());
    BOOST_REQUIRE(queue.full() == (expected.size() == queue.capacity()));
  }

  bounded_queue<value> queue;
  std::deque<int> expected;
};

}  // namespace

BOOST_AUTO_TEST_CASE(every_run_of_five_steps_at_every_place) {
  constexpr unsigned runs = 8 * 8 * 8 * 8 * 8;
  for (std::size_t const capacity : {1u, 2u, 3u}) {
    for (std::size_t at = 0; at <= capacity; ++at) {
      for (unsigned run = 0; run < runs; ++run) {
        both it(capacity);
        for (std::size_t i = 0; i < at; ++i) it.push(0), it.pop();  // it begins there
        for (unsigned left = run, v = 1; v <= 5; left /= 8, ++v) {
          it.step(left % 8, static_cast<int>(v));
          it.agree();
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_long_walk) {
  std::minstd_rand dice(1);
  for (std::size_t const capacity : {1u, 2u, 3u, 4u, 5u}) {
    both it(capacity);
    for (int v = 0; v < 20'000; ++v) {
      it.step(static_cast<unsigned>(dice() % 8), v);
      it.agree();
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_allowed_is_all_up_to_the_last_place) {
  both it(4);
  it.queue.allow_pushes();
  for (int i = 0; i < 4; ++i) it.push_allowed(i);
  BOOST_TEST(!it.queue.may_push());
  it.queue.allow_pops();
  for (int i = 0; i < 3; ++i) it.pop_allowed();
  it.queue.allow_pushes();
  it.push_allowed(4);  // into the last of five places
  BOOST_TEST(!it.queue.may_push());
  it.queue.allow_pushes();  // from the first on
  for (int i = 5; i < 7; ++i) it.push_allowed(i);
  BOOST_TEST(!it.queue.may_push());
  it.agree();
}

BOOST_AUTO_TEST_CASE(what_is_empty_begins_at_the_first_place) {
  both it(4);
  for (int round = 0; round < 7; ++round) {
    it.queue.allow_pushes();
    for (int i = 0; i < 4; ++i) it.push_allowed(i);
    BOOST_TEST(!it.queue.may_push());
    it.queue.allow_pops();
    for (int i = 0; i < 4; ++i) it.pop_allowed();
    BOOST_TEST(!it.queue.may_pop());
    it.agree();
  }
}

BOOST_AUTO_TEST_CASE(none_is_allowed_that_nobody_allowed) {
  both it(2);
  BOOST_TEST(!it.queue.may_push());
  it.push(1);
  BOOST_TEST(!it.queue.may_pop());
  it.queue.allow_pushes();
  it.queue.allow_pops();
  it.queue.forbid_pushes();
  it.queue.forbid_pops();
  BOOST_TEST(!it.queue.may_push());
  BOOST_TEST(!it.queue.may_pop());
}

BOOST_AUTO_TEST_CASE(of_capacity_0_it_is_both_empty_and_full) {
  both it(0);
  it.queue.allow_pushes();
  it.queue.allow_pops();
  BOOST_TEST(!it.queue.may_push());
  BOOST_TEST(!it.queue.may_pop());
  BOOST_TEST(it.queue.empty());
  BOOST_TEST(it.queue.full());
}

BOOST_AUTO_TEST_CASE(more_than_there_is_memory_for_is_refused) {
  constexpr auto most = std::numeric_limits<std::size_t>::max();
  BOOST_CHECK_THROW(bounded_queue<char>{most}, std::bad_alloc);
  BOOST_CHECK_THROW(bounded_queue<std::uint64_t>{most / 8}, std::bad_alloc);
}

BOOST_AUTO_TEST_SUITE_END()
