// tests/control/cps_by_hand.cpp -- the same programs with their rests as arguments: tak with a
// continuation for each call, escapes, exceptions, a generator, and queens that guess.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "continuations/control/cps.hpp"

namespace kont {
namespace {

BOOST_AUTO_TEST_SUITE(cps_by_hand)

using step = bounce<int>;
using rest = rest_of<int, int>;

// ctak of tests/control/callcc_escapes.cpp: call/cc is that k is used as it is.
step tak(int x, int y, int z, rest const& k) {
  if (y >= x) return later(k, z);
  return later(tak, x - 1, y, z, [=](int a) {
    return step(later(tak, y - 1, z, x, [=](int b) {
      return step(later(tak, z - 1, x, y, [=](int c) { return step(later(tak, a, b, c, k)); }));
    }));
  });
}
BOOST_AUTO_TEST_CASE(tak_18_12_6) {
  BOOST_TEST(tak(18, 12, 6, [](int n) { return step(n); }).land() == 7);
}

// As deep as one likes: what would be frames lies on the heap.
step count(int n, rest const& k) {
  if (n == 0) return later(k, 0);
  return later(count, n - 1, [k](int m) { return step(later(k, m + 1)); });
}
BOOST_AUTO_TEST_CASE(a_deep_recursion_needs_no_stack) {
  BOOST_TEST(count(100'000, [](int n) { return step(n); }).land() == 100'000);
}

// An exception is the other rest.
using both = barrels<int, int, std::string>;
step half(int n, both const& b) {
  if (n % 2 != 0) return later(b.error, "odd: " + std::to_string(n));
  return later(b.ok, n / 2);
}
BOOST_AUTO_TEST_CASE(errors_take_the_other_barrel) {
  std::string said;
  both const end{[](int n) { return step(n); },
                 [&said](std::string e) {
                   said = std::move(e);
                   return step(-1);
                 }};
  auto const then_half = [](int n, both const& b) { return half(n, b); };
  auto const quarter = end.before<int>(then_half);
  BOOST_TEST(half(12, quarter).land() == 3);
  BOOST_TEST(half(6, quarter).land() == -1);
  BOOST_TEST(said == "odd: 3");
  auto const handled = end.otherwise([](std::string const&, both const& b) {
    return step(later(b.ok, 100));  // returns where it was thrown's handler ends
  });
  BOOST_TEST(half(7, handled).land() == 100);
}

// The rests that an error abandons are destroyed, however deep they are.
step fail_below(int n, both const& b) {
  if (n == 0) return later(b.error, "deep");
  return later(fail_below, n - 1,
               b.before<int>([](int m, both const& k) { return later(k.ok, m + 1); }));
}
BOOST_AUTO_TEST_CASE(an_error_abandons_a_deep_recursion) {
  both const end{[](int n) { return step(n); }, [](std::string const&) { return step(-1); }};
  BOOST_TEST(fail_below(500'000, end).land() == -1);
}

// A guess that was wrong is the other rest, too: ok is told a column and where to go if it will not
// do. (Success and failure continuations: Sussman & Steele, Scheme, 1975.)
struct board {
  std::vector<int> at;
  bool takes(int column) const {
    for (int i = 0, n = static_cast<int>(at.size()); i < n; ++i) {
      int const other = at[static_cast<std::size_t>(i)];
      if (other == column || other - column == n - i || column - other == n - i) return false;
    }
    return true;
  }
};
using fail = shared_function<step()>;
using found = shared_function<step(board, fail)>;
step queens(board b, int size, int column, found const& ok, fail const& no) {
  if (static_cast<int>(b.at.size()) == size) return ok(b, no);
  if (column == size) return step(no);
  fail const next = [=] { return step(later(queens, b, size, column + 1, ok, no)); };
  if (!b.takes(column)) return next();
  board more = b;
  more.at.push_back(column);
  return later(queens, more, size, 0, ok, next);
}
BOOST_AUTO_TEST_CASE(eight_queens) {
  int n = 0;
  auto const count_it = [&n](board const&, fail const& more) {
    ++n;
    return step(more);
  };
  BOOST_TEST(queens({}, 8, 0, count_it, [&n] { return step(n); }).land() == 92);
}

// A generator: ok is told an element, and how to get at the next.
struct leaves {
  static step visit(char const* tree, shared_function<step(int, fail)> const& yield,
                    fail const& end) {
    if (*tree == '\0') return step(end);
    fail const on = [=] { return step(later(visit, tree + 1, yield, end)); };
    if (*tree < '0' || *tree > '9') return on();
    return yield(*tree - '0', on);
  }
};
BOOST_AUTO_TEST_CASE(a_generator_passes_its_rest_on) {
  std::string all;
  auto const collect = [&all](int leaf, fail const& next) {
    all += static_cast<char>('0' + leaf);
    return leaf == 4 ? step(0) : step(next);
  };
  BOOST_TEST(leaves::visit("((1 2) (3 (4 5)))", collect, [] { return step(1); }).land() == 0);
  BOOST_TEST(all == "1234");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont
