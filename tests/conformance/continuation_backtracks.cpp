// tests/conformance/continuation_backtracks.cpp -- McCarthy's amb over fork(): eight queens have 92
// solutions, nine 352, ten 724, eleven 2680 and twelve 14200.
#include <array>
#include <vector>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

// The program chooses a column for each queen in turn, as if it always guessed right; where a
// choice cannot be, it ends without an answer. Whoever drives it tries every choice, each on a fork
// of what was left. (McCarthy: A basis for a mathematical theory of computation, 1963.)
struct continuation_backtracks : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() { return cannot_fork<S>(); }

  using board = std::array<int, 12>;  // the column of the queen in each row

  static bool safe(board const& at, int row, int column) {
    for (int above = 0; above < row; ++above) {
      int const there = at[static_cast<std::size_t>(above)];
      if (there == column || there - column == row - above || column - there == row - above) {
        return false;
      }
    }
    return true;
  }

  // The rest of the program once it has been told the column for `row`.
  template <class S> struct place_queen {
    std::vector<board>* found;
    int size;
    board at;
    int row;
    typename S::action operator()(typename S::arrived& other) {
      int const column = static_cast<int>(number(other.word));
      if (!safe(at, row, column)) return finish(other);
      at[static_cast<std::size_t>(row)] = column;
      if (row + 1 < size) return transfer(other, nullptr, place_queen{found, size, at, row + 1});
      found->push_back(at);
      return finish(other);
    }
  };
  template <strategy<dialect::cps> S>
  static typename S::continuation queens(std::vector<board>& found, int size) {
    return S::start(place_queen<S>{&found, size, {}, 0});
  }

  template <strategy<dialect::direct> S>
  static typename S::continuation queens(std::vector<board>& found, int size) {
    return S::start([&found, size](auto& other) {
      board at{};  // in the frame: a fork has its own
      for (int row = 0; row < size; ++row) {
        if (row > 0) transfer(other);
        int const column = static_cast<int>(number(other.word));
        if (!safe(at, row, column)) return;
        at[static_cast<std::size_t>(row)] = column;
      }
      found.push_back(at);
    });
  }

  // Tries every choice; `tried` counts them.
  template <class K> static void search(K choice, int size, int& tried) {
    for (int column = 0; column < size; ++column) {
      auto left = choice.fork().resume(word(column)).from;
      ++tried;
      if (left) search(std::move(left), size, tried);
    }
  }
  template <class S> static std::vector<board> solutions(int size, int tries) {
    std::vector<board> found;
    int tried = 0;
    search(queens<S>(found, size), size, tried);
    BOOST_TEST(tried == tries);
    return found;
  }

  template <class S> static void check() {
    auto const eight = solutions<S>(8, 15'720);  // what a recursive search tries
    BOOST_TEST(eight.size() == 92U);
    BOOST_TEST((eight.front() == board{0, 4, 7, 5, 2, 6, 1, 3}));
    BOOST_TEST((eight.back() == board{7, 3, 0, 2, 5, 1, 6, 4}));
    BOOST_TEST(solutions<S>(9, 72'378).size() == 352U);
#if !defined(KONT_ASAN) && !defined(KONT_TSAN)  // with them, each fork is some 50 us
    BOOST_TEST(solutions<S>(10, 348'150).size() == 724U);
    if constexpr (S::style == dialect::cps) {  // where a fork is a copy of some words
      BOOST_TEST(solutions<S>(11, 1'806'706).size() == 2'680U);
      BOOST_TEST(solutions<S>(12, 10'103'868).size() == 14'200U);
    }
#endif
  }
};
every_strategy<continuation_backtracks> const continuation_backtracks_here;

}  // namespace
}  // namespace kont::conformance
