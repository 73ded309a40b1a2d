// tests/conformance/microthread_exceptions.cpp -- what a microthread lets out leaves run(); the
// others stay as they are.
#include <stdexcept>
#include <string>

#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_exceptions : direct_bodies {
  template <class S, dispatch D> static void leaves_run_and_the_rest_goes_on() {
    scheduler<fifo, S, virtual_clock, D> world;
    std::string log;
    int captured = 0;
    for (char name : {'a', 'b', 'c'}) {
      world.spawn([&, name, w = witness(captured)] {
        for (int i = 0; i < 3; ++i) {
          log += name;
          if (name == 'b' && i == 1) throw std::runtime_error("b failed");
          world.yield();
        }
      });
    }
    BOOST_CHECK_EXCEPTION(world.run(), std::runtime_error,
                          [](auto const& e) { return std::string(e.what()) == "b failed"; });
    BOOST_TEST(log == "abcab");
    BOOST_TEST(world.alive() == 2u);
    BOOST_TEST(captured == 2);
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "abcabcac");
    BOOST_TEST(captured == 0);
  }

  template <class S> static void one_after_the_other() {
    scheduler<fifo, S> world;
    for (int i = 0; i < 5; ++i) {
      world.spawn([i] { throw i; });
    }
    for (int i = 0; i < 5; ++i) {
      BOOST_CHECK_EXCEPTION(world.run(), int, [i](int thrown) { return thrown == i; });
    }
    BOOST_TEST(world.run().empty());
  }

  // Each handles its own while the others run: exceptions do not get mixed up.
  template <class S> static void handled_by_each_for_itself() {
    scheduler<fifo, S> world;
    std::string log;
    for (char name : {'a', 'b', 'c'}) {
      world.spawn([&, name] {
        try {
          throw name;
        } catch (char) {
          world.yield();
          try {
            throw;
          } catch (char mine) { log += mine == name ? mine : '?'; }
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "abc");
  }

  template <class S> static void check() {
    leaves_run_and_the_rest_goes_on<S, dispatch::hand_off>();
    leaves_run_and_the_rest_goes_on<S, dispatch::hub>();
    one_after_the_other<S>();
    handled_by_each_for_itself<S>();
  }
};
every_strategy<microthread_exceptions> const microthread_exceptions_here;

}  // namespace
}  // namespace kont::conformance
