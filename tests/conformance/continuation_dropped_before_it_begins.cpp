// tests/conformance/continuation_dropped_before_it_begins.cpp -- a dropped computation that never
// began runs nothing.
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct dropped_before_it_begins : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation idle(std::string& log) {
    return S::start([f = farewell(log, 'a'), &log](auto&) { log += "ran"; });
  }
  template <strategy<dialect::co> S> static typename S::continuation idle(std::string& log) {
    return S::start([f = farewell(log, 'a'), &log](typename S::arrived) -> typename S::task {
      log += "ran";
      co_return;
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation idle(std::string& log) {
    return S::start([f = farewell(log, 'a'), &log](auto& other) {
      log += "ran";
      return finish(other);
    });
  }

  template <class S> static void check() {
    std::string log;
    { auto const rest = idle<S>(log); }
    BOOST_TEST(log == "a");
    auto rest = idle<S>(log);
    rest = {};
    BOOST_TEST(log == "aa");
    rest = idle<S>(log);
    rest = idle<S>(log);
    BOOST_TEST(log == "aaa");
  }
};
every_strategy<dropped_before_it_begins> const dropped_before_it_begins_here;

}  // namespace
}  // namespace kont::conformance
