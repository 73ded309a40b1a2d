// tests/conformance/microthread_raised_from_a_nested_world.cpp -- a microthread that runs another
// scheduler is raised from inside of it: not who asks gets the exception, but he, when he waits.
#include <exception>
#include <stdexcept>
#include <string>

#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_raised_from_a_nested_world : library_bodies {
  template <class S> static void of_another_type() {
    using world_type = scheduler<fifo, S>;
    world_type outer;
    typename world_type::handle host;
    std::string log;
    host = outer.spawn([&] {
      scheduler<lifo, S> inner;
      inner.spawn([&] {
        BOOST_TEST(host.kill());
        log += "inner goes on ";
      });
      BOOST_TEST(inner.run().empty());
      log += "as does the host ";
      outer.yield();
      log += "never";
    });
    BOOST_TEST(outer.run().empty());
    BOOST_TEST(log == "inner goes on as does the host ");
  }
  template <class S> static void check() {
    of_another_type<S>();
    using world_type = scheduler<fifo, S>;
    world_type outer;
    std::string log;
    typename world_type::handle host;
    host = outer.spawn([&] {
      world_type inner;
      inner.spawn([&] {
        BOOST_TEST(host.raise(std::make_exception_ptr(std::runtime_error("late"))));
        BOOST_TEST(!host.kill());  // the other one comes first
        log += "asked ";
        inner.yield();
        log += "inner goes on ";
      });
      BOOST_TEST(inner.run().empty());
      log += "as does the host ";
      try {
        outer.yield();
      } catch (std::runtime_error const& e) { log += e.what(); }
    });
    BOOST_TEST(outer.run().empty());
    BOOST_TEST(log == "asked inner goes on as does the host late");
    BOOST_TEST(host.finished());
  }
};
every_strategy<microthread_raised_from_a_nested_world> const
    microthread_raised_from_a_nested_world_here;

}  // namespace
}  // namespace kont::conformance
