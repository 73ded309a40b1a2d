// tests/control/prompt_is_not_yielded_from.cpp -- a generator whose first element comes from inside
// a prompt, a handler or a with_mark of its own is told which rule it breaks.
#include "continuations/control/marks.hpp"
#include "generators/generator.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_is_not_yielded_from : over_prompts {
  template <class S> static constexpr std::string_view cannot() {
    if constexpr (S::style == dialect::direct) {
      if (requires { requires S::on_own_threads; })
        return "there a generator has a thread, and so prompts, of its own";
      if (captures_fork<S>) return "who consumes may be in a twin, whose prompts lie elsewhere";
    }
    return over_prompts::cannot<S>();
  }

  // Consumes what `around` lets yield.
  template <class S, class F> static void check_breaks_it(F around) {
    check_breaks("yield: not from inside a prompt, handler or with_mark of the body's own",
                 [around] {
                   generator<int, S> g([around](auto& yield) { around([&yield] { yield(1); }); });
                   g.begin();
                 });
  }

  template <class S> static void check() {
    check_breaks_it<S>(
        [](auto yields) { push_prompt(prompt<void, S>("p"), [yields] { yields(); }); });
    check_breaks_it<S>([](auto yields) { handle<S>(adds(1), [yields] { yields(); }); });
    check_breaks_it<S>([](auto yields) { with_mark(mark_key<int, S>(), 7, yields); });

    // one that has left it may, inside those of whoever consumes
    int const n = handle<S>(adds(1), [] {
      generator<int, S> g([](auto& yield) {
        int const own = handle<S>(adds(10), [] { return perform<ask::number, S>(0); });
        yield(own + perform<ask::number, S>(100));
      });
      return *g.begin();
    });
    BOOST_TEST(n == 111);
  }
};
every_strategy<prompt_is_not_yielded_from> const prompt_is_not_yielded_from_here;

}  // namespace
}  // namespace kont::conformance
