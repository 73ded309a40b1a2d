// tests/control/prompt_breaks_a_rule.cpp -- a second call, a prompt that is not there: each says
// which rule it breaks.
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_breaks_a_rule : over_prompts {
  template <class S> static void twice() {
    prompt<int, S> const p("p");
    push_prompt(p, [=] {
      return capture(p, [](auto k) {
        auto const once = std::move(k)(1);
        return once + std::move(k)(2);
      });
    });
  }
  template <class S> static void never() {
    sub_continuation<int, int, S> none;
    std::move(none)(1);
  }
  template <class S> static void outside() {
    prompt<int, S> const p("somewhere"), q("elsewhere");
    push_prompt(q, [=] { return capture(p, [](auto k) { return std::move(k)(1); }); });
  }
  template <class S> static void without_exception() {
    prompt<int, S> const p("p");
    push_prompt(p, [=] { return capture(p, [](auto k) { return std::move(k).fail(nullptr); }); });
  }
  // shift0 took the only prompt away, and the handler asks for it again.
  template <class S> static void gone() {
    prompt<int, S> const p("p");
    reset(p, [=] { return shift0(p, [=](auto) { return shift0(p, [](auto) { return 0; }); }); });
  }

  template <class S> static void check() {
    auto const one_shot = "resumed twice, or empty: a continuation is one-shot";
    check_breaks(one_shot, [] { twice<S>(); });
    check_breaks(one_shot, [] { never<S>(); });
    check_breaks("a capture needs its prompt around it: the prompt 'somewhere' is not",
                 [] { outside<S>(); });
    check_breaks("a capture needs its prompt around it: the prompt 'p' is not", [] { gone<S>(); });
    check_breaks("fail: there is no exception to be thrown", [] { without_exception<S>(); });
  }
};
every_strategy<prompt_breaks_a_rule> const prompt_breaks_a_rule_here;

}  // namespace
}  // namespace kont::conformance
