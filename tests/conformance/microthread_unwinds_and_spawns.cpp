// tests/conformance/microthread_unwinds_and_spawns.cpp -- a destructor may spawn, also while all
// are killed, or their world is destroyed: whom it spawns lives after that, or is dropped too.
#include <utility>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_unwinds_and_spawns : library_bodies {
  // Spawns as often as is said, each time one that does so once less.
  template <class World> class heir {
   public:
    heir(World& world, int& captured, int generations)
        : world_(&world), captured_(captured), counts_(captured), left_(generations) {}
    heir(heir&& h) noexcept
        : world_(std::exchange(h.world_, nullptr)),
          captured_(h.captured_),
          counts_(std::move(h.counts_)),
          left_(h.left_) {}
    ~heir() {
      if (world_ != nullptr && left_ != 0)
        world_->spawn([next = heir(*world_, captured_, left_ - 1)] {});
    }

   private:
    World* world_;
    int& captured_;
    witness counts_;
    int left_;
  };
  template <class S> static int more_than_a_block() { return many_alive<S>(300); }

  template <class S> static void as_their_world_ends() {
    int captured = 0;
    {
      scheduler<fifo, S> world;
      for (int k = 0; k < more_than_a_block<S>(); ++k) {
        world.spawn([&] {
          heir<scheduler<fifo, S>> const two(world, captured, 2);
          world.block("for ever");
        });
      }
      world.run();
      BOOST_TEST(captured == more_than_a_block<S>());
    }
    BOOST_TEST(captured == 0);
  }

  template <class S> static void as_all_are_killed() {
    int captured = 0;
    scheduler<fifo, S> world;
    int const n = more_than_a_block<S>();
    for (int k = 0; k < n; ++k)
      world.spawn([one = heir<scheduler<fifo, S>>(world, captured, 1)] {});
    world.kill_all();  // they have not begun, and are dropped at once
    BOOST_TEST(captured == n);
    BOOST_TEST(world.alive() == 2u * static_cast<unsigned>(n));
    BOOST_TEST(world.run().empty());
    BOOST_TEST(captured == 0);
  }

  template <class S> static void check() {
    as_their_world_ends<S>();
    as_all_are_killed<S>();
  }
};
every_strategy<microthread_unwinds_and_spawns> const microthread_unwinds_and_spawns_here;

}  // namespace
}  // namespace kont::conformance
