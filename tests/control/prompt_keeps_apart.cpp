// tests/control/prompt_keeps_apart.cpp -- two computations with prompts of their own take turns, by
// other switches than a capture.
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct prompt_keeps_apart : over_prompts {
  template <class S> using whoever = arrival<typename S::continuation>;

  // Inside a prompt of its own it lets others run, again and again; then it captures up to it.
  // Whoever waits for it lies in `other`, outside.
  template <class S>
  static typename S::continuation worker(prompt<int, S> p, whoever<S>& other, int& result) {
    using meta = metacontinuation<S>;
    return S::start([p, &other, &result](whoever<S>& first) {
      other = std::move(first);
      result = push_prompt(p, [p, &other] {
        for (int i = 0; i < 3; ++i) {
          typename meta::keep const mine;
          transfer(other);
        }
        return 1 + capture(p, [](auto k) { return std::move(k)(41); });
      });
      first = std::move(other);
    });
  }

  template <class S> static void take_turns() {
    prompt<int, S> const p("p");
    int results[2] = {};
    whoever<S> others[2];
    typename S::continuation all[2];
    for (int i = 0; i < 2; ++i) all[i] = worker<S>(p, others[i], results[i]);
    for (int turn = 0; turn < 4; ++turn) {
      typename metacontinuation<S>::keep const mine;
      for (auto& each : all) each = std::move(each).resume().from;
    }
    BOOST_TEST(results[0] == 42);
    BOOST_TEST(results[1] == 42);
    BOOST_TEST(!p.encloses());
  }

  // Dropped from there, all its segments unwind, and whoever waits for them.
  template <class S> static void is_dropped() {
    std::string log;
    whoever<S> other;
    prompt<int, S> const p("p");
    {
      typename metacontinuation<S>::keep const mine;
      auto const parked = S::start([&log, &other, p](auto& first) {
                            farewell const outermost(log, 'o');
                            other = std::move(first);
                            push_prompt(p, [&log, &other, p] {
                              farewell const outer(log, 'p');
                              return push_prompt(p, [&log, &other] {
                                farewell const inner(log, 'q');
                                transfer(other);
                                return 0;
                              });
                            });
                          })
                              .resume()
                              .from;
      BOOST_TEST(log == "");
    }
    BOOST_TEST(log == "qpo");
  }

  template <class S> static void check() {
    take_turns<S>();
    // one that may have twins does not know whether it alone holds whoever waits for it
    if constexpr (!captures_fork<S>) is_dropped<S>();
  }
};
every_strategy<prompt_keeps_apart> const prompt_keeps_apart_here;

}  // namespace
}  // namespace kont::conformance
