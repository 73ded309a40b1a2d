// tests/conformance/continuation_value_goes_both_ways.cpp -- each switch brings a word, and both
// sides read it.
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct value_goes_both_ways : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation doubler() {
    return S::start([](auto& other) {
      for (;;) transfer(other, word(2 * number(other.word)));
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation doubler() {
    return S::start([](typename S::arrived other) -> typename S::task {
      for (;;) co_await transfer(other, word(2 * number(other.word)));
    });
  }
  template <class S> struct doubling {
    typename S::action operator()(typename S::arrived& other) {
      return transfer(other, word(2 * number(other.word)), doubling{});
    }
  };
  template <strategy<dialect::cps> S> static typename S::continuation doubler() {
    return S::start(doubling<S>{});
  }

  template <class S> static void check() {
    auto rest = doubler<S>();
    for (int i = 0; i < 100; ++i) {
      auto came = std::move(rest).resume(word(i));
      BOOST_REQUIRE(number(came.word) == 2 * i);
      rest = std::move(came.from);
      BOOST_REQUIRE(static_cast<bool>(rest));
    }
  }
};
every_strategy<value_goes_both_ways> const value_goes_both_ways_here;

}  // namespace
}  // namespace kont::conformance
