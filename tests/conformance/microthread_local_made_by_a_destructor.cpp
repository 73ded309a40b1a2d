// tests/conformance/microthread_local_made_by_a_destructor.cpp -- a local that is first asked for,
// or again, while those of its microthread are destroyed is destroyed with them: none is inherited.
#include <memory>

#include "coroutines/microthreads/local.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_local_made_by_a_destructor : library_bodies {
  template <class World> struct counts_when_it_ends {
    local<int, World>* counter = nullptr;
    local<std::shared_ptr<int>, World>* held = nullptr;
    std::shared_ptr<int> token;
    ~counts_when_it_ends() {
      if (counter == nullptr) return;
      ++**counter;
      **held = token;
    }
  };

  template <class S> static void check() {
    using world_type = scheduler<fifo, S>;
    auto const token = std::make_shared<int>();
    {
      world_type world;
      local<int, world_type> counter(0);
      local<std::shared_ptr<int>, world_type> held;
      local<counts_when_it_ends<world_type>, world_type> last;
      for (int k = 0; k < 3; ++k) {
        world.spawn([&] {
          BOOST_TEST(*counter == 0);
          BOOST_TEST(held->get() == nullptr);
          *counter = 41;
          last->counter = &counter;
          last->held = &held;
          last->token = token;
        });
        BOOST_TEST(world.run().empty());
        BOOST_TEST(token.use_count() == 1);
      }
    }
  }
};
every_strategy<microthread_local_made_by_a_destructor> const
    microthread_local_made_by_a_destructor_here;

}  // namespace
}  // namespace kont::conformance
