// tests/conformance/continuation_captures_much.cpp -- a body may have captured more than the stack
// holds that it was given: that is as much larger.
#include <array>
#include <cstddef>
#include <numeric>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct captures_much : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style != dialect::direct) return "keeps what a body has captured on the heap";
    return {};
  }

  template <std::size_t bytes> using much = std::array<unsigned char, bytes>;
  template <std::size_t bytes> static much<bytes> numbered() {
    much<bytes> all;
    std::iota(all.begin(), all.end(), static_cast<unsigned char>(bytes));
    return all;
  }
  // So deep that it leaves half of the smallest stack to the frames, and no more than that.
  static std::size_t far_down(std::size_t frames) {
    unsigned char volatile here[256] = {};
    here[frames % sizeof here] = 1;
    return frames == 0 ? 0 : far_down(frames - 1) + here[frames % sizeof here];
  }

  template <class S, std::size_t bytes> static void check_one(stacks::request want) {
    auto const expected = numbered<bytes>();
    std::size_t deep = 0;
    bool kept = false;
    auto k = S::start(
        [&, mine = expected](auto& other) mutable {
          deep = far_down(8);
          transfer(other);
          kept = mine == expected;
        },
        want);
    k = std::move(k).resume().from;
    auto beside = S::start([](auto&) {});  // would lie in what it has written too far down
    std::move(beside).resume();
    BOOST_TEST(!std::move(k).resume().from);
    BOOST_TEST((kept && deep == 8));
  }
  template <class S> static void check() {
    if constexpr (S::style == dialect::direct) {
      check_one<S, 12'000>({.size = stacks::smallest_size});
      check_one<S, 17'000>({.size = stacks::smallest_size});
      check_one<S, 100'000>({});
    }
  }
};
every_strategy<captures_much> const captures_much_here;

}  // namespace
}  // namespace kont::conformance
