// tests/unit/io_in_co.cpp -- in the dialect co an asynchronous operation is awaited.
#include <boost/test/unit_test.hpp>

#include "continuations/strategies/frame.hpp"
#include "tests/unit/io_tests.hpp"

BOOST_AUTO_TEST_SUITE(io_in_co)

using namespace kont::test;
namespace io = kont::io;

namespace {

using world_of_frames = kont::scheduler<kont::fifo, kont::frame, io::reactor>;
constexpr auto const& waits = io::waits_in<world_of_frames>;

}  // namespace

BOOST_AUTO_TEST_CASE(it_echoes) {
  world_of_frames world;
  connection c(world.clock().context());
  world.spawn([&]() -> world_of_frames::body_of<> {
    char buffer[100];
    io::error_code end;
    for (;;) {
      std::size_t const n = co_await c.far.async_read_some(asio::buffer(buffer), waits(end));
      if (end) break;
      co_await asio::async_write(c.far, asio::buffer(buffer, n), waits);
    }
  });
  int good = 0;
  world.spawn([&]() -> world_of_frames::body_of<> {
    for (int i = 0; i < 10; ++i) {
      std::string text = "line " + std::to_string(i), back(text.size(), '\0');
      co_await asio::async_write(c.near, asio::buffer(text), waits);
      co_await asio::async_read(c.near, asio::buffer(back), waits.within(10s));
      good += back == text;
    }
    c.near.close();
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(good == 10);
}

BOOST_AUTO_TEST_CASE(it_is_called_off) {
  world_of_frames world;
  connection c(world.clock().context());
  bool late = false;
  int caught = 0;
  auto reader = world.spawn([&]() -> world_of_frames::body_of<> {
    char buffer[100];
    io::error_code e;
    co_await c.far.async_read_some(asio::buffer(buffer), waits(e).within(2ms));
    late = e == asio::error::timed_out;
    try {
      co_await asio::async_read(c.far, asio::buffer(buffer), waits);
    } catch (int raised) { caught = raised; }
    co_await asio::async_read(c.far, asio::buffer(buffer), waits);
    late = false;
  });
  world.spawn([&]() -> world_of_frames::body_of<> {
    co_await world.sleep_for(10ms);
    reader.raise(std::make_exception_ptr(5));
    co_await world.sleep_for(1ms);
    reader.kill();
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(late);
  BOOST_TEST(caught == 5);
}

BOOST_AUTO_TEST_CASE(it_is_destroyed_half_way) {
  asio::io_context context;
  connection c(context);
  world_of_frames world({}, io::reactor(context));
  world.spawn([&]() -> world_of_frames::body_of<> {
    char buffer[100];
    co_await c.far.async_read_some(asio::buffer(buffer), waits);
  });
  world.run_some(1);
}

BOOST_AUTO_TEST_SUITE_END()
