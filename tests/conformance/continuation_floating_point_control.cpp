// tests/conformance/continuation_floating_point_control.cpp -- rounding is the thread's, or each
// computation's where that is promised.
#include <cfenv>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct floating_point_control : in_every_dialect {
  // volatile: it has to be computed where it stands
  static bool rounds_up() {
    double volatile const one = 1, three = 3;
    double volatile const third = one / three;
    return third * 3 > 1 || third > 0.33333333333333331483;
  }
  template <strategy<dialect::direct> S> static typename S::continuation upward(bool& kept) {
    return S::start([&kept](auto& other) {
      std::fesetround(FE_UPWARD);
      transfer(other);
      kept = std::fegetround() == FE_UPWARD && rounds_up();
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation upward(bool& kept) {
    return S::start([&kept](typename S::arrived other) -> typename S::task {
      std::fesetround(FE_UPWARD);
      co_await transfer(other);
      kept = std::fegetround() == FE_UPWARD && rounds_up();
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation upward(bool& kept) {
    return S::start([&kept](auto& other) {
      std::fesetround(FE_UPWARD);
      return transfer(other, nullptr, [&kept](auto& o) {
        kept = std::fegetround() == FE_UPWARD && rounds_up();
        return finish(o);
      });
    });
  }

  template <class S> static void check() {
    BOOST_REQUIRE(std::fegetround() == FE_TONEAREST);
    bool kept = false;
    auto rest = upward<S>(kept).resume().from;
    bool const thread_changed = std::fegetround() == FE_UPWARD && rounds_up();
    std::fesetround(FE_TONEAREST);
    rest = std::move(rest).resume().from;
    auto const after = std::fegetround();
    std::fesetround(FE_TONEAREST);
    BOOST_TEST(thread_changed == !each_has_its_own<S>());
    BOOST_TEST(kept == each_has_its_own<S>());
    BOOST_TEST(after == FE_TONEAREST);
  }

  /// `stack`, `segment`, `copy` and `replay` leave it to the thread, unless it is asked for, since
  /// it costs 8 ns a switch; and what has no stack of its own has no rounding mode of its own.
  template <class S> static constexpr bool each_has_its_own() {
    if (S::style != dialect::direct) return false;
    if (label<S> == "copy" || label<S> == "replay" || label<S> == "segment") return false;
    return label<S> == "stack-fp" || !label<S>.starts_with("stack");
  }
};
every_strategy<floating_point_control> const floating_point_control_here;

}  // namespace
}  // namespace kont::conformance
