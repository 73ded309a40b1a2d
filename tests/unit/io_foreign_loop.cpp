// tests/unit/io_foreign_loop.cpp -- a loop that is not ours owns the thread, and runs microthreads
// beside what else it does: in slices, and never waiting in them.
#include <poll.h>

#include <boost/test/unit_test.hpp>

#include "tests/unit/io_tests.hpp"

BOOST_AUTO_TEST_SUITE(io_foreign_loop)

using namespace kont::test;
namespace io = kont::io;

// A loop of poll(2), as a toolkit's is, with its own descriptor and its own timeout.
BOOST_AUTO_TEST_CASE(a_loop_of_its_own) {
  asio::io_context context;
  io::world world({}, io::reactor(context, io::idle::returns));
  connection c(context), theirs(context);
  int ticks = 0, good = 0, naps = 0;
  world.spawn([&] { echo<io::world>(c.far); });
  world.spawn([&] {
    for (int i = 0; i < 20; ++i) good += answer<io::world>(c.near, "hello") == "hello";
    c.near.close();
  });
  world.spawn([&] {
    for (; naps < 3; ++naps) world.sleep_for(2ms);
    asio::write(theirs.near, asio::buffer("x", 1));
  });
  bool end = false;
  while (!end || world.alive() != 0) {
    bool const busy = world.run_some(3);  // polls the io_context, too
    auto const left = world.next_deadline() - world.clock().now();
    int const most = world.next_deadline() == io::world::never ? 5 : static_cast<int>(left / 1ms);
    pollfd its{.fd = theirs.far.native_handle(), .events = POLLIN, .revents = 0};
    end = ::poll(&its, 1, busy ? 0 : std::clamp(most + 1, 0, 5)) == 1;
    ++ticks;
  }
  BOOST_TEST(naps == 3);
  BOOST_TEST(ticks > 3);
  BOOST_TEST(good == 20);
  BOOST_TEST(world.alive() == 0u);
}

// The loop is the io_context itself, run by somebody else: each round, a slice.
BOOST_AUTO_TEST_CASE(the_loop_of_an_io_context) {
  asio::io_context context;
  io::world world({}, io::reactor(context, io::idle::returns));
  connection c(context);
  int good = 0, others = 0;
  world.spawn([&] { echo<io::world>(c.far); });
  world.spawn([&] {
    for (int i = 0; i < 20; ++i) good += answer<io::world>(c.near, "hello") == "hello";
    c.near.close();
  });
  for (int i = 0; i < 100; ++i) asio::post(context, [&] { ++others; });
  bool busy = true;
  while (world.alive() != 0) {
    if (busy) {
      context.poll_one();
    } else {
      context.run_one();  // every handler may have woken somebody
    }
    busy = world.run_some(2);
  }
  BOOST_TEST(good == 20);
  BOOST_TEST(others == 100);
}

BOOST_AUTO_TEST_SUITE_END()
