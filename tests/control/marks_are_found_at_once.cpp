// tests/control/marks_are_found_at_once.cpp -- to look for the first mark again and again, deep
// inside a recursion, takes a few steps each time, found or not.
#include "continuations/control/marks.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct marks_are_found_at_once : over_prompts {
  static constexpr int deep = 1'000;

  // At each level of a recursion there is another mark; each level looks for the outermost.
  template <class S>
  static std::size_t steps_at_each_level(mark_key<int, S> sought, mark_key<int, S> other, int left,
                                         int expected) {
    std::size_t steps = 0;
    int const* const found = first_mark(sought, steps);
    BOOST_REQUIRE((found != nullptr ? *found : -1) == expected);
    if (left == 0) return steps;
    return steps + with_mark(other, left, [=] {
             return steps_at_each_level<S>(sought, other, left - 1, expected);
           });
  }

  // In so many segments, in which there is none.
  template <class S>
  static std::size_t steps_through(prompt<std::size_t, S> p, mark_key<int, S> sought, int left) {
    std::size_t steps = 0;
    if (left != 0) return push_prompt(p, [=] { return steps_through<S>(p, sought, left - 1); });
    BOOST_REQUIRE(first_mark(sought, steps) != nullptr);
    return steps;
  }

  template <class S> static void check() {
    mark_key<int, S> const sought, other, missing;
    prompt<std::size_t, S> const p("p");
    auto const run = [=] {
      return with_mark(sought, 7, [=] { return steps_at_each_level<S>(sought, other, deep, 7); });
    };
    auto const run_for_nothing = [=] {
      return with_mark(sought, 7, [=] { return steps_at_each_level<S>(missing, other, deep, -1); });
    };
    stacks::request const large{.size = 4 * 1024 * 1024};
    BOOST_TEST(push_prompt(p, run, large) < 20U * deep);  // and not deep * deep / 2
    BOOST_TEST(push_prompt(p, run_for_nothing, large) < 20U * deep);
    auto const through = [=](int segments) {
      return with_mark(sought, 7, [=] { return steps_through<S>(p, sought, segments); });
    };
    BOOST_TEST(through(10) == through(0) + 10);
  }
};
every_strategy<marks_are_found_at_once> const marks_are_found_at_once_here;

}  // namespace
}  // namespace kont::conformance
