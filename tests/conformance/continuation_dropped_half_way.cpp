// tests/conformance/continuation_dropped_half_way.cpp -- a dropped computation unwinds from where
// it waits.
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct dropped_half_way : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation nested(std::string& log) {
    return S::start([c = farewell(log, 'c'), &log](auto& other) {
      farewell const b(log, 'b');
      try {
        farewell const a(log, 'a');
        transfer(other);
        log += "went on";
      } catch (unwinding const&) {
        log += '!';
        throw;
      }
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation nested(std::string& log) {
    return S::start([c = farewell(log, 'c'), &log](typename S::arrived other) -> typename S::task {
      farewell const b(log, 'b');
      try {
        farewell const a(log, 'a');
        co_await transfer(other);
        log += "went on";
      } catch (unwinding const&) {
        log += '!';
        throw;
      }
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation nested(std::string& log) {
    return S::start([c = farewell(log, 'c'), &log](auto& other) mutable {
      auto rest = [held = std::move(c), b = farewell(log, 'b'), a = farewell(log, 'a'),
                   &log](auto& o) {
        log += "went on";
        return finish(o);
      };
      return transfer(other, nullptr, std::move(rest));
    });
  }

  template <class S> static void check() {
    std::string log;
    { auto const rest = nested<S>(log).resume().from; }
    // a stack unwinds by an exception; what has none is destroyed
    std::string const once = S::style == dialect::direct ? "a!bc" : "abc";
    BOOST_TEST(log == once);
    auto rest = nested<S>(log).resume().from;
    rest = nested<S>(log).resume().from;
    BOOST_TEST(log == once + once);
    rest = {};
    BOOST_TEST(log == once + once + once);
  }
};
every_strategy<dropped_half_way> const dropped_half_way_here;

}  // namespace
}  // namespace kont::conformance
