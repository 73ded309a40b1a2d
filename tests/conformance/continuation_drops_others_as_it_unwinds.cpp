// tests/conformance/continuation_drops_others_as_it_unwinds.cpp -- destructors of a dropped one
// drop others, however deep.
#include <exception>
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct drops_others_as_it_unwinds : in_every_dialect {
  template <strategy<dialect::direct> S>
  static typename S::continuation owner(int depth, std::string& log) {
    return S::start([depth, &log](auto& other) {
      farewell const mine(log, static_cast<char>('0' + depth));
      auto inner = depth > 0 ? owner<S>(depth - 1, log).resume().from : typename S::continuation{};
      transfer(other);
    });
  }
  template <strategy<dialect::co> S>
  static typename S::continuation owner(int depth, std::string& log) {
    return S::start([depth, &log](typename S::arrived other) -> typename S::task {
      farewell const mine(log, static_cast<char>('0' + depth));
      typename S::continuation inner;
      if (depth > 0) inner = owner<S>(depth - 1, log).resume().from;
      co_await transfer(other);
    });
  }
  template <strategy<dialect::cps> S>
  static typename S::continuation owner(int depth, std::string& log) {
    return S::start([depth, &log](auto& other) {
      auto inner = depth > 0 ? owner<S>(depth - 1, log).resume().from : typename S::continuation{};
      auto rest = [mine = farewell(log, static_cast<char>('0' + depth)),
                   held = std::move(inner)](auto& o) { return finish(o); };
      return transfer(other, nullptr, std::move(rest));
    });
  }

  template <class S> static void check() {
    std::string log;
    { auto const rest = owner<S>(5, log).resume().from; }
    BOOST_TEST(log == "012345");
    BOOST_TEST(std::uncaught_exceptions() == 0);
  }
};
every_strategy<drops_others_as_it_unwinds> const drops_others_as_it_unwinds_here;

}  // namespace
}  // namespace kont::conformance
