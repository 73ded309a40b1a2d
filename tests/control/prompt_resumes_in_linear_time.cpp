// tests/control/prompt_resumes_in_linear_time.cpp -- n nested resumptions whose handlers go on
// afterwards take 2n switches; where they don't go on, they take no stack either.
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_resumes_in_linear_time : over_prompts {
  // Each handler waits for the rest, and adds one.
  template <class S> static long nested(int n) {
    using C = counted<S>;
    prompt<int, C> const p("p");
    C::switches = 0;
    auto const sum = reset(p, [=] {
      for (int i = 0; i < n; ++i) shift0<void>(p, [](auto k) { return 1 + std::move(k)(); });
      return 0;
    });
    BOOST_TEST(sum == n);
    return C::switches;
  }

  // The same through a prompt in between, whose segment is cut and spliced along each time.
  template <class S> static long through_another(int n) {
    using C = counted<S>;
    prompt<int, C> const p("p"), q("q");
    C::switches = 0;
    auto const sum = reset(p, [=] {
      return reset(q, [=] {
        for (int i = 0; i < n; ++i) shift0<void>(p, [](auto k) { return 1 + std::move(k)(); });
        return 0;
      });
    });
    BOOST_TEST(sum == n);
    return C::switches;
  }

  // On the smallest stack there is: a frame for each would not fit.
  template <class S> static void last_things() {
    constexpr bool slow = std::same_as<S, thread>;
    int const n = slow ? 1'000 : 100'000;
    prompt<int, S> const outside("outside"), p("p");
    auto const loop = [=] {
      return reset(p, [=] {
        int sum = 0;
        for (int i = 0; i < n; ++i) {
          sum += shift0(p, [](auto k) { return std::move(k).last(1); });
        }
        return sum;
      });
    };
    BOOST_TEST(push_prompt(outside, loop, {.size = stacks::smallest_size}) == n);
    auto const stays = [=] {
      return reset(p, [=] {
        int sum = 0;
        for (int i = 0; i < n; ++i) {
          sum += capture(p, [i](auto k) -> tail<int, S> {
            if (i == 1000) return -1;  // an answer will do as well
            return std::move(k).last(1);
          });
        }
        return sum;
      });
    };
    BOOST_TEST(push_prompt(outside, stays, {.size = stacks::smallest_size}) == (slow ? n : -1));
  }

  template <class S> static void check() {
    for (int const n : {10, 100, 1'000}) {
      BOOST_TEST(nested<S>(n) == 2 * n + 1);
      BOOST_TEST(through_another<S>(n) == 2 * n + 2);
    }
    last_things<S>();
  }
};
every_strategy<prompt_resumes_in_linear_time> const prompt_resumes_in_linear_time_here;

}  // namespace
}  // namespace kont::conformance
