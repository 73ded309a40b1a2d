// tests/conformance/microthread_cannot_be_spawned.cpp -- without memory for its stack there is none
// of it, and the others go on.
#include <string>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_cannot_be_spawned : direct_bodies {
  template <class S> static constexpr std::string_view cannot() {
    if (moves_frames<S>) return "its computations share one stack";
    return direct_bodies::cannot<S>();
  }

  template <class S> static void check() {
    constexpr stacks::request too_much{.size = std::size_t{1} << 48};  // no address space has it
    scheduler<fifo, S> world;
    std::string log;
    int captured = 0;
    for (char name : {'a', 'b'}) {
      world.spawn([&, name] {
        log += name;
        auto body = [&log, w = witness(captured)] { log += '!'; };
        BOOST_CHECK_THROW(world.spawn(std::move(body), too_much), stacks::exhausted);
        BOOST_TEST(captured == 0);
        BOOST_TEST(world.alive() == 2u);
        world.yield();
        log += name;
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "abab");
    BOOST_TEST(captured == 0);
    BOOST_TEST(world.alive() == 0u);
  }
};
every_strategy<microthread_cannot_be_spawned> const microthread_cannot_be_spawned_here;

}  // namespace
}  // namespace kont::conformance
