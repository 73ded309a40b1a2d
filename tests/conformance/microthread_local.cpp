// tests/conformance/microthread_local.cpp -- a local has a value in each microthread, from its
// first use until that ends.
#include <memory>
#include <string>
#include <vector>

#include "coroutines/microthreads/local.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_local : library_bodies {
  template <class S> static void are_apart() {
    using W = scheduler<fifo, S>;
    W world;
    local<int, W> n(10);
    local<std::string, W> name;
    for (int k = 0; k < 5; ++k) {
      world.spawn([&, k] {
        BOOST_TEST(*n == 10);
        *n += k;
        *name = std::string(40, static_cast<char>('a' + k));
        int* const where = &*n;
        world.yield();
        BOOST_TEST(&*n == where);
        BOOST_TEST(*n == 10 + k);
        BOOST_TEST(name->back() == 'a' + k);
      });
    }
    BOOST_TEST(world.run().empty());
  }

  // Also while somebody still holds a handle, and before those go on who wait for it.
  template <class S> static void go_with_their_microthread() {
    using W = scheduler<fifo, S>;
    auto const token = std::make_shared<int>();
    {
      W world;
      local<std::shared_ptr<int>, W> held;
      auto const holder = [&] {
        *held = token;
        world.yield();
      };
      auto one = world.spawn(holder);
      world.spawn([&] {
        *held = token;
        one.join();
        BOOST_TEST(token.use_count() == 2);
        world.block("for ever");
      });
      BOOST_TEST(world.run().size() == 1u);
      BOOST_TEST(token.use_count() == 2);
    }
    BOOST_TEST(token.use_count() == 1);
  }

  // One that takes the place of another in memory does not find its values.
  template <class S> static void are_not_mixed_up() {
    using W = scheduler<fifo, S>;
    W world;
    world.spawn([&] {
      for (int k = 0; k < 10; ++k) {
        auto const one = std::make_unique<local<int, W>>(k);
        BOOST_TEST(**one == k);
        **one = -1;
      }
    });
    BOOST_TEST(world.run().empty());
  }

  template <class S> static void check() {
    are_apart<S>();
    go_with_their_microthread<S>();
    are_not_mixed_up<S>();
  }
};
every_strategy<microthread_local> const microthread_local_here;

}  // namespace
}  // namespace kont::conformance
