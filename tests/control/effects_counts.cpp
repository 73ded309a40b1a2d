// tests/control/effects_counts.cpp -- by counts: evidence looks at no handler between, resumptions
// that nest cost two switches each, and a hundred thousand handlers nest.
#include "papers/workloads/effects_state.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_counts : over_prompts {
  // f() below so many handlers of another effect.
  template <class S, class F> static int below(int others, F f) {
    if (others == 0) return f();
    return handle<S>(
        handler(answers<cell_effect::get>([] { return 0; }), answers<cell_effect::put>([](int) {})),
        [=] { return below<S>(others - 1, f); }, {.size = stacks::smallest_size});
  }
  // How many segments a search has looked at for 100 questions, and the switches these took.
  template <class S, lookup By, class H>
  static std::pair<std::uint64_t, long> cost(H h, int others) {
    std::pair<std::uint64_t, long> before, after;
    handle<S>(h, [&, others] {
      return below<S>(others, [&] {
        int sum = perform<ask::number, S, By>(0);  // its evidence is made on first use
        before = {links_searched, S::switches};
        for (int i = 0; i < 100; ++i) sum += perform<ask::number, S, By>(i);
        after = {links_searched, S::switches};
        return sum;
      });
    });
    return {after.first - before.first, after.second - before.second};
  }
  template <class Strategy, class S = counted<Strategy>> static void lookups() {
    auto const in_place = handler(answers<ask::number>([](int v) { return v; }));
    auto const outside =
        handler(resumes<ask::number>([](auto k, int v) { return std::move(k).last(v); }));
    for (int const others : {1, 10, many_alive<Strategy>(1'000)}) {
      auto const searched = cost<S, lookup::search>(in_place, others);
      auto const found = cost<S, lookup::evidence>(in_place, others);
      auto const resumed = cost<S, lookup::evidence>(outside, others);
      BOOST_TEST(searched.first == 100U * static_cast<unsigned>(others + 1));
      BOOST_TEST(found.first == 0U);
      BOOST_TEST(found.second == 0);
      BOOST_TEST(resumed.first == 0U);
      BOOST_TEST(resumed.second == 200);  // out and in, whatever lies between
    }
  }
  // n resumptions, each with work left to do: one switch in, one out, and as many to return.
  template <class Strategy, class S = counted<Strategy>> static void nested_resumptions() {
    namespace suite = workloads::suite;
    suite::number const n = many_alive<Strategy>(10'000);
    S::switches = 0;
    suite::number s = 0;
    for (suite::number i = 1; i <= n; ++i) s = suite::mix(i, s);
    prompt<suite::number, S> const roomy("roomy");  // n clauses wait on this stack
    auto const run = [n] { return suite::resume_nontail<S>(n, 1); };
    BOOST_TEST(push_prompt(roomy, run, {.size = 64 * 1024 * 1024}) == s);
    BOOST_TEST(S::switches == 2 * n + 2);
  }
  template <class Strategy, class S = counted<Strategy>> static void many_nested() {
    int const deep = many_alive<Strategy>(100'000);
    auto const plus = handler(answers<ask::number>([](int v) { return v + 1; }));
    S::switches = 0;
    BOOST_TEST(handle<S>(plus, [deep] {
                 return below<S>(deep, [] { return perform<ask::number, S>(1); });
               }) == 2);
    BOOST_TEST(S::switches == deep + 1);
  }
  template <class Strategy> static void check() {
    lookups<Strategy>();
    nested_resumptions<Strategy>();
    many_nested<Strategy>();
  }
};
every_strategy<effects_counts> const effects_counts_here;

}  // namespace
}  // namespace kont::conformance
