// tests/unit/policy_inheriting_hands_urgency_on.cpp -- the classic inversion does not happen.
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/inheriting.hpp"
#include "coroutines/microthreads/policies/priority.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont {
namespace {

// `low` has the lock that `high` waits for, and `middle` wants nothing but to run.
struct three : inheriting {
  hook high, middle, low;
  three() {
    high.priority = 1;
    middle.priority = 5;
    low.priority = 9;
    put(low, why::created);
    BOOST_TEST(take() == &low);
    put(high, why::created);
    BOOST_TEST(take() == &high);
    waits_for(high, &low);
    put(middle, why::created);
  }
};

BOOST_AUTO_TEST_SUITE(policy_inheriting_hands_urgency_on)

BOOST_AUTO_TEST_CASE(who_holds_the_lock_runs_before_the_middle) {
  three of;
  of.put(of.low, why::yielded);
  BOOST_TEST(of.take() == &of.low);
}

BOOST_AUTO_TEST_CASE(without_inheritance_the_middle_runs) {
  by_priority ready;
  by_priority::hook middle{5}, low{9};
  ready.reserve(2);
  ready.put(low, why::created);
  ready.put(middle, why::created);
  BOOST_TEST(ready.take() == &middle);
}

BOOST_AUTO_TEST_CASE(who_is_ready_already_moves_up) {
  three of;
  of.waits_for(of.high, nullptr);
  of.put(of.low, why::yielded);
  of.waits_for(of.high, &of.low);
  BOOST_TEST(of.take() == &of.low);
  BOOST_TEST(of.take() == &of.middle);
  BOOST_TEST(of.take() == nullptr);
}

BOOST_AUTO_TEST_CASE(what_was_inherited_is_given_back) {
  three of;
  of.put(of.high, why::woken);  // it has the lock, and waits no more
  of.put(of.low, why::yielded);
  BOOST_TEST(of.take() == &of.high);
  BOOST_TEST(of.take() == &of.middle);
  BOOST_TEST(of.take() == &of.low);
}

BOOST_AUTO_TEST_CASE(it_goes_along_a_chain) {
  three of;
  inheriting::hook last;
  last.priority = 10;
  of.put(last, why::created);
  of.waits_for(of.low, &last);  // high waits for low, low for last
  BOOST_TEST(of.take() == &last);
  of.waits_for(of.high, nullptr);
  of.put(last, why::yielded);
  BOOST_TEST(of.take() == &of.middle);
  BOOST_TEST(of.take() == &last);
}

BOOST_AUTO_TEST_CASE(who_comes_preempts_by_what_is_inherited) {
  inheriting ready(true);
  inheriting::hook high, middle, low;
  high.priority = 1, middle.priority = 5, low.priority = 9;
  for (auto* t : {&high, &middle, &low}) ready.put(*t, why::created), (void)ready.take();
  BOOST_TEST(ready.preempts(middle, low));
  ready.waits_for(high, &low);
  BOOST_TEST(!ready.preempts(middle, low));
}

BOOST_AUTO_TEST_CASE(who_ends_is_waited_for_no_more) {
  three of;
  of.ended(of.low);
  of.put(of.high, why::woken);  // does not look at low
  BOOST_TEST(of.take() == &of.high);
}

BOOST_AUTO_TEST_CASE(it_orders_microthreads) {
  scheduler<inheriting> world;
  std::string order;
  for (char name : {'c', 'a', 'b'}) {
    scheduler<inheriting>::attributes a{};
    a.properties.priority = name;
    world.spawn(a, [&order, name] { order += name; });
  }
  BOOST_TEST(world.run().empty());
  BOOST_TEST(order == "abc");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont
