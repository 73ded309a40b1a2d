// tests/control/effects_discard_forks.cpp -- a fork that is discarded ends without unwinding: no
// destructor of its frames runs. The last one unwinds all the same: it owns what all began with.
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

struct effects_discard_forks : over_many_shots {
  struct counted {
    int& ended;
    ~counted() { ++ended; }
  };

  template <class S> static void clause() {
    int ended = 0;
    auto const giving_up = handler(resumes_often<amb::flip>([](auto k) {
                                     int const yes = k(true), no = k(false);
                                     std::move(k).discard();
                                     return yes + no;
                                   }),
                                   discards<amb::fail>([] { return 100; }));
    int const sum = handle<S>(giving_up, [&ended] {
      counted const mine{ended};
      if (perform<amb::flip, S>()) perform<amb::fail, S>();
      return 1;
    });
    BOOST_TEST(sum == 101);
    BOOST_TEST(ended == 2);  // of the one that came to its end, and of k, the last
  }
  template <class S> static void continuation() {
    int ended = 0;
    prompt<int, S> const p("p");
    int const n = push_prompt(p, [p, &ended] {
      counted const mine{ended};
      return capture(p, [&ended](auto k) {
        k.fork().discard();
        BOOST_TEST(ended == 0);
        return std::move(k)(1);
      });
    });
    BOOST_TEST(n == 1);
    BOOST_TEST(ended == 1);
  }
  template <class S> static void check() {
    clause<S>();
    continuation<S>();
  }
};
every_strategy<effects_discard_forks> const effects_discard_forks_here;

}  // namespace
}  // namespace kont::conformance
