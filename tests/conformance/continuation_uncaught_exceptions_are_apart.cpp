// tests/conformance/continuation_uncaught_exceptions_are_apart.cpp -- a body begun while one
// unwinds sees none in flight.
#include <exception>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct uncaught_exceptions_are_apart : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (label<S> == "stack-bare") return "leaves exceptions to the thread: that is what it saves";
    if (S::style == dialect::co) return "leaves exceptions to the thread: no body waits in a catch";
    return {};
  }

  template <strategy<dialect::direct> S> static typename S::continuation asking(int& seen) {
    return S::start([&seen](auto& other) {
      seen = std::uncaught_exceptions();
      transfer(other);
      try {
        throw 1;
      } catch (int) { seen += 10 * std::uncaught_exceptions(); }
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation asking(int& seen) {
    return S::start([&seen](auto& other) {
      seen = std::uncaught_exceptions();
      return transfer(other, nullptr, [&seen](auto& back) {
        try {
          throw 1;
        } catch (int) { seen += 10 * std::uncaught_exceptions(); }
        return finish(back);
      });
    });
  }

  template <class S> struct drives_while_unwinding {
    int& seen;
    int& ours;
    ~drives_while_unwinding() {
      auto rest = asking<S>(seen).resume().from;
      ours = std::uncaught_exceptions();
      rest = std::move(rest).resume().from;
      ours += 10 * std::uncaught_exceptions();
    }
  };

  template <class S> static void check() {
    int seen = -1, ours = -1;
    try {
      drives_while_unwinding<S> const d{seen, ours};
      throw 2;
    } catch (int n) { BOOST_TEST(n == 2); }
    BOOST_TEST(seen == 0);
    BOOST_TEST(ours == 11);
    BOOST_TEST(std::uncaught_exceptions() == 0);
  }
};
every_strategy<uncaught_exceptions_are_apart> const uncaught_exceptions_are_apart_here;

}  // namespace
}  // namespace kont::conformance
