// tests/conformance/continuation_recurses_deeply.cpp -- a body has the stack it asked for, and may
// wait at the bottom of it.
#include "lib/stacks/annotate.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct recurses_deeply {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::direct) return {};
    return "is stackless: it can be left only in the body itself";
  }

  template <class S>
  [[gnu::noinline]] static long sum(arrival<typename S::continuation>& other, int n) {
    if (n == 0) {
      transfer(other);
      return 0;
    }
    long volatile const here = n;  // to be kept across the recursion
    return sum<S>(other, n - 1) + here;
  }
  template <strategy<dialect::direct> S>
  static typename S::continuation deep(int depth, std::size_t size) {
    return S::start(
        [depth](auto& other) {
          auto const n = sum<S>(other, depth);
          other.word = word(n);
        },
        {.size = stacks::frames_grow * size});
  }

  template <class S> static void check() {
    auto rest = deep<S>(10'000, std::size_t{8} << 20).resume().from;
    auto other = deep<S>(100, 64 * 1024).resume().from;
    BOOST_TEST(number(std::move(rest).resume().word) == 10'000L * 10'001 / 2);
    BOOST_TEST(number(std::move(other).resume().word) == 100L * 101 / 2);
  }
};
every_strategy<recurses_deeply> const recurses_deeply_here;

}  // namespace
}  // namespace kont::conformance
