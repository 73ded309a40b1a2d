// tests/control/effects_icon_queens.cpp -- Icon's six queens: a program that chooses a row for
// each, and goes on from every choice that may be.
#include "tests/conformance/icon_queens.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

// What Icon's expressions do of themselves: `1 to n` has many results, and some have none.
struct goal {
  static constexpr char const* name = "goal";
  struct to : operation<goal, int(int)> {};  // each of 0 .. n - 1
  struct fail : operation<goal, void()> {};
  using operations = operation_list<to, fail>;
};
// (every e), collected
template <class T> auto every() {
  return handler(resumes_often<goal::to>([](auto k, int n) {
                   std::vector<T> all;
                   for (int i = 0; i < n; ++i) all = std::move(all) + k(i);
                   return all;
                 }),
                 aborts<goal::fail>([] { return std::vector<T>(); }),
                 returns([](T x) { return std::vector<T>{x}; }));
}

struct effects_icon_queens : over_many_shots {
  // queens.icn
  template <class S> static six_queens place() {
    six_queens board{};
    for (int column = 0; column < 6; ++column) {
      int const row = perform<goal::to, S>(6);
      for (int before = 0; before < column; ++before) {
        int const other = board[static_cast<std::size_t>(before)];
        int const away = row > other ? row - other : other - row;
        if (away == 0 || away == column - before) perform<goal::fail, S>();
      }
      board[static_cast<std::size_t>(column)] = row;
    }
    return board;
  }
  template <class S> static void check() {
    auto const found = handle<S>(every<six_queens>(), place<S>);
    BOOST_TEST(written_by_columns(found) == queens_std);
    BOOST_TEST(written_by_rows(found) == genqueen_std);
  }
};
every_strategy<effects_icon_queens> const effects_icon_queens_here;

}  // namespace
}  // namespace kont::conformance
