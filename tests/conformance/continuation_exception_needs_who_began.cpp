// tests/conformance/continuation_exception_needs_who_began.cpp -- nobody can catch in a computation
// that has not begun.
#include <stdexcept>

#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct exception_needs_who_began : in_every_dialect {
  template <strategy<dialect::direct> S>
  static typename S::continuation failing(typename S::continuation& kept) {
    return S::start([&kept](auto& other) {
      kept = std::move(other.from);
      other.from = S::start([](auto&) {});
      throw std::runtime_error("for whom?");
    });
  }
  template <strategy<dialect::co> S>
  static typename S::continuation failing(typename S::continuation& kept) {
    using arrived = typename S::arrived;
    return S::start([&kept](arrived other) -> typename S::task {
      kept = std::move(other.from);
      other.from = S::start([](arrived) -> typename S::task { co_return; });
      throw std::runtime_error("for whom?");
      co_return;
    });
  }
  template <strategy<dialect::cps> S>
  static typename S::continuation failing(typename S::continuation& kept) {
    return S::start([&kept](auto& other) -> typename S::action {
      kept = std::move(other.from);
      other.from = S::start([](auto& o) { return finish(o); });
      throw std::runtime_error("for whom?");
    });
  }

  template <class S> static void check() {
    check_breaks("an exception left a body for a computation that had not begun", [] {
      typename S::continuation kept;
      (void)failing<S>(kept).resume();
    });
  }
};
every_strategy<exception_needs_who_began> const exception_needs_who_began_here;

}  // namespace
}  // namespace kont::conformance
