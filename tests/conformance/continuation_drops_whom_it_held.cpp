// tests/conformance/continuation_drops_whom_it_held.cpp -- who waits for a computation that is
// dropped is dropped with it.
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct drops_whom_it_held {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::direct) return {};
    return "is stackless: who drives waits on the stack of its own driver";
  }

  // The outer one resumes the inner one, which takes control outside without letting go of it:
  // the outer waits in the inner's `other.from`.
  template <strategy<dialect::direct> S>
  static typename S::continuation outer(typename S::continuation& outside, std::string& log) {
    return S::start([&outside, &log](auto& other) {
      farewell const o(log, 'o');
      outside = std::move(other.from);
      auto inner = S::start([&outside, &log](auto&) {
        farewell const i(log, 'i');
        arrival<typename S::continuation> away{std::move(outside), nullptr};
        transfer(away);
      });
      (void)std::move(inner).resume();
    });
  }

  template <class S> static void check() {
    std::string log;
    typename S::continuation outside;
    { auto const inner = outer<S>(outside, log).resume().from; }
    BOOST_TEST(log == "io");
  }
};
every_strategy<drops_whom_it_held> const drops_whom_it_held_here;

}  // namespace
}  // namespace kont::conformance
