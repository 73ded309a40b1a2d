// examples/lessons/14_measure/lesson.cpp -- the same additions on several switches: exact ones, and
// inexact ones on one side. Times only with --time: they differ from machine to machine.
#include <algorithm>
#include <cfenv>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "continuations/strategies/stack.hpp"
#if defined(KONT_HAVE_BOOST_CONTEXT)
#include "continuations/strategies/context.hpp"
#endif

constexpr long rounds = 20'000;

struct result {
  long sum;
  double ns_a_switch;
};

// A body that adds, and hands control back after each addition. To add takes as long whether it is
// exact or not: what differs is the bit of the status that says so.
template <class S, bool Inexact> result run() {
  std::feclearexcept(FE_ALL_EXCEPT);  // or main had been inexact too, in the run before
  long sum = 0;
  auto k = S::start([&sum](auto& other) {
    double volatile x, step = Inexact ? 0.1 : 0.5;  // volatile: nothing is added in advance
    for (;; kont::transfer(other)) {
      x = 1.0;
      x = x + step;  // 1.5; or 1.1, which has to be rounded
      ++sum;
    }
  });
  auto const before = std::chrono::steady_clock::now();
  for (long i = 0; i < rounds; ++i) k = std::move(k).resume().from;
  std::chrono::duration<double, std::nano> const took = std::chrono::steady_clock::now() - before;
  return {sum, took.count() / (2 * rounds)};
}

template <class S> void row(char const* name, bool with_times) {
  result exact{0, 1e9}, inexact{0, 1e9};
  for (int i = 0; i < 20; ++i) {  // interleaved, the shortest of many short runs
    auto const a = run<S, false>(), b = run<S, true>();
    exact = {a.sum, std::min(a.ns_a_switch, exact.ns_a_switch)};
    inexact = {b.sum, std::min(b.ns_a_switch, inexact.ns_a_switch)};
  }
  std::printf("%-24s additions: %ld and, inexact, %ld", name, exact.sum, inexact.sum);
  if (with_times) std::printf("; ns: %.1f and %.1f", exact.ns_a_switch, inexact.ns_a_switch);
  std::puts("");
}

int main(int count, char** arguments) {
  bool const times = count > 1 && std::strcmp(arguments[1], "--time") == 0;
  row<kont::stack>("stack", times);
  row<kont::basic_stack<{.fp_control = true}>>("stack, fp_control", times);
#if defined(KONT_HAVE_BOOST_CONTEXT)
  if (times) row<kont::context>("context", times);
#endif
}
