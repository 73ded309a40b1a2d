// tests/control/effects_of_the_dropped.cpp -- a destructor of what a handler drops may perform what
// is answered in place; what captures says that it may not.
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_of_the_dropped : over_prompts {
  template <class S> struct asks_at_the_end {
    ~asks_at_the_end() { perform<amb::flip, S>(); }
  };
  template <class S, class Clause> static void dropped(Clause on_flip) {
    handle<S>(handler(on_flip, aborts<amb::fail>([] {})), [] {
      asks_at_the_end<S> const last;
      perform<amb::fail, S>();
    });
  }
  template <class S> struct captures_at_the_end {
    prompt<int, S> p;
    ~captures_at_the_end() {
      capture(p, [](auto k) { return std::move(k)(1); });
    }
  };

  template <class S> static void check() {
    int asked = 0;
    dropped<S>(answers<amb::flip>([&asked] { return ++asked == 1; }));
    BOOST_TEST(asked == 1);

    auto const rule = "what is being dropped must unwind to its end: it cannot be captured";
    check_breaks(rule, [] { dropped<S>(resumes<amb::flip>([](auto k) { std::move(k)(true); })); });
    check_breaks(rule, [] {
      prompt<int, S> const p("p");
      push_prompt(p, [p] {
        captures_at_the_end<S> const last{p};
        return capture(p, [](auto) { return 0; });
      });
    });
  }
};
every_strategy<effects_of_the_dropped> const effects_of_the_dropped_here;

}  // namespace
}  // namespace kont::conformance
