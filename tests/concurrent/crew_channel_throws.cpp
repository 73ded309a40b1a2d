// tests/concurrent/crew_channel_throws.cpp -- an exception that is sent comes out of one receive,
// on whatever worker, and in its turn.
#include <atomic>
#include <stdexcept>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_channel_throws)

namespace {
using namespace kont;
constexpr int members = 3, each = 400 / slower;
}  // namespace

BOOST_AUTO_TEST_CASE(each_comes_out_once) {
  on_few_and_many([](world_of_many& world) {
    for (std::size_t const capacity : {0u, 2u}) {
      channel<int, world_of_many> c(world, capacity), none(world);
      std::atomic<long> values = 0, thrown = 0;
      for (int k = 0; k < members; ++k) {
        world.spawn([&, k] {
          for (int i = k * each; i < (k + 1) * each; ++i) {
            if (i % 2 == 0) {
              c.send(i);
            } else {
              c.send_exception(std::make_exception_ptr(std::out_of_range("sent")));
            }
          }
        });
        world.spawn([&, k] {
          for (int i = 0; i < each; ++i) {
            try {
              if (k == 0) {
                values += c.receive();
              } else {
                select(on_receive(none, [](int) {}), on_receive(c, [&](int n) { values += n; }));
              }
            } catch (std::out_of_range const&) { ++thrown; }
          }
        });
      }
      BOOST_TEST(world.run().empty());
      long even = 0;
      for (int i = 0; i < members * each; i += 2) even += i;
      BOOST_TEST(values == even);
      BOOST_TEST(thrown == members * each / 2);
      BOOST_TEST(c.balance() == 0);
      BOOST_TEST(none.balance() == 0);
    }
  });
}

BOOST_AUTO_TEST_SUITE_END()
