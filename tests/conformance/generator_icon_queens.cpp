// tests/conformance/generator_icon_queens.cpp -- Icon's six queens: a generator of places for one
// queen, and one that consumes it for each column. What is placed is taken back when it goes on.
#include "generators/generator.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/icon_queens.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// genqueen.icn:  suspend placequeen(c) & solvequeen(c + 1)
template <class S> class solver {
 public:
  std::vector<six_queens> all() {
    std::vector<six_queens> found;
    for (six_queens const& solution : solve(0)) found.push_back(solution);
    return found;
  }
  /// Whether no queen is on the board.
  bool is_empty() const { return rows_ == 0 && down_ == 0 && up_ == 0; }

 private:
  // Icon's reversible assignment, x <- y: undone by whoever asks for another result.
  class reversibly {
   public:
    reversibly(unsigned& set, int bit) : set_(set), bit_(1u << bit) { set_ |= bit_; }
    reversibly(reversibly&&) = delete;
    ~reversibly() { set_ &= ~bit_; }

   private:
    unsigned& set_;
    unsigned bit_;
  };
  generator<int, S> place(int column) {
    return generator<int, S>([this, column](auto& yield) {
      for (int row = 0; row < 6; ++row) {
        int const down = row + column, up = 5 + row - column;
        if (rows_ >> row & 1 || down_ >> down & 1 || up_ >> up & 1) continue;
        reversibly const in_row(rows_, row), in_down(down_, down), in_up(up_, up);
        yield(+row);
      }
    });
  }
  generator<six_queens const&, S> solve(int column) {
    return generator<six_queens const&, S>([this, column](auto& yield) {
      if (column == 6) return yield(board_);
      for (int const row : place(column)) {
        board_[static_cast<std::size_t>(column)] = row;
        yield(elements_of(solve(column + 1)));
      }
    });
  }
  unsigned rows_ = 0, down_ = 0, up_ = 0;
  six_queens board_{};
};

struct generator_icon_queens : direct_bodies {
  template <class S> static void check() {
    solver<S> queens;
    auto const found = queens.all();
    BOOST_TEST(written_by_columns(found) == queens_std);
    BOOST_TEST(written_by_rows(found) == genqueen_std);
    BOOST_TEST(queens.is_empty());
  }
};
every_strategy<generator_icon_queens> const generator_icon_queens_here;

}  // namespace
}  // namespace kont::conformance
