// tests/control/callcc_coroutines.cpp -- coroutines and generators made of call/cc, each
// continuation used once (Haynes, Friedman & Wand, LFP 1984).
#include <optional>
#include <string>
#include <vector>

#include "continuations/control/callcc.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct callcc_coroutines : over_values {
  // A coroutine is where it goes on, and resume exchanges "where I go on" for "where you do". All
  // of it lies outside of the stacks.
  template <class S> struct pair {
    using world_type = callcc_world<int, S>;
    using point = typename world_type::template continuation<int>;
    world_type world;
    std::optional<point> at[2];  // where each goes on
    std::string log;

    int resume(int me, int value) {
      return world.template callcc<int>([this, me, value](auto here) -> int {
        at[me].emplace(here);
        (*at[1 - me])(value);
        return 0;
      });
    }
    // Makes a coroutine that begins with body(first value), and returns here at once.
    template <class F> void create(int which, F body) {
      world.template callcc<void>([=, this](auto back) {
        int const first = world.template callcc<int>([=, this](auto here) -> int {
          at[which].emplace(here);
          back();
          return 0;
        });
        body(first);
      });
    }
  };

  // Two that count in turns, three times each.
  template <class S> static void take_turns() {
    pair<S> both;
    auto* const c = &both;
    int const last = both.world.run([c] {
      c->create(1, [c](int n) {
        for (;;) {
          c->log += 'b' + std::to_string(n);
          n = c->resume(1, n + 1);
        }
      });
      int n = 0;
      for (int i = 0; i < 3; ++i) {
        c->log += 'a' + std::to_string(n);
        n = c->resume(0, n + 1);
      }
      return n;
    });
    BOOST_TEST(both.log == "a0b1a2b3a4b5");
    BOOST_TEST(last == 6);
  }

  // A generator from a walk through a tree: the leaves, and 0 at the end.
  template <class S> struct tree_generator {
    pair<S>* c;
    void walk(char const* text) const {
      for (; *text != '\0'; ++text) {
        if (*text >= '1' && *text <= '9') c->resume(1, *text - '0');
      }
      for (;;) c->resume(1, 0);
    }
  };
  template <class S> static void generates() {
    pair<S> both;
    auto* const c = &both;
    std::vector<int> leaves;
    auto* const out = &leaves;
    both.world.run([=] {
      c->create(1, [c](int) { tree_generator<S>{c}.walk("((1 . 2) . (3 . (4 . 5)))"); });
      while (int const leaf = c->resume(0, 0)) out->push_back(leaf);
      return 0;
    });
    BOOST_TEST((leaves == std::vector<int>{1, 2, 3, 4, 5}));
  }

  template <class S> static void check() {
    take_turns<S>();
    generates<S>();
  }
};
every_strategy<callcc_coroutines> const callcc_coroutines_here;

}  // namespace
}  // namespace kont::conformance
