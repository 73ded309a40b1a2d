// tests/conformance/continuation_goes_past_who_resumes.cpp -- a body that lies on the stack of who
// resumes it cannot leave for somebody below that, who has to wait; and if it ends, needs an heir.
#include <string_view>
#include <utility>

#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct goes_past_who_resumes : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    return S::style == dialect::direct ? "its bodies have stacks of their own" : "";
  }

  // Two who resume, one inside the other; the innermost body goes to the outer one, and keeps the
  // inner one. (One that nobody keeps unwinds.)
  template <strategy<dialect::co> S> static void past() {
    typename S::continuation kept;
    using arrived = typename S::arrived;
    (void)S::start([&kept](arrived other) -> typename S::task {
      auto inner =
          S::start([outside = std::move(other.from), &kept](arrived o) mutable -> typename S::task {
            kept = std::exchange(o.from, std::move(outside));
            co_return;
          });
      (void)std::move(inner).resume();
      co_return;
    }).resume();
  }
  template <strategy<dialect::cps> S> static void past() {
    typename S::continuation kept;
    (void)S::start([&kept](auto& other) {
      auto inner = S::start([outside = std::move(other.from), &kept](auto& o) mutable {
        kept = std::exchange(o.from, std::move(outside));
        return finish(o);
      });
      (void)std::move(inner).resume();
      return finish(other);
    }).resume();
  }

  template <class S> static void check() {
    auto const said = last_words([] { past<S>(); });
    BOOST_TEST_INFO("said: " << said);
    BOOST_TEST(
        said.starts_with("kont: who waits in resume() must be switched to before who waits"));
    if constexpr (S::style == dialect::cps) {
      check_breaks("become: an empty continuation cannot go on", [] {
        (void)S::start([](auto& other) { return S::become(other, {}); }).resume();
      });
    }
  }
};
every_strategy<goes_past_who_resumes> const goes_past_who_resumes_here;

}  // namespace
}  // namespace kont::conformance
