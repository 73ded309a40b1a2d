// tests/conformance/continuation_empty_one_breaks_the_rule.cpp -- to resume nothing, or what was
// resumed, is said and ends.
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct empty_one_breaks_the_rule : in_every_dialect {
  static constexpr auto rule = "resumed twice, or empty: a continuation is one-shot";

  template <strategy<dialect::direct> S> static typename S::continuation idle() {
    return S::start([](auto& other) { transfer(other); });
  }
  template <strategy<dialect::co> S> static typename S::continuation idle() {
    return S::start([](typename S::arrived other) ->
                    typename S::task { co_await transfer(other); });
  }
  template <strategy<dialect::cps> S> static typename S::continuation idle() {
    return S::start(
        [](auto& other) { return transfer(other, nullptr, [](auto& o) { return finish(o); }); });
  }

  template <class S> static void check() {
    check_breaks(rule, [] { (void)typename S::continuation{}.resume(); });
    check_breaks(rule, [] {
      auto k = idle<S>();
      auto const came = std::move(k).resume();
      (void)std::move(k).resume();
    });
    check_breaks(rule, [] {
      auto k = idle<S>();
      auto const moved = std::move(k);
      (void)std::move(k).resume();
    });
  }
};
every_strategy<empty_one_breaks_the_rule> const empty_one_breaks_the_rule_here;

}  // namespace
}  // namespace kont::conformance
