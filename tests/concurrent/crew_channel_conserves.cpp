// tests/concurrent/crew_channel_conserves.cpp -- what is sent is received once, on whatever thread.
#include <atomic>
#include <memory>

#include "coroutines/microthreads/channel.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_channel_conserves)

namespace {
using namespace kont;

struct conserves {
  static constexpr int pairs = 5, each = 2000 / slower;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<std::unique_ptr<int>, World> box(world);
    std::atomic<long> sum = 0;
    std::atomic<int> received = 0;
    for (int p = 0; p < pairs; ++p) {
      if constexpr (direct<World>) {
        world.spawn([&] {
          for (int i = 1; i <= each; ++i) box.send(std::make_unique<int>(i));
        });
        world.spawn([&] {
          for (int i = 0; i < each; ++i, ++received) sum += *box.receive();
        });
      } else {
        world.spawn([&]() -> body_of<World> {
          for (int i = 1; i <= each; ++i) co_await box.send(std::make_unique<int>(i));
        });
        world.spawn([&]() -> body_of<World> {
          for (int i = 0; i < each; ++i, ++received) sum += *co_await box.receive();
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(received == pairs * each);
    BOOST_TEST(sum == long{pairs} * each * (each + 1) / 2);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(every_message) { on_each_crew(conserves{}); }

BOOST_AUTO_TEST_SUITE_END()
