// tests/conformance/microthread_channel_behind_an_exception.cpp -- who sends behind one that throws
// is let in as soon as that has gone, and of one select only once.
#include <chrono>
#include <exception>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_channel_behind_an_exception : library_bodies {
  template <class S> static void of_one_select() {
    using namespace std::chrono_literals;
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world, 2);
    std::string log;
    c.try_send(1);
    c.try_send(2);
    world.spawn([&] { c.send_exception(std::make_exception_ptr(7)); });
    world.spawn([&] { select(on_send(c, 10, [] {}), on_send(c, 20, [] {})); });
    world.spawn([&] {
      W::yield();
      for (int i = 0; i < 5; ++i) {
        try {
          if (auto const v = c.try_receive_for(1s)) log += std::to_string(*v) + ' ';
        } catch (int x) { log += "threw " + std::to_string(x) + ' '; }
      }
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "1 2 threw 7 10 ");
  }
  template <class S> static void of_one_called_off() {
    using W = scheduler<fifo, S>;
    W world;
    channel<int, W> c(world, 1);
    bool sent = false;
    c.try_send(1);
    auto thrower = world.spawn([&] { c.send_exception(std::make_exception_ptr(7)); });
    world.spawn([&] {
      c.send(2);
      sent = true;
    });
    world.spawn([&] {
      W::yield();
      BOOST_TEST(c.receive() == 1);
      thrower.kill();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(sent);
  }
  template <class S> static void check() {
    of_one_select<S>();
    of_one_called_off<S>();
  }
};
every_strategy<microthread_channel_behind_an_exception> const
    microthread_channel_behind_an_exception_here;

}  // namespace
}  // namespace kont::conformance
