// tests/unit/workloads_chameneos.cpp -- creatures meet as often as they should, in the same order
// whatever they live as; and those who live by a handler wait in MVars.
#include <boost/test/unit_test.hpp>

#include "papers/workloads/chameneos_by_handlers.hpp"
#include "papers/workloads/chameneos_by_microthreads.hpp"
#include "papers/workloads/chameneos_by_monad.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

BOOST_AUTO_TEST_SUITE(workloads_chameneos)

using namespace kont;
using namespace kont::workloads;

namespace {

using enum colour;

template <class Threads> void check(char const* as) {
  BOOST_TEST_CONTEXT(as) {
    chameneos<Threads> game;
    for (number const meetings : {0u, 1u, 2u, 7u, 60u, 600u, 1'001u}) {
      auto const did = game.run(meetings);
      BOOST_TEST(did.ops == meetings);
      BOOST_TEST(did.checksum == chameneos_in_turn(meetings));
    }
  }
}

}  // namespace

// As the benchmark prints them.
BOOST_AUTO_TEST_CASE(colours_change_as_the_rules_say) {
  colour const all[3][3]{{blue, yellow, red}, {yellow, red, blue}, {red, blue, yellow}};
  for (colour const a : three)
    for (colour const b : three)
      BOOST_TEST((complement(a, b) == all[static_cast<int>(a)][static_cast<int>(b)]));
}

BOOST_AUTO_TEST_CASE(who_is_alone_waits_and_who_comes_changes_both) {
  creature one{blue}, other{red};
  auto const waits = visit<creature>({2, nullptr}, one);
  BOOST_TEST((waits.left == 2 && waits.first == &one));
  auto const free = visit(waits, other);
  BOOST_TEST((free.left == 1 && free.first == nullptr));
  BOOST_TEST((one.is == yellow && other.is == yellow));
  auto const over = visit<creature>({0, nullptr}, one);
  BOOST_TEST((over.left == 0 && over.first == nullptr));
}

BOOST_AUTO_TEST_CASE(each_game_has_half_of_the_meetings) {
  number games = 0;
  both_games(7, [&](auto colours, number meetings, auto) {
    BOOST_TEST(meetings == (colours.size() == 3 ? 4u : 3u));
    ++games;
  });
  BOOST_TEST(games == 2u);
}

// Of three: blue and red meet, both are yellow; as all are then, they stay so. Of ten: the first
// two the same; then yellow meets yellow, then red, and both are blue.
BOOST_AUTO_TEST_CASE(four_meetings_of_three_and_three_of_ten) {
  number of_three = 0;
  for (number const c : std::initializer_list<number>{3, 3, 2})
    of_three = ((of_three * 31 + c) * 31 + 0) * 31 + 2;
  number all = of_three;
  number const meetings[] = {1, 2, 2, 1, 0, 0, 0, 0, 0, 0};
  colour const end[] = {yellow, yellow, blue, blue, yellow, blue, red, yellow, red, blue};
  for (int i = 0; i < 10; ++i)
    all = ((all * 31 + meetings[i]) * 31 + 0) * 31 + static_cast<number>(end[i]);
  BOOST_TEST(chameneos_in_turn(7) == all);
}

BOOST_AUTO_TEST_CASE(microthreads_play_it) {
  check<microthread_guests<world<stack>>>("stack");
  check<microthread_guests<hub_world<stack>>>("stack, hub");
  check<microthread_guests<world<copy>>>("copy");
  check<microthread_guests<world<ucontext>>>("ucontext");
#if KONT_HAVE_BOOST_CONTEXT
  check<microthread_guests<world<context>>>("context");
#endif
  check<microthread_guests<world<frame>>>("frame");
  check<microthread_guests<world<closure>>>("closure");
}

BOOST_AUTO_TEST_CASE(threads_of_a_handler_play_it) {
  check<handled_guests<stack>>("holder");
  check<handled_guests<stack, owner::region>>("region");
}

BOOST_AUTO_TEST_CASE(threads_of_a_monad_play_it) { check<monadic_guests>("monad"); }

// Nobody takes: the second put waits, until there is room. Then the one who takes waits.
BOOST_AUTO_TEST_CASE(threads_of_a_handler_wait_for_room_and_for_values) {
  handled_threads<stack> all;
  handled_threads<stack>::mvar<number> line(all);
  std::vector<number> log;
  all.spawn([&] {
    for (number v = 0; v < 3; ++v) {
      line.put(v);
      log.push_back(v);
    }
  });
  all.run();
  BOOST_TEST(log == std::vector<number>{0}, boost::test_tools::per_element());
  all.spawn([&] {
    for (int i = 0; i < 3; ++i) log.push_back(100 + line.take());
  });
  all.run();
  std::vector<number> const then{0, 100, 101, 1, 2, 102};
  BOOST_TEST(log == then, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
