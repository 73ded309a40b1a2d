// tests/conformance/microthread_is_stuck.cpp -- run() returns who is left, by name, and on what.
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_is_stuck : direct_bodies {
  static std::string told(std::vector<stuck> const& left) {
    std::string all;
    for (auto const& s : left) {
      all += std::to_string(s.id) + ' ' + s.name + ": " + s.waits_for + '\n';
    }
    return all;
  }

  template <class S> static void by_name_and_reason() {
    scheduler<fifo, S> world;
    channel<int, scheduler<fifo, S>> empty(world), full(world);
    world.spawn("reader", [&] { empty.receive(); });
    world.spawn("free", [&] { world.yield(); });
    world.spawn("writer", [&] { full.send(1); });
    {
      std::string borrowed = "parent";
      world.spawn(borrowed, [&] {
        auto child = world.spawn("child", [&] { world.block("a light"); });
        child.join();
      });
      borrowed = "xxxxxx";  // the name was copied
    }
    world.spawn([&] { world.block("nothing"); });
    std::string const all =
        "1 reader: receive\n3 writer: send\n4 parent: join\n5 : nothing\n6 child: a light\n";
    BOOST_TEST(told(world.run()) == all);
    BOOST_TEST(world.alive() == 5u);
    BOOST_TEST(told(world.run()) == all);              // to ask again changes nothing
    world.spawn([&] { empty.send(full.receive()); });  // and they can be helped
    BOOST_TEST(told(world.run()) == "4 parent: join\n5 : nothing\n6 child: a light\n");
  }

  template <class S> static void woken_by_hand_goes_on() {
    scheduler<fifo, S> world;
    typename scheduler<fifo, S>::thread* waiting = nullptr;
    world.spawn("sleeper", [&] {
      waiting = &world.current("only here");
      world.block("the bell");
      waiting = nullptr;
    });
    BOOST_TEST(told(world.run()) == "1 sleeper: the bell\n");
    world.wake(*waiting);
    BOOST_TEST(world.run().empty());
    BOOST_TEST((waiting == nullptr));
  }

  template <class S> static void check() {
    by_name_and_reason<S>();
    woken_by_hand_goes_on<S>();
  }
};
every_strategy<microthread_is_stuck> const microthread_is_stuck_here;

}  // namespace
}  // namespace kont::conformance
