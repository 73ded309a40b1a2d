// tests/conformance/microthread_replays.cpp -- with the choices of a run it takes the same course
// again; a program that has changed fails at the first choice that cannot be made.
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/observed.hpp"
#include "coroutines/microthreads/policies/recording.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_replays : library_bodies {
  // Three workers, who are made by one another, and a channel; what they did, in order.
  template <class World> static std::string course(World& world, int rounds = 5) {
    std::string log;
    channel<char, World> c(world);
    world.spawn([&] {
      for (char const name : {'a', 'b', 'c'}) {
        world.spawn([&, name] {
          for (int i = 0; i < rounds; ++i) {
            c.send(name);
            world.yield();
          }
        });
        world.yield();
      }
    });
    world.spawn([&] {
      for (int i = 0; i < 3 * rounds; ++i) log += c.receive();
    });
    world.run();
    return log;
  }

  template <class S> static void the_same_course() {
    using recorder = recording<dice>;
    std::string all;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      scheduler<recorder, S> first{recorder(dice(seed))};
      auto const log = course(first);
      scheduler<replaying, S> second{replaying(first.policy().log())};
      BOOST_TEST(course(second) == log);
      BOOST_CHECK_NO_THROW(second.policy().check());
      if (all.find(log) == std::string::npos) all += log + ' ';
    }
    BOOST_TEST(all.size() > 5 * 16);  // and the courses do differ
  }

  template <class S> static void another_program_fails() {
    using recorder = recording<dice>;
    scheduler<recorder, S> first{recorder(dice(3))};
    course(first);
    scheduler<replaying, S> shorter{replaying(first.policy().log())};
    course(shorter, 4);
    BOOST_TEST(shorter.policy().choices_made() < first.policy().log().size());
    std::string said;
    try {
      shorter.policy().check();
    } catch (replay_diverged const& e) { said = e.what(); }
    auto const where = "at choice " + std::to_string(shorter.policy().choices_made() + 1);
    BOOST_TEST(said.find(where) != std::string::npos);
    BOOST_TEST(said.find("is not ready") != std::string::npos);
  }

  template <class S> static void somebody_may_watch() {
    using watched = observed<fifo>;
    using thread = typename scheduler<watched, S>::thread;
    scheduler<watched, S> world;
    std::string log;
    world.policy().on_take = [&](auto* next) {
      log += next != nullptr ? std::to_string(static_cast<thread*>(next)->id) : "-";
    };
    world.spawn([&] { world.yield(); });
    world.spawn([] {});
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log.starts_with("121-"));
  }

  template <class S> static void check() {
    the_same_course<S>();
    another_program_fails<S>();
    somebody_may_watch<S>();
  }
};
every_strategy<microthread_replays> const here;

}  // namespace
}  // namespace kont::conformance
