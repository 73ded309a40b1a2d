// tests/conformance/coroutine_switches.cpp -- a transfer is one switch; by the dispatcher it is
// two.
#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct coroutine_switches : direct_bodies {
  static constexpr int rounds = 100;

  template <class S> static long of_transfer() {
    using C = counted<S>;
    coroutine<int, C> me;
    coroutine<int, C> other([&](auto& self, int i) {
      for (;;) i = self.transfer(me, i + 1);
      return self.end(me);
    });
    auto const before = C::switches;
    for (int i = 0; i < rounds; i += 2) me.transfer(other, i);
    return C::switches - before;
  }
  template <class S> static long of_resume_and_yield() {
    using C = counted<S>;
    asymmetric_coroutine<int, C> other([&](auto& self, int i) {
      for (;;) i = self.yield(i + 1);
      return i;
    });
    auto const before = C::switches;
    for (int i = 0; i < rounds; i += 2) other.resume(i);
    return C::switches - before;
  }
  template <class S> static long of_dispatched_transfer() {
    using C = counted<S>;
    using D = dispatched_coroutine<int, C>;
    struct pair {
      D a{[this](auto& self, int i) {
        while (i < rounds) i = self.transfer(b, i + 1);
        return i;
      }};
      D b{[this](auto& self, int i) {
        for (;;) i = self.transfer(a, i + 1);
        return i;
      }};
    } p;
    auto const before = C::switches;
    BOOST_TEST(D::run(p.a) == rounds);
    return C::switches - before;
  }

  template <class S> static void check() {
    BOOST_TEST(of_transfer<S>() == rounds);
    BOOST_TEST(of_resume_and_yield<S>() == rounds);
    BOOST_TEST(of_dispatched_transfer<S>() == 2 * rounds + 1);  // one to begin; the end is free
  }
};
every_strategy<coroutine_switches> const coroutine_switches_here;

}  // namespace
}  // namespace kont::conformance
