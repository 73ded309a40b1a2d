// tests/concurrent/crew_captures_are_gone.cpp -- who joins a microthread finds that what its body
// had captured is gone: it may refer to what the joiner destroys next.
#include <atomic>
#include <chrono>
#include <thread>
#include <utility>

#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_captures_are_gone)

namespace {
using namespace kont;
using namespace std::chrono_literals;

// Takes its time to go.
struct captured {
  explicit captured(std::atomic<int>& left) : left_(&left) { ++left; }
  captured(captured&& c) noexcept : left_(std::exchange(c.left_, nullptr)) {}
  ~captured() {
    if (left_ == nullptr) return;
    std::this_thread::sleep_for(2ms);
    --*left_;
  }

 private:
  std::atomic<int>* left_;
};

struct captures_are_gone {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    std::atomic<int> left = 0;
    int at_join = -1;
    if constexpr (direct<World>) {
      world.spawn({.pinned = 0}, [&] {
        auto other =
            world.spawn({.pinned = workers - 1}, [c = captured(left)] { World::sleep_for(1ms); });
        other.join();
        at_join = left;
      });
    } else {
      world.spawn({.pinned = 0}, [&]() -> body_of<World> {
        auto other = world.spawn({.pinned = workers - 1}, [c = captured(left)]() -> body_of<World> {
          co_await World::sleep_for(1ms);
        });
        co_await other.join();
        at_join = left;
      });
    }
    world.run();
    BOOST_TEST(at_join == 0);
  }
};

BOOST_AUTO_TEST_CASE(at_a_join) { on_each_crew(captures_are_gone()); }

// Also what one that fails has captured; and one that is killed before it begins.
BOOST_AUTO_TEST_CASE(however_it_ends) {
  world_of_many world(2);
  std::atomic<int> left = 0;
  int at_join = -1;
  world.spawn({.pinned = 0}, [&] {
    auto ends = world.spawn({.pinned = 1}, [c = captured(left)] { world_of_many::exit(); });
    ends.join();
    at_join = left;
    auto never = world.spawn({.pinned = 1}, [c = captured(left)] {});
    never.kill();
    never.join();
    at_join += left;
  });
  world.run();
  BOOST_TEST(at_join == 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
