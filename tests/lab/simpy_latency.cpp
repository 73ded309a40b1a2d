// tests/lab/simpy_latency.cpp -- SimPy's "Event Latency": a cable delays each message by ten.
#include <fmt/format.h>

#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/lab/simpy.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(simpy_latency)

namespace {

using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(the_cables_messages) {
  std::vector<std::string> ours{"Event Latency"};
  scheduler<> world;
  delayed_queue<std::int64_t> cable(world, 10s);
  ends_at(world, 100s);
  world.spawn("sender", [&] {
    for (;;) {
      world.sleep_for(5s);
      cable.put(now(world));
    }
  });
  world.spawn("receiver", [&] {
    for (;;) {
      auto const sent = cable.get();
      ours.push_back(
          fmt::format("Received this at {} while Sender sent this at {}", now(world), sent));
    }
  });
  world.run();
  BOOST_TEST(ours == lines_of("simpy_latency.txt"), boost::test_tools::per_element());
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
