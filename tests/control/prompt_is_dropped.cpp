// tests/control/prompt_is_dropped.cpp -- what was captured and is not wanted unwinds, the innermost
// segment first, each destructor once.
#include <optional>
#include <string>

#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_is_dropped : over_prompts {
  template <class S> using rest = sub_continuation<int, int, S>;

  struct large : farewell {  // larger than what a record has room for
    using farewell::farewell;
    char padding[100] = {};
  };

  // Three segments, from P outwards in: captured up to p.
  template <class S> static rest<S> three_deep(std::string& log) {
    rest<S> kept;
    prompt<int, S> const p("p"), q("q"), r("r");
    push_prompt(p, [=, &log, &kept] {
      farewell const outer(log, 'p');
      return push_prompt(q, [=, &log, &kept] {
        farewell const middle(log, 'q');
        return push_prompt(r, [=, &log, &kept] {
          farewell const inner(log, 'r');
          return capture(p, [&kept](auto k) {
            kept = std::move(k);
            return 0;
          });
        });
      });
    });
    return kept;
  }

  template <class S> static void check() {
    std::string log;
    {
      auto const kept = three_deep<S>(log);
      BOOST_TEST(log == "");
    }
    BOOST_TEST(log == "rqp");

    log.clear();  // reinstated, they end in the same order
    BOOST_TEST(three_deep<S>(log)(7) == 7);
    BOOST_TEST(log == "rqp");

    log.clear();  // assigned over
    auto kept = three_deep<S>(log);
    kept = {};
    BOOST_TEST(log == "rqp");
    nobody_answers<S>();
    on_its_way<farewell, S>();
    on_its_way<large, S>();
  }

  // An abort is a capture that nobody keeps; the prompt can be used again.
  template <class S> static void nobody_answers() {
    std::string log;
    prompt<int, S> const p("p");
    for (int i = 0; i < 3; ++i) {
      push_prompt(p, [=, &log] {
        farewell const mine(log, static_cast<char>('0' + i));
        return capture(p, [i](auto) { return i; });
      });
    }
    BOOST_TEST(log == "012");
  }

  // Nobody goes on with a tail: what it brings is destroyed, too.
  template <class Value, class S> static void on_its_way() {
    std::string log;
    prompt<int, S> const p("p");
    int const n = push_prompt(p, [=, &log] {
      farewell const mine(log, 'p');
      return capture<Value>(p,
                            [&log](auto k) {
                              auto const unwanted = std::move(k).last(Value(log, 'v'));
                              return 3;
                            }),
             4;
    });
    BOOST_TEST(n == 3);
    BOOST_TEST(log == "vp");
  }
};
every_strategy<prompt_is_dropped> const prompt_is_dropped_here;

}  // namespace
}  // namespace kont::conformance
