// tests/unit/workloads_calls_are_counted.cpp -- the recursive programs make as many calls as their
// lists of evaluations say, and give those values, in whichever way they are written.
#include <boost/test/unit_test.hpp>

#include "papers/workloads/recursion_in_cps.hpp"

BOOST_AUTO_TEST_SUITE(workloads_calls_are_counted)

using namespace kont::workloads;

namespace {

/// As defined, each call counted.
struct counted {
  std::uint64_t calls = 0;

  number fib(number n) { return ++calls, n < 2 ? n : fib(n - 1) + fib(n - 2); }
  number tak(number x, number y, number z) {
    ++calls;
    if (y >= x) return z;
    number const a = tak(x - 1, y, z), b = tak(y - 1, z, x), c = tak(z - 1, x, y);
    return tak(a, b, c);
  }
  number ack(number m, number n) {
    ++calls;
    if (m == 0) return n + 1;
    return ack(m - 1, n == 0 ? 1 : ack(m, n - 1));
  }
  number value(fib_program, evaluation const& e) { return fib(e.x); }
  number value(tak_program, evaluation const& e) { return tak(e.x, e.y, e.z); }
  number value(ack_program, evaluation const& e) { return ack(e.x, e.y); }
};

template <class Program, class InCps> void check() {
  by_rests<InCps, rests_on_heap> on_heap;
  by_rests<InCps, rests_in_array> in_array;
  for (auto const& e : Program::evaluations) {
    BOOST_TEST_CONTEXT(e.x << ' ' << e.y << ' ' << e.z) {
      counted by_definition;
      BOOST_TEST(by_definition.value(Program(), e) == e.value);
      BOOST_TEST(by_definition.calls == e.operations);
      BOOST_TEST(Program::call(e.x, e.y, e.z) == e.value);
      BOOST_TEST(by_linked_frames<Program>::value(e.x, e.y, e.z) == e.value);
      BOOST_TEST(on_heap.value(e.x, e.y, e.z) == e.value);
      BOOST_TEST(in_array.value(e.x, e.y, e.z) == e.value);
    }
  }
  BOOST_TEST(std::end(Program::evaluations)[-1].operations == 1u);  // so any number can be made up
}

}  // namespace

BOOST_AUTO_TEST_CASE(fib) { check<fib_program, fib_in_cps>(); }
BOOST_AUTO_TEST_CASE(tak) { check<tak_program, tak_in_cps>(); }
BOOST_AUTO_TEST_CASE(ack) { check<ack_program, ack_in_cps>(); }

BOOST_AUTO_TEST_SUITE_END()
