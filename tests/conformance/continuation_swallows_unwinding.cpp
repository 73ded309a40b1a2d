// tests/conformance/continuation_swallows_unwinding.cpp -- a body that keeps the order to unwind to
// itself ends all the same.
#include <exception>
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct swallows_unwinding {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::direct) return {};
    return "is destroyed when it is dropped: no exception passes through it";
  }

  template <strategy<dialect::direct> S>
  static typename S::continuation stubborn(std::string& log) {
    return S::start([b = farewell(log, 'b'), &log](auto& other) {
      try {
        transfer(other);
      } catch (...) { log += 's'; }
      int inner = 0;  // it may compute, and drive others
      auto rest = S::start([&inner](auto& o) { transfer(o), inner = 1; });
      rest = std::move(rest).resume().from;
      rest = std::move(rest).resume().from;
      if (inner == 1) log += 'i';
    });
  }

  template <class S> static void check() {
    std::string log;
    { auto const rest = stubborn<S>(log).resume().from; }
    BOOST_TEST(log == "sib");
    BOOST_TEST(std::uncaught_exceptions() == 0);
    BOOST_TEST((std::current_exception() == nullptr));
  }
};
every_strategy<swallows_unwinding> const swallows_unwinding_here;

}  // namespace
}  // namespace kont::conformance
