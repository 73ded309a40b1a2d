// tests/conformance/continuation_keeps_its_address.cpp -- a frame is where it was whenever its
// computation runs, whoever ran in between.
#include <array>
#include <cstddef>
#include <vector>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct keeps_its_address {
  // Tells each time whether its locals are where they were, and as it left them.
  template <class S> static typename S::continuation looking(int seed) {
    return S::start([seed](auto& other) {
      std::array<int volatile, 100> mine{};
      void volatile* const there = &mine;
      auto* const pointer = &mine[50];
      for (int round = 0;; ++round) {
        for (int i = 0; i < 100; ++i) mine[static_cast<std::size_t>(i)] = seed + round + i;
        transfer(other, word(pointer == &mine[50] && there == &mine));
        bool same = *pointer == seed + round + 50;
        for (int i = 0; i < 100; ++i) {
          same = same && mine[static_cast<std::size_t>(i)] == seed + round + i;
        }
        if (!same) return;
      }
    });
  }

  template <class S> static void check() {
    std::vector<typename S::continuation> all;
    for (int i = 0; i < 5; ++i) all.push_back(looking<S>(1'000 * i));
    for (int round = 0; round < 20; ++round) {
      for (auto& k : all) {
        auto came = std::move(k).resume();
        BOOST_REQUIRE(static_cast<bool>(came.from));
        BOOST_TEST(number(came.word) == 1);
        k = std::move(came.from);
      }
    }
  }
};
every_strategy<keeps_its_address> const keeps_its_address_here;

}  // namespace
}  // namespace kont::conformance
