// tests/conformance/continuation_many_alive.cpp -- ten thousand suspended at once, resumed in any
// order.
#include <algorithm>
#include <vector>

#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct many_alive : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (label<S> == "thread") return "10,000 OS threads are more than many systems grant a user";
    return {};
  }
#if defined(KONT_TSAN)
  static constexpr int most = 1'000;  // its runtime has room for 8,128 of them
#else
  static constexpr int most = 10'000;
#endif

  template <strategy<dialect::direct> S> static typename S::continuation adder(int i) {
    return S::start(
        [i](auto& other) {
          for (auto sum = number(other.word) + i;; sum += number(other.word)) {
            transfer(other, word(sum));
          }
        },
        {.size = stacks::smallest_size});
  }
  template <strategy<dialect::co> S> static typename S::continuation adder(int i) {
    return S::start([i](typename S::arrived other) -> typename S::task {
      for (auto sum = number(other.word) + i;; sum += number(other.word)) {
        co_await transfer(other, word(sum));
      }
    });
  }
  template <class S> struct adding {
    std::intptr_t sum;
    typename S::action operator()(typename S::arrived& other) {
      sum += number(other.word);
      return transfer(other, word(sum), adding{sum});
    }
  };
  template <strategy<dialect::cps> S> static typename S::continuation adder(int i) {
    return S::start(adding<S>{i});
  }

  template <class S> static void check() {
    // (where a guard takes a mapping, those of five kinds of stacks together are too many)
    int const alive = std::min(most, guards_split_mappings() ? 5'000 : most);
    std::vector<typename S::continuation> all;
    for (int i = 0; i < alive; ++i) all.push_back(adder<S>(i));
    int wrong = 0;
    for (int round = 1; round <= 3; ++round) {
      for (int i = 0; i < alive; ++i) {
        auto const at = i * 7919 % alive;  // a prime: each once, far from the one before
        auto& rest = all[static_cast<std::size_t>(at)];
        auto came = std::move(rest).resume(word(1));
        wrong += number(came.word) != at + round;
        rest = std::move(came.from);
      }
    }
    BOOST_TEST(wrong == 0);
  }
};
every_strategy<many_alive> const many_alive_here;

}  // namespace
}  // namespace kont::conformance
