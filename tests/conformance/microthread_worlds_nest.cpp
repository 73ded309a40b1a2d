// tests/conformance/microthread_worlds_nest.cpp -- a microthread may run another scheduler.
#include <string>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_worlds_nest : direct_bodies {
  template <class S> static void to_the_end_of_the_inner() {
    using world_type = scheduler<fifo, S>;
    world_type outer;
    std::string log;
    auto const writer = [&log](char name) {
      return [&log, name] {
        for (int i = 0; i < 2; ++i) {
          log += name;
          world_type::yield();  // to whoever is in the same world
        }
      };
    };
    outer.spawn([&] {
      log += '(';
      world_type inner;
      inner.spawn(writer('x'));
      inner.spawn(writer('y'));
      inner.spawn([&] { outer.spawn(writer('b')); });  // into the world outside
      BOOST_TEST(inner.run().empty());
      log += ')';
      outer.yield();
      log += '!';
    });
    outer.spawn(writer('a'));
    BOOST_TEST(outer.run().empty());
    BOOST_TEST(log == "(xyxy)ab!ab");
  }

  template <class S> static void through_which_an_exception_passes() {
    using world_type = scheduler<fifo, S>;
    world_type outer;
    std::string log;
    outer.spawn([&] {
      world_type inner;
      inner.spawn([] { throw 1; });
      inner.spawn([&] { log += "never"; });
      try {
        inner.run();
      } catch (int) { log += "caught "; }
      outer.yield();  // the one that is active again
      inner.spawn([&] { throw 2; });
      inner.run();
    });
    outer.spawn([&] { log += "outer "; });
    BOOST_CHECK_EXCEPTION(outer.run(), int, [](int i) { return i == 2; });
    BOOST_TEST(log == "caught outer never");
  }

  template <class S> static void each_with_its_own_time() {
    using world_type = scheduler<fifo, S>;
    world_type outer;
    outer.spawn([&] {
      outer.sleep_for(std::chrono::seconds(1));
      world_type inner;
      inner.spawn([&] { inner.sleep_for(std::chrono::hours(1)); });
      BOOST_TEST(inner.run().empty());
      BOOST_TEST((inner.clock().now() == instant(std::chrono::hours(1))));
      BOOST_TEST((outer.clock().now() == instant(std::chrono::seconds(1))));
    });
    BOOST_TEST(outer.run().empty());
  }

  template <class S> static void check() {
    to_the_end_of_the_inner<S>();
    through_which_an_exception_passes<S>();
    each_with_its_own_time<S>();
  }
};
every_strategy<microthread_worlds_nest> const microthread_worlds_nest_here;

}  // namespace
}  // namespace kont::conformance
