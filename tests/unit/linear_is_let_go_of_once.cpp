// tests/unit/linear_is_let_go_of_once.cpp -- what a linear holds is there until it ends,
// wherever it was moved; a copy of its bytes is told.
#include "continuations/linear.hpp"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <memory>
#include <new>
#include <stdexcept>

#include "tests/forked.hpp"

using namespace kont;

BOOST_AUTO_TEST_SUITE(linear_is_let_go_of_once)

namespace {

struct counted {
  explicit counted(int& n) : ends(&n) {}
  counted(counted&& other) noexcept : ends(std::exchange(other.ends, nullptr)) {}
  ~counted() { ends != nullptr ? void(++*ends) : void(); }
  int* ends;
};
struct cannot {
  cannot() { throw std::runtime_error("cannot"); }
};

// Room for a linear, and a photograph of it.
struct twins {
  alignas(linear<int>) unsigned char one[sizeof(linear<int>)], other[sizeof(linear<int>)];
  linear<int>& make() {
    auto& made = *new (one) linear<int>(7);
    std::memcpy(other, one, sizeof one);
    return made;
  }
  linear<int>& twin() { return *std::launder(reinterpret_cast<linear<int>*>(other)); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(it_is_moved_and_ends_once) {
  int ends = 0;
  {
    linear<counted> a(ends);
    auto const b = std::move(a);
    BOOST_TEST(b->ends == &ends);
  }
  BOOST_TEST(ends == 1);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_made_has_no_ticket) {
  BOOST_CHECK_THROW(linear<cannot>(), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(a_photograph_is_told) {
  auto const used = test::forked([] {
    twins two;
    two.make().~linear();
    linear<int> const next(8);  // its place is taken again
    *two.twin() = *next;
  });
  BOOST_TEST(used.said.find("linear: used in a frame that was forked") != std::string::npos);
  auto const ended = test::forked([] {
    twins two;
    two.make().~linear();
    two.twin().~linear();
  });
  BOOST_TEST(ended.said.find("linear: its frame was forked, and a twin") != std::string::npos);
  auto const moved = test::forked([] {
    linear<int> a(7);
    auto const b = std::move(a);
    *a = *b;  // NOLINT(bugprone-use-after-move)
  });
  BOOST_TEST(moved.said.find("linear: what it held was moved away") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
