// tests/conformance/continuation_ends_with_somebody_to_go_on.cpp -- a body that names nobody at its
// end breaks a rule.
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct ends_with_somebody_to_go_on : in_every_dialect {
  template <strategy<dialect::direct> S>
  static typename S::continuation forgetful(typename S::continuation& kept) {
    return S::start([&kept](auto& other) { kept = std::move(other.from); });
  }
  template <strategy<dialect::co> S>
  static typename S::continuation forgetful(typename S::continuation& kept) {
    return S::start([&kept](typename S::arrived other) -> typename S::task {
      kept = std::move(other.from);
      co_return;
    });
  }
  template <strategy<dialect::cps> S>
  static typename S::continuation forgetful(typename S::continuation& kept) {
    return S::start([&kept](auto& other) {
      kept = std::move(other.from);
      return finish(other);
    });
  }

  template <class S> static void check() {
    check_breaks("a body must end with somebody to go on: other.from is empty", [] {
      typename S::continuation kept;
      (void)forgetful<S>(kept).resume();
    });
  }
};
every_strategy<ends_with_somebody_to_go_on> const ends_with_somebody_to_go_on_here;

}  // namespace
}  // namespace kont::conformance
