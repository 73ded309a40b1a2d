// tests/conformance/coroutine_pair.cpp -- resume and yield over transfer, transfer over them again.
#include <string>

#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct coroutine_pair : direct_bodies {
  template <class S> static void goes_down_and_back_up() {
    std::string log;
    asymmetric_coroutine<int, S> c([&](auto& self, int i) {
      while (i > 0) {
        log += "c" + std::to_string(i) + ' ';
        i = self.yield(10 * i);
      }
      return -1;
    });
    for (int i = 3; i >= 0; --i) {
      BOOST_TEST(static_cast<bool>(c));
      log += "m" + std::to_string(c.resume(i)) + ' ';
    }
    BOOST_TEST(log == "c3 m30 c2 m20 c1 m10 m-1 ");
    BOOST_TEST(!c);
  }

  // A yield goes to whoever resumed last, not to whoever was first.
  template <class S> static void yields_to_whoever_resumed() {
    std::string log;
    asymmetric_coroutine<unit, S> shared([&](auto& self, unit) {
      for (char c = 'a';; ++c) {
        log += c;
        self.yield();
      }
      return unit{};
    });
    asymmetric_coroutine<unit, S> user([&](auto& self, unit) {
      for (;;) {
        shared.resume();
        log += 'u';
        self.yield();
      }
      return unit{};
    });
    for (int i = 0; i < 2; ++i) {
      user.resume();
      shared.resume();
      log += 'm';
    }
    BOOST_TEST(log == "aubmcudm");
  }

  // The same program for both kinds of transfer: three pass a number on, and take from it.
  template <class C, class F> static auto player(std::string& log, char name, C& next, F&& finish) {
    return [&log, &next, name, finish](auto& self, int n) {
      for (;;) {
        log += name + std::to_string(n) + ' ';
        if (n == 0) return finish(self);
        n = self.transfer(next, n - 1);
      }
    };
  }
  template <class S> static std::string symmetric_trace() {
    using C = coroutine<int, S>;
    struct table {
      std::string log;
      C me;
      C a{player(log, 'a', b, [this](C& self) { return self.end(me, 7); })};
      C b{player(log, 'b', c, [this](C& self) { return self.end(me, 8); })};
      C c{player(log, 'c', a, [this](C& self) { return self.end(me, 9); })};
    } t;
    t.log += std::to_string(t.me.transfer(t.a, 10));
    return t.log;
  }
  template <class S> static std::string dispatched_trace() {
    using C = dispatched_coroutine<int, S>;
    struct table {
      std::string log;
      C a{player(log, 'a', b, [](C&) { return 7; })};
      C b{player(log, 'b', c, [](C&) { return 8; })};
      C c{player(log, 'c', a, [](C&) { return 9; })};
    } t;
    t.log += std::to_string(C::run(t.a, 10));
    return t.log;
  }
  template <class S> static void the_reverse_encoding_gives_the_same_trace() {
    BOOST_TEST(symmetric_trace<S>() == "a10 b9 c8 a7 b6 c5 a4 b3 c2 a1 b0 8");
    BOOST_TEST(symmetric_trace<S>() == dispatched_trace<S>());
  }

  template <class S> static void check() {
    goes_down_and_back_up<S>();
    yields_to_whoever_resumed<S>();
    the_reverse_encoding_gives_the_same_trace<S>();
  }
};
every_strategy<coroutine_pair> const coroutine_pair_here;

}  // namespace
}  // namespace kont::conformance
