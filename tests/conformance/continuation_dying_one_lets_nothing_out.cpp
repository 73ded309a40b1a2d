// tests/conformance/continuation_dying_one_lets_nothing_out.cpp -- an exception of who was dropped
// would have nobody to go to.
#include <stdexcept>

#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct dying_one_lets_nothing_out {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::direct) return {};
    return "is destroyed when it is dropped: no exception passes through it";
  }

  template <strategy<dialect::direct> S> static typename S::continuation furious() {
    return S::start([](auto& other) {
      try {
        transfer(other);
      } catch (unwinding const&) { throw std::runtime_error("instead"); }
    });
  }

  template <class S> static void check() {
    check_breaks("a dropped computation let out an exception of its own",
                 [] { auto const dropped = furious<S>().resume().from; });
  }
};
every_strategy<dying_one_lets_nothing_out> const dying_one_lets_nothing_out_here;

}  // namespace
}  // namespace kont::conformance
