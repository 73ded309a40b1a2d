// tests/conformance/microthread_unwinds_and_kills.cpp -- at the end of a world, who unwinds may try
// to kill others, or itself, and to wake them: nothing happens, for all unwind.
#include <utility>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_unwinds_and_kills : library_bodies {
  template <class World> struct supervisor {
    std::vector<typename World::handle> crew;
    ~supervisor() {
      for (auto& h : crew) BOOST_TEST(!h.kill());
    }
  };
  template <class World> struct waker {
    World& world;
    typename World::thread* const& whom;
    ~waker() { world.wake(*whom); }
  };

  // Those that have unwound before it, and those that have not.
  template <class S> static void others_and_itself() {
    using world_type = scheduler<fifo, S>;
    int alive = 0;
    {
      world_type world;
      channel<int, world_type> jobs(world);
      supervisor<world_type> all;
      auto const works = [&] {
        return world.spawn([&] {
          witness const here(alive);
          jobs.receive();
        });
      };
      for (int k = 0; k < 4; ++k) all.crew.push_back(works());
      typename world_type::handle boss;
      boss = world.spawn([&] {
        witness const here(alive);
        supervisor<world_type> over{std::move(all.crew)};
        for (int k = 0; k < 4; ++k) over.crew.push_back(works());
        over.crew.push_back(std::move(boss));
        world.block("for ever");
      });
      BOOST_TEST(world.run().size() == 9u);
      BOOST_TEST(alive == 9);
    }
    BOOST_TEST(alive == 0);
  }

  template <class S> static void a_wake_finds_nobody() {
    using world_type = scheduler<fifo, S>;
    int alive = 0;
    {
      typename world_type::thread* second = nullptr;
      world_type world;
      world.spawn([&] {
        witness const here(alive);
        waker<world_type> const late{world, second};
        world.block("for ever");
      });
      world.spawn([&] {
        witness const here(alive);
        second = &world.current("a microthread");
        world.block("for ever");
      });
      world.run();
    }
    BOOST_TEST(alive == 0);
  }

  template <class S> static void check() {
    others_and_itself<S>();
    a_wake_finds_nobody<S>();
  }
};
every_strategy<microthread_unwinds_and_kills> const microthread_unwinds_and_kills_here;

}  // namespace
}  // namespace kont::conformance
