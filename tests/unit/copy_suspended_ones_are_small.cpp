// tests/unit/copy_suspended_ones_are_small.cpp -- a suspended microthread of the strategy `copy`
// takes what is on its stack, and little more.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstddef>

#include "continuations/strategies/copy.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/measure/resident.hpp"

BOOST_AUTO_TEST_SUITE(copy_suspended_ones_are_small)

namespace {

using namespace kont;

#if defined(KONT_ASAN) || defined(KONT_TSAN)
constexpr std::size_t alive = 1'000;
constexpr bool weighed = false;  // the sanitizer's own memory would be
constexpr double most = 0;
#elif !defined(__OPTIMIZE__)
constexpr std::size_t alive = 200'000;
constexpr bool weighed = true;
constexpr double most = 1'500;  // bytes each: frames are as large as they are written
#else
constexpr std::size_t alive = 200'000;
constexpr bool weighed = true;
constexpr double most = 400;  // bytes each, the scheduler's record included
#endif

BOOST_AUTO_TEST_CASE(many_alive_at_once_take_some_hundred_bytes_each) {
  auto const before = measure::resident_bytes();
  scheduler<fifo, copy> world;
  std::size_t begun = 0, ended = 0;
  for (std::size_t i = 0; i < alive; ++i) {
    world.spawn([&] {
      ++begun;
      world.yield();
      ++ended;
    });
  }
  double each = 0;
  world.spawn([&] {  // the last: all others wait
    BOOST_TEST(begun == alive);
    BOOST_TEST(ended == 0u);
    each = static_cast<double>(measure::resident_bytes() - before) / alive;
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(ended == alive);
  BOOST_TEST_MESSAGE(each << " bytes each");
  if (weighed) BOOST_TEST(each <= most);
}

BOOST_AUTO_TEST_CASE(they_share_one_stack) {
  auto const before = stacks::count().handed_out;
  scheduler<fifo, copy> world;
  for (int i = 0; i < 1'000; ++i) world.spawn([&] { world.yield(); });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(stacks::count().handed_out <= before + 2);  // a home, and the copier's
}

BOOST_AUTO_TEST_CASE(who_asks_for_more_than_the_home_has_one_alone) {
  constexpr std::size_t large = 4 * shared_stack::home_size;
  auto const deep = [](auto& other) {
    std::array<char volatile, large / 2> used;
    used.front() = 'k';
    transfer(other);
    other.word = used.front() == 'k' ? &other : nullptr;
  };
  auto first = copy::start(deep, {.size = large}).resume().from;
  auto second = copy::start(deep, {.size = large}).resume().from;
  BOOST_TEST(std::move(first).resume().word != nullptr);
  BOOST_TEST(std::move(second).resume().word != nullptr);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
