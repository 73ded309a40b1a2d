// tests/concurrent/crew_locals_made_by_destructors.cpp -- on a crew too, a local that the
// destructor of another one asks for goes with its microthread: the next in its record begins anew.
#include <atomic>

#include "coroutines/microthreads/local.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_locals_made_by_destructors)

namespace {
using namespace kont;

template <class World> struct counts_when_it_ends {
  local<int, World>* counter = nullptr;
  ~counts_when_it_ends() {
    if (counter != nullptr) ++**counter;
  }
};

struct begins_anew {
  static constexpr int rounds = 100;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    local<int, World> counter(0);
    local<counts_when_it_ends<World>, World> last;
    std::atomic<int> inherited = 0;
    auto const lives = [&] {
      inherited += *counter;
      *counter = 41;
      last->counter = &counter;
    };
    for (int k = 0; k < rounds; ++k) {
      if constexpr (direct<World>) {
        world.spawn([&] {
          world.spawn(lives).join();
          world.fork(lives).join();
        });
      } else {
        world.spawn([&]() -> body_of<World> {
          auto const child = [&]() -> body_of<World> {
            lives();
            co_return;
          };
          auto spawned = world.spawn(child);
          co_await spawned.join();
          auto forked = co_await world.fork(child);
          co_await forked.join();
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(inherited == 0);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(in_each_record) { on_each_crew(begins_anew{}); }

BOOST_AUTO_TEST_SUITE_END()
