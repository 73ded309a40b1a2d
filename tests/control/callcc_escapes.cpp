// tests/control/callcc_escapes.cpp -- call/cc: out of nested calls, back by returning, and once
// only where the strategy is one-shot.
#include <stdexcept>
#include <string>

#include "continuations/control/callcc.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

struct callcc_escapes : over_values {
  template <class S> static void both_ways_out() {
    callcc_world<int, S> world;
    auto* const w = &world;
    BOOST_TEST(world.run([w] { return 1 + w->template callcc<int>([](auto) { return 41; }); }) ==
               42);
    BOOST_TEST(world.run([w] {
      return 1 + w->template callcc<int>([](auto k) {
        k(41);
        return 0;
      });
    }) == 42);
    BOOST_TEST(world.run([w] {
      int n = 5;
      w->template callcc<void>([](auto k) { k(); });
      return n;
    }) == 5);
  }

  // The product of a list, which a 0 leaves at once.
  template <class S> static int product(callcc_world<int, S>* w, std::string* log, list l) {
    return w->run([=] {
      return w->template callcc<int>([=](auto k) {
        auto const times = [=](auto self, list rest) -> int {
          farewell const left(*log, rest == nullptr ? '.' : static_cast<char>('0' + rest->head));
          if (rest == nullptr) return 1;
          if (rest->head == 0) k(0);
          return rest->head * self(self, rest->rest);
        };
        return times(times, l);
      });
    });
  }
  template <class S> static void products() {
    heap cells;
    callcc_world<int, S> world;
    std::string log;
    BOOST_TEST(product<S>(&world, &log, cells.of({2, 3, 4})) == 24);
    BOOST_TEST(log == ".432");
    log.clear();
    BOOST_TEST(product<S>(&world, &log, cells.of({2, 3, 0, 4})) == 0);
    BOOST_TEST(log == "032");  // each frame unwinds once
  }

  // Gabriel's tak with a continuation for each call (Kranz: ORBIT, 1988).
  template <class S> static int ctak(callcc_world<int, S>* w, int x, int y, int z) {
    return w->template callcc<int>([=](auto k) { return ctak_aux<S>(w, k, x, y, z); });
  }
  template <class S, class K>
  static int ctak_aux(callcc_world<int, S>* w, K k, int x, int y, int z) {
    if (y >= x) k(z);
    return w->template callcc<int>([=](auto inner) {
      return ctak_aux<S>(w, inner, ctak<S>(w, x - 1, y, z), ctak<S>(w, y - 1, z, x),
                         ctak<S>(w, z - 1, x, y));
    });
  }
  // fibc, with a continuation for each of two terms: 2 fibonacci(n + 1) - 2 captures.
  static inline int captures = 0;
  template <class S, class K> static int fibc(callcc_world<int, S>* w, int n, K k) {
    if (n < 2) k(n);
    auto const term = [w](int m) {
      ++captures;
      return w->template callcc<int>([=](auto inner) { return fibc<S>(w, m, inner); });
    };
    int const one = term(n - 1);
    return k(one + term(n - 2)), 0;
  }
  // Small enough for a test: ctak 32 16 8 = 9 makes 50,510,521 captures, fibc 30 = 832040 makes
  // 2,692,536. (Both in the r7rs-benchmarks of ecraven, after Gabriel and Feeley.)
  template <class S> static void takes_and_sums() {
    callcc_world<int, S> world;
    auto* const w = &world;
    bool const few = std::same_as<S, thread>;  // so many OS threads would take a minute
    captures = 0;
    int const n = few ? 8 : 15;
    auto const sum = world.run(
        [=] { return w->template callcc<int>([=](auto k) { return fibc<S>(w, n, k); }); });
    BOOST_TEST(sum == (few ? 21 : 610));
    BOOST_TEST(captures == (few ? 66 : 1972));
    if (few) {
      BOOST_TEST(world.run([w] { return ctak<S>(w, 6, 4, 2); }) == 3);
    } else {
      BOOST_TEST(world.run([w] { return ctak<S>(w, 18, 12, 6); }) == 7);
    }
  }

  template <class S> static void exceptions_pass() {
    callcc_world<int, S> world;
    auto* const w = &world;
    BOOST_CHECK_THROW(world.run([w]() -> int {
      return w->template callcc<int>([](auto) -> int { throw std::runtime_error("out"); });
    }),
                      std::runtime_error);
  }

  template <class S> static void check() {
    both_ways_out<S>();
    products<S>();
    takes_and_sums<S>();
    exceptions_pass<S>();
    if constexpr (!multi_shot<typename S::continuation>) {
      check_breaks("resumed twice, or empty: a continuation is one-shot", [] {
        callcc_world<int, S> world;
        world.run([w = &world] {
          typename callcc_world<int, S>::template continuation<int>* again = nullptr;
          auto const n = w->template callcc<int>([&again](auto k) {
            again = new auto(k);
            return 1;
          });
          (*again)(n);
          return 0;
        });
      });
    }
  }
};
every_strategy<callcc_escapes> const callcc_escapes_here;

}  // namespace
}  // namespace kont::conformance
