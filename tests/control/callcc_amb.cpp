// tests/control/callcc_amb.cpp -- McCarthy's amb by call/cc: it guesses, and fails back to the last
// guess.
#include <array>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "continuations/control/callcc.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

// Where to go on when a guess was wrong: a stack of points outside of the program's own. (Haynes:
// Logic continuations, 1987; Abelson & Sussman: SICP, section 4.3.)
template <class S> class guessing {
 public:
  /// All that the program returns, each guess made in every way.
  template <class F> static std::vector<int> all(F program) {
    guessing mine;
    auto* const me = &mine;
    mine.world_.run([=] {
      bool const again = me->world_.template callcc<bool>([=](auto k) {
        me->points_.push_back({[k](int) { k(false); }, 0, 0});
        return true;
      });
      if (!again) return 0;
      me->found_.push_back(program(me));
      me->fail();
    });
    return mine.found_;
  }
  /// One of first .. last.
  int amb(int first, int last) {
    return world_.template callcc<int>([this, first, last](auto k) {
      points_.push_back({[k](int guess) { k(guess); }, first + 1, last});
      return first;
    });
  }
  void require(bool holds) {
    if (!holds) fail();
  }

 private:
  struct point {
    std::function<void(int)> go_on;
    int next, last;
  };
  [[noreturn]] void fail() {
    while (points_.back().next > points_.back().last) points_.pop_back();
    auto& p = points_.back();
    p.go_on(p.next++);
    std::abort();
  }

  callcc_world<int, S> world_;
  std::vector<point> points_;
  std::vector<int> found_;
};

struct callcc_amb : over_many_shots {
  // SICP, section 4.3.2: five people live on five floors.
  template <class S> static void multiple_dwelling() {
    auto const found = guessing<S>::all([](auto* g) {
      int const baker = g->amb(1, 5), cooper = g->amb(1, 5), fletcher = g->amb(1, 5),
                miller = g->amb(1, 5), smith = g->amb(1, 5);
      int const floors = 1 << baker | 1 << cooper | 1 << fletcher | 1 << miller | 1 << smith;
      g->require(floors == 0b111110);
      g->require(baker != 5);
      g->require(cooper != 1);
      g->require(fletcher != 5 && fletcher != 1);
      g->require(miller > cooper);
      g->require(smith - fletcher != 1 && fletcher - smith != 1);
      g->require(fletcher - cooper != 1 && cooper - fletcher != 1);
      return baker * 10000 + cooper * 1000 + fletcher * 100 + miller * 10 + smith;
    });
    BOOST_TEST((found == std::vector<int>{32451}));
  }

  template <class S> static std::size_t queens(int size) {
    auto const boards = guessing<S>::all([size](auto* g) {
      std::array<int, 12> at{};
      for (int row = 0; row < size; ++row) {
        int const column = g->amb(1, size);
        for (int above = 0; above < row; ++above) {
          int const other = at[static_cast<std::size_t>(above)];
          int const away = column > other ? column - other : other - column;
          g->require(away != 0 && away != row - above);
        }
        at[static_cast<std::size_t>(row)] = column;
      }
      return 1;
    });
    return boards.size();
  }

  template <class S> static void check() {
    multiple_dwelling<S>();
    BOOST_TEST(queens<S>(4) == 2U);
    BOOST_TEST(queens<S>(6) == 4U);
    BOOST_TEST(queens<S>(8) == 92U);
    BOOST_TEST(queens<S>(9) == 352U);
  }
};
every_strategy<callcc_amb> const callcc_amb_here;

}  // namespace
}  // namespace kont::conformance
