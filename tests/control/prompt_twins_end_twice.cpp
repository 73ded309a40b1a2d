// tests/control/prompt_twins_end_twice.cpp -- what runs twice when a continuation does: whatever
// its frames had still to do. What they own would be owned twice, and is told.
#include "lib/stacks/annotate.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_twins_end_twice : over_many_shots {
  // Each twin has its own locals, and destroys them; what lies outside they share.
  template <class S> static void destructors() {
    std::string log;
    prompt<int, S> const p("p");
    int const sum = push_prompt(p, [=, &log] {
      farewell const local(log, 'd');
      int mine = 0;
      int const choice = capture(p, [](auto k) { return k.fork()(1) + std::move(k)(2); });
      mine += choice;
      log += static_cast<char>('0' + mine);
      return mine;
    });
    BOOST_TEST(sum == 3);
    BOOST_TEST(log == "1d2d");

    log.clear();  // dropped twins unwind as well
    push_prompt(p, [=, &log] {
      farewell const local(log, 'd');
      return capture(p, [](auto k) {
        auto const twin = k.fork();
        return 0;
      });
    });
    BOOST_TEST(log == "dd");
  }

  // The handler's frame holds k, and is forked while it does.
  template <class S> static int shares_what_it_owns() {
    prompt<int, S> const outer("outer"), p("p");
    return push_prompt(outer, [=] {
      return push_prompt(p, [=] {
        return 1 + capture(p, [=](auto k) {
                 int const n =
                     capture(outer, [](auto all) { return all.fork()(1) + std::move(all)(2); });
                 return std::move(k)(n);
               });
      });
    });
  }

  template <class S> static void check() {
    destructors<S>();
#if !defined(KONT_ASAN)  // it sees for itself that k is gone
    check_breaks("resumed twice, or empty: a continuation is one-shot",
                 [] { shares_what_it_owns<S>(); });
#endif
  }
};
every_strategy<prompt_twins_end_twice> const prompt_twins_end_twice_here;

}  // namespace
}  // namespace kont::conformance
