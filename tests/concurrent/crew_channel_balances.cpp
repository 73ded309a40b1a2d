// tests/concurrent/crew_channel_balances.cpp -- the balance of a channel may be asked while other
// workers use it.
#include <atomic>
#include <cstddef>

#include "coroutines/microthreads/channel.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_channel_balances)

namespace {
using namespace kont;

BOOST_AUTO_TEST_CASE(is_asked_while_others_meet) {
  constexpr int messages = 10'000 / slower;
  constexpr std::ptrdiff_t pairs = 4;
  on_few_and_many([](world_of_many& world) {
    channel<int, world_of_many> c(world);
    std::atomic<int> done = 0;
    std::atomic<bool> strange = false;
    for (int k = 0; k < pairs; ++k) {
      world.spawn([&] {
        for (int i = 0; i < messages; ++i) c.send(i);
        ++done;
      });
      world.spawn([&] {
        for (int i = 0; i < messages; ++i) c.receive();
        ++done;
      });
    }
    world.spawn([&] {
      while (done < 2 * pairs) {
        auto const n = c.balance();
        if (n < -pairs || n > pairs) strange = true;
        world.yield();
      }
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(!strange);
    BOOST_TEST(c.balance() == 0);
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
