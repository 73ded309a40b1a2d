// tests/conformance/microthread_scope_in_a_destructor.cpp -- a scope in a destructor lets out
// what a child of it did, although an exception further out has called that destructor.
#include <stdexcept>
#include <string>

#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_scope_in_a_destructor : library_bodies {
  // Cleans up by a child, which fails; `throws`: so does who waits for it.
  template <class W> struct cleaner {
    W& world;
    std::string& log;
    bool throws;
    ~cleaner() {
      try {
        scope<W> s(world);
        s.spawn([] { throw std::runtime_error("child "); });
        world.yield();
        if (throws) throw std::runtime_error("parent ");
      } catch (std::runtime_error const& e) { log += e.what(); }
    }
  };

  template <class S> static void check() {
    using W = scheduler<fifo, S>;
    W world;
    std::string log;
    world.spawn([&] {
      { cleaner<W> const at_ease{world, log, false}; }
      for (bool const throws : {false, true}) {
        try {
          cleaner<W> const as_it_unwinds{world, log, throws};
          throw std::runtime_error("outer ");
        } catch (std::runtime_error const& e) { log += e.what(); }
      }
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "child child outer parent outer ");
  }
};
every_strategy<microthread_scope_in_a_destructor> const microthread_scope_in_a_destructor_here;

}  // namespace
}  // namespace kont::conformance
