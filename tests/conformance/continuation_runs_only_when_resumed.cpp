// tests/conformance/continuation_runs_only_when_resumed.cpp -- nothing of a body runs before it is
// resumed, or while it waits.
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct runs_only_when_resumed : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation counter(int& n) {
    return S::start([&n](auto& other) {
      ++n;
      transfer(other);
      ++n;
      transfer(other);
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation counter(int& n) {
    return S::start([&n](typename S::arrived other) -> typename S::task {
      ++n;
      co_await transfer(other);
      ++n;
      co_await transfer(other);
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation counter(int& n) {
    return S::start([&n](auto& other) {
      ++n;
      return transfer(other, nullptr, [&n](auto& back) {
        ++n;
        return transfer(back, nullptr, [](auto& o) { return finish(o); });
      });
    });
  }

  template <class S> static void check() {
    int n = 0;
    auto rest = counter<S>(n);
    BOOST_TEST(n == 0);
    rest = std::move(rest).resume().from;
    BOOST_TEST(n == 1);
    BOOST_TEST(n == 1);
    rest = std::move(rest).resume().from;
    BOOST_TEST(n == 2);
  }
};
every_strategy<runs_only_when_resumed> const runs_only_when_resumed_here;

}  // namespace
}  // namespace kont::conformance
