// tests/conformance/continuation_dying_one_cannot_switch_back.cpp -- who was dropped has nobody to
// switch to.
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct dying_one_cannot_switch_back {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::direct) return {};
    return "is destroyed when it is dropped: no exception passes through it";
  }

  template <strategy<dialect::direct> S> static typename S::continuation undead() {
    return S::start([](auto& other) {
      try {
        transfer(other);
      } catch (unwinding const&) { transfer(other); }
    });
  }

  template <class S> static void check() {
    check_breaks("resumed twice, or empty: a continuation is one-shot",
                 [] { auto const dropped = undead<S>().resume().from; });
  }
};
every_strategy<dying_one_cannot_switch_back> const dying_one_cannot_switch_back_here;

}  // namespace
}  // namespace kont::conformance
