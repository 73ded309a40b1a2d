// tests/conformance/continuation_start_that_throws_keeps_nothing.cpp -- a body that cannot be moved
// in leaves no trace.
#include <stdexcept>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct start_that_throws_keeps_nothing : in_every_dialect {
  struct shy {
    shy() = default;
    shy(shy const&) { throw std::runtime_error("not me"); }
  };
  template <class S> struct body;
  template <strategy<dialect::direct> S> struct body<S> : shy {
    void operator()(arrival<typename S::continuation>&) const {}
  };
  template <strategy<dialect::co> S> struct body<S> : shy {
    typename S::task operator()(typename S::arrived) const { co_return; }
  };
  template <strategy<dialect::cps> S> struct body<S> : shy {
    typename S::action operator()(typename S::arrived& other) const { return finish(other); }
  };

  template <class S> static void check() {
    body<S> const mine;
    BOOST_CHECK_THROW((void)S::start(mine), std::runtime_error);
    auto const before = stacks::count().handed_out;
    for (int i = 0; i < 1000; ++i) {  // one lost each time would be seen
      BOOST_CHECK_THROW((void)S::start(mine), std::runtime_error);
    }
    BOOST_TEST(stacks::count().handed_out == before);
  }
};
every_strategy<start_that_throws_keeps_nothing> const start_that_throws_keeps_nothing_here;

}  // namespace
}  // namespace kont::conformance
