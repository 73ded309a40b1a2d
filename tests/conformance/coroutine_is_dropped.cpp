// tests/conformance/coroutine_is_dropped.cpp -- a dropped coroutine unwinds, wherever it is.
#include <optional>

#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct coroutine_is_dropped : direct_bodies {
  // `steps` transfers after its making it is dropped: 0 is not begun, 3 is ended.
  template <class S> static void after(int steps) {
    int captured = 0, inside = 0;
    coroutine<unit, S> me;
    {
      coroutine<unit, S> other([&, w = witness(captured)](auto& self, unit) {
        witness const here(inside);
        self.transfer(me);
        self.transfer(me);
        return self.end(me);
      });
      for (int i = 0; i < steps; ++i) me.transfer(other);
      BOOST_TEST(inside == (0 < steps && steps < 3 ? 1 : 0));
    }
    BOOST_TEST(captured == 0);
    BOOST_TEST(inside == 0);
  }

  // Each was left in the middle of a transfer to the next.
  template <class S> static void a_chain_in_any_order() {
    int inside = 0;
    coroutine<unit, S> me;
    std::optional<coroutine<unit, S>> a, b, c;
    auto const going_to = [&](auto& next) {
      return [&](auto& self, unit) {
        witness const here(inside);
        self.transfer(*next);
        return self.end(me);
      };
    };
    c.emplace([&](auto& self, unit) {
      witness const here(inside);
      self.transfer(me);
      return self.end(me);
    });
    b.emplace(going_to(c));
    a.emplace(going_to(b));
    me.transfer(*a);
    for (auto* gone : {&b, &a, &c}) {
      int const before = inside;
      gone->reset();
      BOOST_TEST(inside == before - 1);
    }
  }

  template <class S> static void the_asymmetric_one_too() {
    int inside = 0;
    {
      asymmetric_coroutine<int, S> inner([&](auto& self, int i) {
        witness const here(inside);
        return self.yield(i);
      });
      asymmetric_coroutine<int, S> outer([&](auto& self, int i) {
        witness const here(inside);
        return self.yield(inner.resume(i));
      });
      BOOST_TEST(outer.resume(3) == 3);
      BOOST_TEST(inside == 2);
    }
    BOOST_TEST(inside == 0);
  }

  template <class S> static void check() {
    for (int steps = 0; steps <= 3; ++steps) after<S>(steps);
    a_chain_in_any_order<S>();
    the_asymmetric_one_too<S>();
  }
};
every_strategy<coroutine_is_dropped> const coroutine_is_dropped_here;

}  // namespace
}  // namespace kont::conformance
