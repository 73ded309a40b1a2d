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

  template <class S> static auto timed(int n) {
    return [n] {
      engine<S>::tick();
      return fibonacci<S>(n);
    };
  }

  // Each has the same share in turn; what they answer, in the order in which they end.
  template <class S> static std::vector<int> round_robin(std::vector<int> const& ns, long share) {
    std::deque<engine<S>> queue;
    for (int const n : ns) queue.push_back(engine<S>::of(timed<S>(n)));
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

  // The first that answers, each running a step in turn: what por, a parallel or, is made of.
  template <class S> static int first(std::deque<engine<S>> queue) {
    for (;;) {
      auto came = std::move(queue.front()).run(1);
      queue.pop_front();
      if (!came.rest) return came.value;
      queue.push_back(std::move(*came.rest));
    }
  }
  // All the fuel that a program takes, given to it in portions.
  template <class S> static long mileage(engine<S> eng, long portion) {
    for (long total = 0;; total += portion) {
      auto came = std::move(eng).run(portion);
      if (!came.rest) return total + portion - came.left;
      eng = std::move(*came.rest);
    }
  }

  // The examples of The Scheme programming language, 4th edition, 12.11. A tick is a call of a
  // procedure there, the engine's own thunk included: so fibonacci(n) takes 2 fibonacci(n+1) - 1,
  // and fibonacci(10) from a thunk 1 + 177 = 3 * 50 + 28. In a round robin of steps, who takes
  // fewer ends first: 4, 4, 6, 10, 16, 26, 42, 68 ticks, whatever the order at the start.
  template <class S> static void published() {
    auto const three = engine<S>::of([] { return engine<S>::tick(), 3; }).run(10);
    BOOST_TEST(three.left == 9);
    BOOST_TEST(three.value == 3);
    auto came = engine<S>::of(timed<S>(10)).run(50);
    for (int i = 0; i < 3; ++i) {
      BOOST_REQUIRE(came.rest);
      came = std::move(*came.rest).run(50);
    }
    BOOST_REQUIRE(!came.rest);
    BOOST_TEST(came.left == 22);
    BOOST_TEST(came.value == 55);
    BOOST_TEST(mileage<S>(engine<S>::of(timed<S>(10)), 50) == 178);
    BOOST_TEST(mileage<S>(engine<S>::of(timed<S>(10)), 1) == 178);
    BOOST_TEST((round_robin<S>({4, 5, 2, 8, 3, 7, 6, 2}, 1) ==
                std::vector<int>{1, 1, 2, 3, 5, 8, 13, 21}));
    std::deque<engine<S>> either;
    either.push_back(engine<S>::of([]() -> int {
      for (;;) engine<S>::tick();
    }));
    either.push_back(engine<S>::of(timed<S>(10)));
    BOOST_TEST(first<S>(std::move(either)) == 55);
  }

  template <class S> static void check() {
    published<S>();
    // fibonacci(5) takes 15 ticks: that many are enough, and one less is not
    auto const enough = engine<S>::of([] { return fibonacci<S>(5); }).run(15);
    BOOST_TEST(enough.value == 5);
    BOOST_TEST(enough.left == 0);
    auto just_not = engine<S>::of([] { return fibonacci<S>(5); }).run(14);
    BOOST_REQUIRE(just_not.rest);
    BOOST_TEST(std::move(*just_not.rest).run(1).value == 5);
    // with shares that differ, so does the order: 68 ticks in 7 turns of 10, 26 in 3, 16 in 2
    BOOST_TEST((round_robin<S>({8, 6, 5}, 10) == std::vector<int>{5, 8, 21}));
    BOOST_TEST((round_robin<S>({8, 6, 5}, 70) == std::vector<int>{21, 8, 5}));
  }
};
every_strategy<engines> const engines_here;

}  // namespace
}  // namespace kont::conformance
