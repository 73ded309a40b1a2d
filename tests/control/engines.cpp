// tests/control/engines.cpp -- engines: a computation that runs as long as its fuel lasts, and is
// then an engine again.
#include <deque>
#include <memory>
#include <vector>

#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

// Haynes & Friedman, Engines build process abstractions, LFP 1984; from continuations: Dybvig &
// Hieb, Engines from continuations, 1989, and Dybvig, The Scheme programming language, 12.11.
// What counts down lies outside of the stacks. An engine in an engine would need a count of both.
template <class S> class engine {
 public:
  /// A value, with the fuel that is left; or, when there was not enough, the rest of the engine.
  struct outcome {
    int value = 0;
    long left = 0;
    std::unique_ptr<engine> rest;
  };

  template <class F> static engine of(F program) {
    return std::move(*reset(place(), [program] {
                        stop();
                        return outcome{program(), fuel, nullptr};
                      }).rest);
  }
  outcome run(long ticks) && {
    fuel = ticks;
    return std::move(rest_)();
  }
  /// Programs call it at each step.
  static void tick() {
    if (fuel == 0) stop();
    --fuel;
  }

 private:
  explicit engine(sub_continuation<void, outcome, S> rest) : rest_(std::move(rest)) {}
  static prompt<outcome, S> place() {
    static prompt<outcome, S> const p("engine");
    return p;
  }
  static void stop() {
    shift0<void>(place(), [](auto k) {
      return outcome{0, 0, std::unique_ptr<engine>(new engine(std::move(k)))};
    });
  }
  static inline long fuel = 0;
  sub_continuation<void, outcome, S> rest_;
};

struct engines : over_prompts {
  template <class S> static int fibonacci(int n) {
    engine<S>::tick();
    return n < 2 ? n : fibonacci<S>(n - 1) + fibonacci<S>(n - 2);
  }

  // Each has the same share in turn; what they answer, in the order in which they end.
  template <class S> static std::vector<int> round_robin(std::vector<int> const& ns, long share) {
    std::deque<engine<S>> queue;
    for (int const n : ns) queue.push_back(engine<S>::of([n] { return fibonacci<S>(n); }));
    std::vector<int> answers;
    while (!queue.empty()) {
      auto came = std::move(queue.front()).run(share);
      queue.pop_front();
      if (came.rest) {
        queue.push_back(std::move(*came.rest));
      } else {
        answers.push_back(came.value);
      }
    }
    return answers;
  }

  template <class S> static void check() {
    // The Scheme programming language, 4th edition, 12.11
    BOOST_TEST((round_robin<S>({4, 5, 2, 8, 3, 7, 6, 2}, 1) ==
                std::vector<int>{1, 1, 2, 3, 5, 8, 13, 21}));
    // fibonacci(5) takes 15 steps
    auto const enough = engine<S>::of([] { return fibonacci<S>(5); }).run(20);
    BOOST_TEST(enough.value == 5);
    BOOST_TEST(enough.left == 5);
    auto just_not = engine<S>::of([] { return fibonacci<S>(5); }).run(14);
    BOOST_REQUIRE(just_not.rest);
    BOOST_TEST(std::move(*just_not.rest).run(1).value == 5);
  }
};
every_strategy<engines> const here;

}  // namespace
}  // namespace kont::conformance
