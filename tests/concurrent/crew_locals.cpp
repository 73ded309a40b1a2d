// tests/concurrent/crew_locals.cpp -- what a microthread of a crew has for itself goes before those
// go on who join it.
#include <atomic>
#include <chrono>
#include <memory>

#include "coroutines/microthreads/local.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_locals)

namespace {
using namespace kont;

struct goes_before_the_join {
  static constexpr int rounds = 500 / slower;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    local<std::shared_ptr<int>, World> held;
    std::atomic<int> late = 0;
    for (int k = 0; k < rounds; ++k) {
      if constexpr (direct<World>) {
        world.spawn([&] {
          auto const token = std::make_shared<int>();
          auto child = [&, mine = token]() mutable { *held = std::move(mine); };
          world.spawn(child).join();
          late += token.use_count() != 2;
          world.fork(child).join();
          late += token.use_count() != 2;
        });
      } else {
        world.spawn([&]() -> body_of<World> {
          auto const token = std::make_shared<int>();
          auto child = [&, mine = token]() mutable -> body_of<World> {
            *held = std::move(mine);
            co_return;
          };
          auto spawned = world.spawn(child);
          co_await spawned.join();
          late += token.use_count() != 2;
          auto forked = co_await world.fork(child);
          co_await forked.join();
          late += token.use_count() != 2;
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(late == 0);
  }
};

// Their destructors may wait, and go on on another worker; there who had them ends.
struct yields_when_it_ends {
  std::atomic<int>* ended = nullptr;
  ~yields_when_it_ends() {
    if (ended == nullptr) return;
    auto const me = world_of_many::running();
    for (int k = 0; k < 4; ++k) {
      auto const until = std::chrono::steady_clock::now() + std::chrono::microseconds(20);
      while (std::chrono::steady_clock::now() < until) spin_pause();  // others come for work
      world_of_many::yield();
    }
    *ended += me == world_of_many::running();
  }
};
BOOST_AUTO_TEST_CASE(wait_on_any_worker) {
  int const rounds = 2'000 / slower;
  on_few_and_many([=](world_of_many& world) {
    local<yields_when_it_ends, world_of_many> last;
    std::atomic<int> ended = 0;
    for (int k = 0; k < rounds; ++k) {
      world.spawn([&] { last->ended = &ended; });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(ended == rounds);
  });
}
}  // namespace

BOOST_AUTO_TEST_CASE(go_before_the_join) { on_each_crew(goes_before_the_join{}); }

BOOST_AUTO_TEST_SUITE_END()
