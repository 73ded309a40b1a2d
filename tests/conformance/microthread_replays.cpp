// tests/conformance/microthread_replays.cpp -- with the choices of a run it takes the same course
// again; a program that has changed fails at the first choice that cannot be made.
#include <chrono>
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
    auto const said = what_it_says([&] { course(shorter, 4); });
    BOOST_TEST(shorter.policy().choices_made() < first.policy().log().size());
    BOOST_CHECK_THROW(shorter.policy().check(), replay_diverged);
    auto const where = "at choice " + std::to_string(shorter.policy().choices_made() + 1);
    BOOST_TEST(said.find(where) != std::string::npos);
    BOOST_TEST(said.find("is not ready") != std::string::npos);
  }

  template <class F> static std::string what_it_says(F run) {
    try {
      run();
    } catch (replay_diverged const& e) { return e.what(); }
    return "nothing";
  }

  // Two who yield in turn, so often; and then the one that sleeps instead of its second yield.
  template <class World> static void take_turns(World& world, int turns, bool sleeps) {
    world.spawn([&world] {
      for (int i = 0; i < 4; ++i) world.yield();
    });
    world.spawn([&world, turns, sleeps] {
      for (int i = 0; i < turns; ++i) {
        if (sleeps && i == 1)
          world.sleep_for(std::chrono::nanoseconds(10));
        else
          world.yield();
      }
    });
    world.run();
  }
  template <class S> static void the_first_difference_counts() {
    scheduler<recording<fifo>, S> first;
    take_turns(first, 3, false);
    auto const& log = first.policy().log();
    scheduler<replaying, S> sleeper{replaying(log)}, longer{replaying(log)};
    auto const slept = what_it_says([&] { take_turns(sleeper, 3, true); });
    BOOST_TEST(slept.find("at choice 6 microthread 2 is to run, and is not ready") !=
               std::string::npos);
    auto const went_on = what_it_says([&] { take_turns(longer, 5, false); });
    BOOST_TEST(went_on.find("after all 9 choices somebody is ready") != std::string::npos);
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
    the_first_difference_counts<S>();
    somebody_may_watch<S>();
  }
};
every_strategy<microthread_replays> const microthread_replays_here;

}  // namespace
}  // namespace kont::conformance
