// tests/unit/workloads_monad.cpp -- programs in a concurrency monad give what others give, in any
// length, and wait for each other.
#include <boost/test/unit_test.hpp>
#include <vector>

#include "papers/workloads/calls_by_monad.hpp"

BOOST_AUTO_TEST_SUITE(workloads_monad)

using namespace kont::workloads;
using namespace kont::workloads::monadic;

namespace {

using numbers = std::vector<number>;

template <class Program> void check() {
  for (auto const& s : Program::sizes) {
    number const came = brought_by(Program::start(s.argument));
    BOOST_TEST(came == s.value);
  }
}

program<number> count_down(number from) {
  if (from == 0) return just(from);
  return bind(just(from - 1), [](number next) { return count_down(next); });
}
program<unit> put_all(threads::mvar<number>& to, number next, number end, numbers& log) {
  if (next == end) return just(unit{});
  return bind(to.put(next), [&to, next, end, &log](unit) {
    log.push_back(next);
    return put_all(to, next + 1, end, log);
  });
}
program<unit> take_all(threads::mvar<number>& from, number left, numbers& log) {
  if (left == 0) return just(unit{});
  return bind(from.take(), [&from, left, &log](number v) {
    log.push_back(100 + v);
    return take_all(from, left - 1, log);
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(programs_give_the_known_values) {
  check<monadic::ack_program>();
  check<monadic::fib_program>();
  check<monadic::motzkin_program>();
  check<monadic::sudan_program>();
  check<monadic::tak_program>();
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_binds_need_no_stack) {
  BOOST_TEST(brought_by(count_down(100'000)) == 0u);
}

// Nobody takes: the second put waits. Then each take makes room for the one who waits.
BOOST_AUTO_TEST_CASE(who_puts_waits_for_room_and_who_takes_for_a_value) {
  threads all;
  threads::mvar<number> line(all);
  numbers log;
  all.spawn(put_all(line, 0, 3, log));
  all.run();
  BOOST_TEST(log == numbers{0}, boost::test_tools::per_element());
  all.spawn(take_all(line, 3, log));
  all.run();
  numbers const then{0, 100, 101, 1, 2, 102};
  BOOST_TEST(log == then, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
