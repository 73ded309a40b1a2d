// tests/control/effects_moves_that_throw.cpp -- a value that cannot be moved where it is to go:
// nothing that was captured is lost.
#include <stdexcept>
#include <string>

#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_moves_that_throw : over_prompts {
  // Throws when it is moved for the n-th time. Too large for a record.
  struct fused {
    explicit fused(int n) : left(n) {}
    fused(fused&& f) : left(f.left) {
      if (--left == 0) throw std::runtime_error("moved too often");
    }
    int left;
    char padding[100] = {};
  };
  struct heavy {
    static constexpr char const* name = "heavy";
    struct put : operation<heavy, int(fused)> {};
    struct get : operation<heavy, fused()> {};
    using operations = operation_list<put, get>;
  };

  // Whichever move throws: who performed is unwound before that comes out of the handler.
  template <class S, class Clause, class Body> static void whichever(Clause clause, Body body) {
    bool ended = false;
    for (int n = 1; !ended; ++n) {
      BOOST_TEST_REQUIRE(n < 20);
      std::string log;
      try {
        handle<S>(clause(n), [&log, n, body] {
          farewell const mine(log, 'd');
          return body(n);
        });
        ended = true;
      } catch (std::runtime_error const&) { log += 'c'; }
      BOOST_TEST(log == (ended ? "d" : "dc"));
    }
  }

  template <class S> static void check() {
    whichever<S>(
        [](int) {
          return handler(resumes<heavy::put>([](auto k, fused) { return std::move(k)(1); }),
                         aborts<heavy::get>([] { return 0; }));
        },
        [](int n) { return perform<heavy::put, S>(fused(n)); });
    whichever<S>(
        [](int n) {
          return handler(resumes<heavy::get>([n](auto k) { return std::move(k)(fused(n)); }),
                         aborts<heavy::put>([](fused) { return 0; }));
        },
        [](int) { return perform<heavy::get, S>().left; });
  }
};
every_strategy<effects_moves_that_throw> const effects_moves_that_throw_here;

}  // namespace
}  // namespace kont::conformance
