// tests/unit/io_calls_return_results.cpp -- an asynchronous operation is a plain call: it returns
// what the handler gets, and throws or gives the error.
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/test/unit_test.hpp>
#include <ctime>
#include <vector>

#include "continuations/strategies/thread.hpp"
#include "continuations/strategies/ucontext.hpp"
#include "coroutines/microthreads/event.hpp"
#if KONT_HAVE_BOOST_CONTEXT
#include "continuations/strategies/context.hpp"
#endif
#include "coroutines/microthreads/io/read.hpp"
#include "coroutines/microthreads/io/write.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "tests/unit/io_tests.hpp"

BOOST_AUTO_TEST_SUITE(io_calls_return_results)

using namespace kont::test;
using kont::dispatch;
namespace io = kont::io;
using boost::system::system_error;

namespace {

template <class World> void echoes_many_at_once() {
  World world;
  std::vector<connection> all;
  for (int i = 0; i < 20; ++i) all.emplace_back(world.clock().context());
  int good = 0;
  for (auto& c : all) {
    world.spawn([&] { echo<World>(c.far); });
    world.spawn([&] {
      for (int i = 0; i < 10; ++i) {
        auto const text = "line " + std::to_string(i);
        good += answer<World>(c.near, text) == text;
      }
      c.near.close();
    });
  }
  BOOST_TEST(world.run().empty());
  BOOST_TEST(good == 200);
}

// An operation with its own signature, over at once in the world's thread.
template <class Signature, class... Args> auto completed(Args... args) {
  auto const start = [](auto handler, auto... results) {
    auto const executor = asio::get_associated_executor(handler);
    asio::post(executor, [h = std::move(handler), ... r = std::move(results)]() mutable {
      std::move(h)(std::move(r)...);
    });
  };
  auto const& token = io::waits;
  return asio::async_initiate<decltype(token), Signature>(start, token, std::move(args)...);
}

}  // namespace

BOOST_AUTO_TEST_CASE(on_each_strategy_whose_frames_stay) {
  echoes_many_at_once<io::world>();
  echoes_many_at_once<kont::scheduler<kont::lifo, kont::stack, io::reactor, dispatch::hub>>();
  echoes_many_at_once<kont::scheduler<kont::fifo, kont::ucontext, io::reactor>>();
  echoes_many_at_once<kont::scheduler<kont::fifo, kont::thread, io::reactor>>();
#if KONT_HAVE_BOOST_CONTEXT
  echoes_many_at_once<kont::scheduler<kont::fifo, kont::context, io::reactor>>();
#endif
}

BOOST_AUTO_TEST_CASE(errors_are_thrown_or_given) {
  io::world world;
  world.spawn([&] {
    asio::ip::tcp::socket peer(world.clock().context());
    asio::ip::tcp::acceptor closed(world.clock().context(), {asio::ip::address_v4::loopback(), 0});
    auto const nobody = closed.local_endpoint();
    closed.close();
    auto const refused = [](system_error const& e) {
      return e.code() == asio::error::connection_refused;
    };
    BOOST_CHECK_EXCEPTION(peer.async_connect(nobody, io::waits), system_error, refused);
    io::error_code e;
    asio::ip::tcp::socket(world.clock().context()).async_connect(nobody, io::waits(e));
    BOOST_TEST(e == asio::error::connection_refused);
    connection c(world.clock().context());
    asio::write(c.near, asio::buffer("x", 1));
    char one[1];
    BOOST_TEST(c.far.async_read_some(asio::buffer(one), io::waits(e)) == 1u);
    BOOST_TEST(!e);
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_CASE(results_of_every_shape) {
  io::world world;
  world.spawn([&] {
    completed<void()>();
    BOOST_TEST(completed<void(int)>(3) == 3);
    auto const [a, b] = completed<void(int, std::string)>(1, std::string("one"));
    BOOST_TEST((a == 1 && b == "one"));
    auto const [c, d] = completed<void(io::error_code, int, int)>(io::error_code(), 4, 5);
    BOOST_TEST((c == 4 && d == 5));
    BOOST_TEST(completed<void(std::exception_ptr, int)>(std::exception_ptr(), 6) == 6);
    BOOST_CHECK_THROW(completed<void(std::exception_ptr)>(std::make_exception_ptr(7)), int);
    std::string text;
    connection c2(world.clock().context());
    asio::write(c2.near, asio::buffer("one\ntwo\n", 8));
    BOOST_TEST(asio::async_read_until(c2.far, asio::dynamic_buffer(text), '\n', io::waits) == 4u);
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_CASE(a_write_waits_only_if_it_must) {
  io::world world;
  connection c(world.clock().context());
  std::string const small = "small", large(4'000'000, 'x');
  std::string got(small.size() + large.size(), '\0');
  bool others_ran = false;
  io::world::handle reader;
  world.spawn([&] {
    BOOST_TEST(io::write(c.near, asio::buffer(small), io::waits) == small.size());
    BOOST_TEST(!others_ran);
    BOOST_TEST(io::write(c.near, asio::buffer(large), io::waits) == large.size());
    BOOST_TEST(others_ran);
    reader.join();
    c.far.close();
    io::error_code e;
    io::write(c.near, asio::buffer(large), io::waits(e));
    BOOST_TEST(e == asio::error::broken_pipe);
    BOOST_CHECK_THROW(io::write(c.near, asio::buffer(small), io::waits), system_error);
  });
  reader = world.spawn([&] {
    others_ran = true;
    asio::async_read(c.far, asio::buffer(got), io::waits);
    BOOST_TEST((got == small + large));
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_CASE(a_read_lets_others_run_and_waits_only_if_it_must) {
  io::world world;
  connection c(world.clock().context());
  char buffer[10];
  io::error_code e;
  int others = 0;
  bool handled = false;
  auto const far_reads = [&](auto how) { return io::read_some(c.far, asio::buffer(buffer), how); };
  auto reader = world.spawn([&] {
    asio::write(c.near, asio::buffer("abc", 3));
    world.clock().post([&] { handled = true; });
    BOOST_TEST(far_reads(io::waits) == 3u);
    BOOST_TEST(others == 1);
    BOOST_TEST(!handled);  // it has not waited
    BOOST_TEST(far_reads(io::waits(e)) == 2u);
    BOOST_TEST(!e);
    BOOST_TEST(others == 2);
    BOOST_TEST(handled);
    BOOST_TEST(far_reads(io::waits(e).within(2ms)) == 0u);
    BOOST_TEST(e == asio::error::timed_out);
    ++others;
    far_reads(io::waits);  // until it is killed
  });
  world.spawn([&] {
    ++others;
    world.sleep_for(1ms);
    ++others;
    asio::write(c.near, asio::buffer("de", 2));
    while (others < 3) world.sleep_for(1ms);
    reader.kill();
    reader.join();
    c.near.close();
    BOOST_TEST(far_reads(io::waits(e)) == 0u);
    BOOST_TEST(e == asio::error::eof);
    BOOST_CHECK_THROW(far_reads(io::waits), system_error);
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_CASE(what_is_closed_gives_an_error_code_where_one_is_asked_for) {
  io::world world;
  connection c(world.clock().context());
  c.near.close();
  world.spawn([&] {
    char buffer[8];
    io::error_code read, written;
    io::read_some(c.near, asio::buffer(buffer), io::waits(read));
    io::write(c.near, asio::buffer(buffer), io::waits(written));
    BOOST_TEST(read == asio::error::bad_descriptor);
    BOOST_TEST(written == asio::error::bad_descriptor);
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_CASE(handlers_run_while_others_never_wait) {
  io::world world;
  int handled = 0;
  world.spawn([&] {
    for (int i = 1; i <= 3; ++i) {
      world.clock().post([&] { ++handled; });
      while (handled != i) world.yield();
    }
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(handled == 3);
}

BOOST_AUTO_TEST_CASE(the_world_waits_for_work_that_is_not_its_own) {
  io::world world;
  bool fired = false, slept = false;
  asio::steady_timer timer(world.clock().context(), 5ms);
  timer.async_wait([&](io::error_code) { fired = true; });
  world.spawn([&] { world.block("the end"); });
  world.spawn([&] {
    world.sleep_for(1ms);
    slept = true;
  });
  auto const stuck = world.run();
  BOOST_TEST(stuck.size() == 1u);
  BOOST_TEST(slept);
  BOOST_TEST(fired);
}

BOOST_AUTO_TEST_CASE(a_moment_that_has_come_comes_at_once_when_it_is_waited_for_again) {
  io::world world;
  connection c(world.clock().context());
  kont::event<io::world> never(world);
  auto reader = world.spawn([&] { echo<io::world>(c.far); });  // else nobody waits for I/O
  int in_time = 0;
  world.spawn([&] {
    auto const t = world.clock().now() + 2ms;
    for (int i = 0; i < 10; ++i) in_time += never.wait_until(t);
    reader.kill();
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(in_time == 0);
}

BOOST_AUTO_TEST_CASE(who_waits_for_io_is_named_and_idle_worlds_burn_nothing) {
  io::world world;
  connection c(world.clock().context());
  auto reader = world.spawn("reader", [&] { echo<io::world>(c.far); });
  world.spawn([&] {
    world.yield();
    world.for_each([](auto const& t) {
      if (t.waits != nullptr) BOOST_TEST(t.waits->verb == std::string_view("io"));
    });
    auto const before = std::clock();
    world.sleep_for(60ms);
    BOOST_TEST(std::clock() - before < CLOCKS_PER_SEC * 30 / 1000);
    reader.kill();
  });
  BOOST_TEST(world.run().empty());
}

BOOST_AUTO_TEST_SUITE_END()
