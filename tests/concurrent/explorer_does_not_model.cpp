// tests/concurrent/explorer_does_not_model.cpp -- what C++20 allows and the explorer never shows,
// for its order of execution is at once modification order and S. So it cannot find all.
#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(explorer_does_not_model)

namespace {

using namespace kont::explore;
using enum std::memory_order;

// Load buffering: both read what the other stores later.
struct load_buffering {
  static constexpr std::size_t threads = 2;
  atom<int> x{0}, y{0};
  int saw[3] = {};

  void thread(std::size_t i) {
    saw[i] = (i == 1 ? x : y).load(relaxed);
    (i == 1 ? y : x).store(1, relaxed);
  }
  void after() { require(saw[1] == 0 || saw[2] == 0, "nobody reads what is not yet stored"); }
};

// 2+2W: each stores 1 in one place and 2 in the other, and both times the 1 is the later.
struct two_and_two_writes {
  static constexpr std::size_t threads = 2;
  atom<int> x{0}, y{0};

  void thread(std::size_t i) {
    (i == 1 ? x : y).store(1, relaxed);
    (i == 1 ? y : x).store(2, relaxed);
  }
  void after() {
    require(x.load(relaxed) == 2 || y.load(relaxed) == 2, "a first store is not the last twice");
  }
};

// Z6.U, for which C++20 made S weaker (P0668): the last load comes before the first store in S.
struct z6u {
  static constexpr std::size_t threads = 3;
  atom<int> x{0}, y{0};
  int added_to = 0, then = 0, last = 1;

  void thread(std::size_t i) {
    if (i == 1) {
      x.store(1, seq_cst);
      y.store(1, release);
    } else if (i == 2) {
      added_to = y.fetch_add(1, seq_cst);
      then = y.load(relaxed);
    } else {
      y.store(3, seq_cst);
      last = x.load(seq_cst);
    }
  }
  void after() { require(!(added_to == 1 && then == 3 && last == 0), "S is as in C++17"); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(load_buffering_is_never_seen) { is_right<load_buffering>(); }
BOOST_AUTO_TEST_CASE(two_and_two_writes_is_never_seen) { is_right<two_and_two_writes>(); }
BOOST_AUTO_TEST_CASE(z6u_is_never_seen) { is_right<z6u>(); }

BOOST_AUTO_TEST_SUITE_END()
