// tests/unit/io_is_called_off.cpp -- a kill or a deadline ends an operation, and who waits goes on
// only when it is really over: its buffers are locals.
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/test/unit_test.hpp>
#include <thread>

#include "tests/unit/io_tests.hpp"

BOOST_AUTO_TEST_SUITE(io_is_called_off)

using namespace kont::test;
namespace io = kont::io;
using boost::system::system_error;

namespace {

// An operation that hears nothing of being called off: over when `finish` is called.
struct stubborn {
  std::function<void()> finish;
  template <class Token> auto wait(Token const& token) {
    auto const start = [this](auto handler) {
      auto kept = std::make_shared<decltype(handler)>(std::move(handler));
      finish = [kept] { std::move (*kept)(io::error_code(), 42); };
    };
    return asio::async_initiate<Token const&, void(io::error_code, int)>(start, token);
  }
};

struct flag_at_exit {
  bool& gone;
  ~flag_at_exit() { gone = true; }
};

}  // namespace

// What may not wait is refused before anything has been read or written.
BOOST_AUTO_TEST_CASE(a_trap_leaves_it_undone) {
  io::world world;
  connection c(world.clock().context());
  char buffer[8];
  auto const reads = [&] { return c.far.async_read_some(asio::buffer(buffer), io::waits); };
  auto reader = world.spawn([&] {
    asio::write(c.near, asio::buffer("x", 1));
    {
      kont::switch_trap const none(world);
      BOOST_CHECK_THROW(reads(), kont::switch_trapped);
    }
    BOOST_TEST(c.far.available() == 1u);
    world.yield();
    BOOST_CHECK_THROW(reads(), kont::block_trapped);
    BOOST_CHECK_THROW(c.far.async_write_some(asio::buffer("y", 1), io::waits), kont::block_trapped);
    BOOST_TEST(c.near.available() == 0u);
    world.yield();
    BOOST_TEST(reads() == 1u);
  });
  world.spawn([&] {
    reader.trap_blocks();
    world.yield();
    reader.trap_blocks(false);
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_CASE(a_kill_ends_it) {
  io::world world;
  connection c(world.clock().context());
  bool gone = false, returned = false;
  auto reader = world.spawn([&] {
    flag_at_exit const f{gone};
    char buffer[100];
    c.far.async_read_some(asio::buffer(buffer), io::waits);
    returned = true;
  });
  world.spawn([&] {
    world.yield();
    BOOST_TEST(reader.kill());
    BOOST_TEST(!reader.kill());  // still winding up: that exception waits to be thrown already
    reader.join();
    BOOST_TEST(gone);
    // nobody reads any more: what comes now is for the next one
    asio::write(c.near, asio::buffer("x", 1));
    char one[1];
    BOOST_TEST(c.far.async_read_some(asio::buffer(one), io::waits) == 1u);
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(!returned);
}

BOOST_AUTO_TEST_CASE(what_is_raised_is_thrown_out_of_the_call) {
  io::world world;
  connection c(world.clock().context());
  int caught = 0;
  auto reader = world.spawn([&] {
    std::string text(10, '\0');
    try {
      asio::async_read(c.far, asio::buffer(text), io::waits);  // composed of several
    } catch (int e) { caught = e; }
  });
  world.spawn([&] {
    asio::write(c.near, asio::buffer("half", 4));
    world.sleep_for(1ms);
    reader.raise(std::make_exception_ptr(5));
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(caught == 5);
}

BOOST_AUTO_TEST_CASE(a_deadline_ends_it) {
  io::world world;
  connection c(world.clock().context());
  world.spawn([&] {
    char buffer[10];
    io::error_code e;
    c.far.async_read_some(asio::buffer(buffer), io::waits(e).within(2ms));
    BOOST_TEST(e == asio::error::timed_out);
    auto const late = [](system_error const& s) { return s.code() == asio::error::timed_out; };
    BOOST_CHECK_EXCEPTION(
        asio::async_read(c.far, asio::buffer(buffer), io::waits.until(world.clock().now())),
        system_error, late);
    // in time: the deadline is forgotten
    asio::write(c.near, asio::buffer("x", 1));
    BOOST_TEST(c.far.async_read_some(asio::buffer(buffer), io::waits(e).within(1h)) == 1u);
    BOOST_TEST(!e);
    BOOST_TEST((world.next_deadline() == io::world::never));
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_CASE(who_cannot_be_cancelled_is_outlived_while_others_run) {
  io::world world;
  stubborn op;
  bool gone = false;
  auto waiter = world.spawn([&] {
    flag_at_exit const f{gone};
    op.wait(io::waits);  // it succeeds, and so it is not lost:
    BOOST_TEST(!gone);
    world.yield();
    world.sleep_for(1h);  // thrown out of the next wait
    BOOST_TEST(false);
  });
  world.spawn([&] {
    world.yield();
    waiter.kill();
    for (int i = 0; i < 100; ++i) world.yield();
    world.sleep_for(1ms);
    BOOST_TEST(!gone);
    BOOST_TEST(!waiter.finished());
    op.finish();
    waiter.join();
    BOOST_TEST(gone);
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_CASE(a_deadline_and_then_a_kill) {
  io::world world;
  stubborn op;
  int got = 0;
  auto waiter = world.spawn([&] {
    io::error_code e;
    got = op.wait(io::waits(e).within(1ms));
    BOOST_TEST(!e);
    world.sleep_for(1h);
    got = 0;
  });
  world.spawn([&] {
    world.sleep_for(5ms);
    BOOST_TEST(!waiter.finished());
    waiter.kill();
    world.sleep_for(1ms);
    op.finish();
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(got == 42);
}

BOOST_AUTO_TEST_CASE(another_thread_computes_while_the_world_is_destroyed) {
  asio::thread_pool pool(1);
  int computed = 0;
  {
    io::world world;
    world.spawn([&] {
      int local = 0;
      auto const slow = [&](auto handler) {
        asio::post(pool, [&local, &computed, h = std::move(handler)]() mutable {
          std::this_thread::sleep_for(20ms);
          computed = local = 7;
          auto const home = asio::get_associated_executor(h);
          asio::post(home, [h = std::move(h)]() mutable { std::move(h)(io::error_code()); });
        });
      };
      asio::async_initiate<decltype(io::waits), void(io::error_code)>(slow, io::waits);
    });
    world.run_some(1);
  }
  BOOST_TEST(computed == 7);  // its frame outlived that
  pool.join();
}

BOOST_AUTO_TEST_CASE(a_world_destroyed_with_many_in_the_middle_of_io) {
  bool gone[3] = {};
  {
    asio::io_context context;  // what operations are on outlives them, and so the world
    asio::ip::tcp::acceptor door(context, {asio::ip::address_v4::loopback(), 0});
    connection c(context);
    char buffer[10];
    io::world world({}, io::reactor(context));
    auto here = [&](bool& flag, auto wait) {
      world.spawn([&flag, wait] {
        flag_at_exit const f{flag};
        wait();
      });
    };
    here(gone[0], [&] { door.async_accept(io::waits); });
    here(gone[1], [&] { asio::async_read(c.far, asio::buffer(buffer), io::waits.within(1h)); });
    here(gone[2], [&] {
      asio::steady_timer timer(world.clock().context(), 1h);
      timer.async_wait(io::waits);
    });
    world.run_some(3);
    BOOST_TEST((!gone[0] && !gone[1] && !gone[2]));
  }
  BOOST_TEST((gone[0] && gone[1] && gone[2]));
}

BOOST_AUTO_TEST_CASE(what_has_come_before_the_kill_is_returned) {
  io::world world;
  connection c(world.clock().context());
  std::size_t got = 0, again = 0;
  auto reader = world.spawn([&] {
    char buffer[10];
    got = c.far.async_read_some(asio::buffer(buffer), io::waits);
    asio::write(c.near, asio::buffer("y", 1));
    again = c.far.async_read_some(asio::buffer(buffer), io::waits);  // not begun: it throws
  });
  world.spawn([&] {
    asio::write(c.near, asio::buffer("x", 1));
    world.clock().poll();  // the answer has come, and the reader does not know yet
    reader.kill();
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(got == 1u);
  BOOST_TEST(again == 0u);
  BOOST_TEST(c.far.available() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
