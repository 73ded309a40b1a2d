// tests/concurrent/fences_pair.cpp -- of two threads that write, then read what the other writes,
// at least one sees the other's, if one has a light fence between and the other a heavy one.
#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "lib/concurrent/asymmetric_fence.hpp"
#include "lib/concurrent/spin_lock.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(fences_pair)

namespace {
using namespace kont;

struct alignas(64) line {
  std::atomic<int> wrote = -1;
  int saw = -1;
};

void wait_for(std::atomic<int> const& count, int n) {
  for (int spun = 0; count < n; ++spun) {
    if (spun < 300) {
      spin_pause();
    } else {
      std::this_thread::yield();  // the other does not run
    }
  }
}
// How often neither saw the other. Who comes first to a round waits for the other, so that they
// run it at once.
template <class Fence, class Other> int missed(int rounds, Fence fence, Other other) {
  std::array<line, 2> lines;
  std::atomic<int> arrived = 0, left = 0;
  int both = 0;
  auto const side = [&](line& mine, line& theirs, auto fence_between) {
    for (int n = 0; n < rounds; ++n) {
      ++arrived;
      wait_for(arrived, 2 * (n + 1));
      mine.wrote.store(n, std::memory_order_relaxed);
      fence_between();
      mine.saw = theirs.wrote.load(std::memory_order_relaxed);
      ++left;
      wait_for(left, 2 * (n + 1));
      if (&mine == &lines[0] && mine.saw != n && theirs.saw != n) ++both;
    }
  };
  std::jthread const second([&] { side(lines[1], lines[0], other); });
  side(lines[0], lines[1], fence);
  return both;
}
}  // namespace

BOOST_AUTO_TEST_CASE(light_and_heavy) {
  int const rounds = 20'000 / slower;
  BOOST_TEST(missed(
                 rounds, [] { light_fence(); }, [] { heavy_fence(); }) == 0);
  BOOST_TEST(missed(
                 rounds, [] { heavy_fence(); }, [] { light_fence(); }) == 0);
}

BOOST_AUTO_TEST_SUITE_END()
