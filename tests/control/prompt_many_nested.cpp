// tests/control/prompt_many_nested.cpp -- a hundred thousand prompts one inside the other: each
// costs a switch, and to capture them all costs one more.
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_many_nested : over_prompts {
  template <class S> using kept = sub_continuation<int, int, S>;

  // `left` more prompts, and inside them all an f().
  template <class S, class F> static int nest(prompt<int, S> q, int left, F f) {
    if (left == 0) return f();
    return push_prompt(q, [=] { return 1 + nest<S>(q, left - 1, f); },
                       {.size = stacks::smallest_size});
  }

  template <class S> static void check() {
    using C = counted<S>;
    int const deep = many_alive<S>(100'000);
    prompt<int, C> const p("outermost"), q("inner");
    kept<C> all;
    auto const come_and_go = [=, &all] {
      return nest<C>(q, deep, [=, &all] {
        return capture(p, [&all](auto k) {
          all = std::move(k);
          return 0;
        });
      });
    };

    C::switches = 0;
    push_prompt(p, come_and_go);
    BOOST_TEST(C::switches == deep + 2);  // one into each prompt, one out of them all
    BOOST_TEST(std::move(all)(5) == deep + 5);
    BOOST_TEST(C::switches == deep + 3);

    push_prompt(p, come_and_go);
    all = {};  // unwinds them all, without a stack that grows
    BOOST_TEST(C::switches == 2 * deep + 5);
  }
};
every_strategy<prompt_many_nested> const prompt_many_nested_here;

}  // namespace
}  // namespace kont::conformance
