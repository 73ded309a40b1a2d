// tests/conformance/continuation_finishes_with_nothing_left.cpp -- an end destroys the body, once,
// before control goes on.
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct finishes_with_nothing_left : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation brief(std::string& log) {
    return S::start([b = farewell(log, 'b'), &log](auto&) { farewell const a(log, 'a'); });
  }
  template <strategy<dialect::co> S> static typename S::continuation brief(std::string& log) {
    return S::start([b = farewell(log, 'b'), &log](typename S::arrived) -> typename S::task {
      farewell const a(log, 'a');
      co_return;
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation brief(std::string& log) {
    return S::start([b = farewell(log, 'b'), &log](auto& other) {
      farewell const a(log, 'a');
      return finish(other);
    });
  }

  template <class S> static void check() {
    std::string log;
    {
      auto came = brief<S>(log).resume();
      BOOST_TEST(log == "ab");
      BOOST_TEST(!came.from);
    }
    BOOST_TEST(log == "ab");
  }
};
every_strategy<finishes_with_nothing_left> const finishes_with_nothing_left_here;

}  // namespace
}  // namespace kont::conformance
