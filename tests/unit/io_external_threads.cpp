// tests/unit/io_external_threads.cpp -- other OS threads have functions run by microthreads, and
// wake a world that is idle.
#include <boost/test/unit_test.hpp>
#include <optional>
#include <thread>

#include "coroutines/microthreads/external.hpp"
#include "tests/asked_by_threads.hpp"
#include "tests/unit/io_tests.hpp"

BOOST_AUTO_TEST_SUITE(io_external_threads)

using namespace kont::test;
namespace io = kont::io;

BOOST_AUTO_TEST_CASE(many_threads_ask_and_get_their_answers) {
  BOOST_TEST(sum_asked_by_threads<io::world>(4, 100) == 4 * 99 * 100 / 2);
}

BOOST_AUTO_TEST_CASE(what_they_throw_goes_to_who_asked) {
  io::world world;
  std::optional open(world.clock().expect());
  bool thrown = false, killed = false;
  std::thread asker([&] {
    try {
      kont::external(world, []() -> int { throw 5; }).get();
    } catch (int) { thrown = true; }
    try {
      kont::external(world, [] { io::world::exit(); }).get();
    } catch (kont::exited const&) { killed = true; }
    kont::external(world, [&] { open.reset(); }).get();
  });
  BOOST_TEST(world.run().empty());
  asker.join();
  BOOST_TEST(thrown);
  BOOST_TEST(killed);
}

BOOST_AUTO_TEST_CASE(a_sleeping_world_is_woken_before_its_deadline) {
  io::world world;
  auto sleeper = world.spawn([&] { world.sleep_for(1h); });
  std::thread asker([&] {
    std::this_thread::sleep_for(5ms);
    kont::external(world, [&] { sleeper.kill(); }).get();
  });
  BOOST_TEST(world.run().empty());
  asker.join();
  BOOST_TEST((world.clock().now() < kont::instant(30min)));
}

BOOST_AUTO_TEST_SUITE_END()
