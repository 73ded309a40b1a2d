// tests/reliability/r3_memory_stays_flat.cpp -- microthreads by the million, ended or killed
// wherever they are: the process is as large as after the first of them, and has as many mappings.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <deque>
#include <random>
#include <string>
#include <vector>

#include "continuations/strategies/frame.hpp"
#include "continuations/strategies/stack.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/measure/resident.hpp"
#include "lib/stacks/stack.hpp"

namespace {

using namespace kont;

#if defined(KONT_ASAN) || defined(KONT_TSAN) || defined(KONT_EMULATED)
constexpr int waves = 20;
constexpr bool measured = false;  // what is freed is kept for a while, and shadowed
#elif !defined(__OPTIMIZE__)
constexpr int waves = 200;
constexpr bool measured = true;
#else
constexpr int waves = 1'000;
constexpr bool measured = true;
#endif
constexpr int in_a_wave = 1'000;

struct reading {
  double resident = static_cast<double>(measure::resident_bytes());
  std::uint64_t mappings = measure::mapping_count();
  std::size_t stacks = kont::stacks::count().handed_out;  // so many were ever alive at once
};
constexpr double slack = 1 << 19;  // bytes: so roughly the kernel counts

/// What has grown, or nothing.
std::string fault(reading const& before, reading const& now) {
  if (now.stacks > before.stacks + in_a_wave / 10) return "there are more stacks";
  if (!measured) return {};
  if (now.mappings > before.mappings) return "there are more mappings";
  if (now.resident > before.resident * 1.01 + slack) return "there is more memory";
  return {};
}

/// A world in which each of a wave sends, receives, yields and sleeps, is killed or not, by the
/// dice; `keep` keeps what else would go with a microthread.
template <class S, bool Keep = false> class tide {
  using World = scheduler<fifo, S>;
  using handle = typename World::handle;

 public:
  void wave() {
    for (int i = 0; i < in_a_wave; ++i) all_.push_back(spawn());
    std::shuffle(all_.begin(), all_.end(), random_);
    for (auto& h : all_) {
      if (random_() % 3 != 0) continue;
      world_.run_some(random_() % 3);
      h.kill();
    }
    if (!Keep) all_.clear();
    world_.run();
    world_.kill_all(true);  // who waits for ever
    BOOST_REQUIRE(world_.run().empty());
    BOOST_REQUIRE(world_.alive() == 0u);
  }

 private:
  handle spawn() {
    if constexpr (S::style == dialect::co) {
      return world_.spawn([this]() -> typename World::template body_of<> {
        std::vector<int> const owned(10);
        co_await World::yield();
        if (random_() % 2 == 0) co_await channel_.send(1);
        co_await World::sleep_for(std::chrono::nanoseconds(5));
        if (random_() % 2 == 0) co_await channel_.receive();
      });
    } else {
      return world_.spawn([this] {
        std::vector<int> const owned(10);
        World::yield();
        if (random_() % 2 == 0) channel_.send(1);
        World::sleep_for(std::chrono::nanoseconds(5));
        if (random_() % 2 == 0) channel_.receive();
      });
    }
  }

  std::mt19937_64 random_{3};
  World world_;
  channel<int, World> channel_{world_};
  std::deque<handle> all_;
};

/// What has grown between the tenth of the waves and the last of them, or nothing.
template <class Tide> std::string growth(int how_many) {
  Tide t;
  for (int i = 0; i < how_many / 10; ++i) t.wave();
  reading const before;
  for (int i = how_many / 10; i < how_many; ++i) t.wave();
  reading const after;
  BOOST_TEST_MESSAGE(how_many * in_a_wave << " microthreads: from " << before.resident << " to "
                                          << after.resident << " bytes");
  return fault(before, after);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(r3_memory_stays_flat)

BOOST_AUTO_TEST_CASE(of_stacks) { BOOST_TEST(growth<tide<stack>>(waves) == ""); }
BOOST_AUTO_TEST_CASE(of_frames) { BOOST_TEST(growth<tide<frame>>(waves) == ""); }

BOOST_AUTO_TEST_CASE(seeded_fault_records_that_are_kept_are_found) {
  if (measured) BOOST_TEST((growth<tide<stack, true>>(100)) == "there is more memory");
}

BOOST_AUTO_TEST_SUITE_END()
