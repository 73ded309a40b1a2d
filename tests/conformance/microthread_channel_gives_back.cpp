// tests/conformance/microthread_channel_gives_back.cpp -- what try_send has not sent is still the
// caller's, also when an exception says so.
#include <memory>
#include <string>
#include <utility>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_channel_gives_back : library_bodies {
  using value = std::unique_ptr<int>;

  template <class S> static void is_closed() {
    using W = scheduler<fifo, S>;
    W world;
    channel<value, W> c(world), buffered(world, 3);
    c.close();
    buffered.close();
    for (auto* const closed : {&c, &buffered}) {
      auto mine = std::make_unique<int>(1);
      BOOST_CHECK_THROW(closed->try_send(std::move(mine)), channel_closed);
      BOOST_TEST((mine != nullptr));
      world.spawn([&] {
        BOOST_CHECK_THROW(closed->try_send_for(std::move(mine), 1s), channel_closed);
        BOOST_TEST((mine != nullptr));
      });
      BOOST_TEST(world.run().empty());
    }
  }

  // What has to be converted: copied where it can be, and never changed.
  template <class S> static void is_of_another_type() {
    using W = scheduler<fifo, S>;
    W world;
    struct base {
      virtual ~base() = default;
    };
    struct derived : base {};
    channel<std::string, W> texts(world, 1);
    channel<int, W> numbers(world);
    channel<std::unique_ptr<base>, W> objects(world, 1);
    std::string const text = "text";
    BOOST_TEST(texts.try_send(text.c_str()));
    BOOST_TEST(!texts.try_send("more"));
    BOOST_TEST(texts.try_receive().value() == "text");
    double exact = 3.7;
    BOOST_TEST(!numbers.try_send(std::move(exact)));
    BOOST_TEST(exact == 3.7);
    BOOST_TEST(objects.try_send(std::make_unique<derived>()));
  }

  // By a close, by an exception, and by its end; what has been sent is gone.
  template <class S> static void is_called_off() {
    using W = scheduler<fifo, S>;
    W world;
    channel<value, W> closes(world), stays(world);
    value closed = std::make_unique<int>(1), raised = std::make_unique<int>(2),
          killed = std::make_unique<int>(3), sent = std::make_unique<int>(4);
    world.spawn(
        [&] { BOOST_CHECK_THROW(closes.try_send_for(std::move(closed), 1h), channel_closed); });
    auto one = world.spawn(
        [&] { BOOST_CHECK_THROW(stays.try_send_for(std::move(raised), 1h), std::string); });
    auto other = world.spawn([&] { stays.try_send_for(std::move(killed), 1h); });
    world.spawn([&] { BOOST_TEST(stays.try_send_for(std::move(sent), 1h)); });
    world.spawn([&] {
      closes.close();
      one.raise(std::make_exception_ptr(std::string("off")));
      other.kill();
      BOOST_TEST(*stays.receive() == 4);
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((closed != nullptr && *closed == 1));
    BOOST_TEST((raised != nullptr && *raised == 2));
    BOOST_TEST((killed != nullptr && *killed == 3));
    BOOST_TEST((sent == nullptr));
  }

  // In a select, where something else is done instead; or it.
  template <class S> static void is_not_chosen() {
    using W = scheduler<fifo, S>;
    W world;
    channel<value, W> c(world);
    auto mine = std::make_unique<int>(1);
    world.spawn([&] {
      auto const chosen = [&] {
        return select(on(c.try_send_for(std::move(mine), 1h, to_select), [](bool) {}),
                      after(1s, [] {}));
      };
      BOOST_TEST(chosen() == 1u);
      BOOST_TEST((mine != nullptr));
      BOOST_TEST(chosen() == 0u);
      BOOST_TEST((mine == nullptr));
      mine = std::make_unique<int>(2);
      select(on(c.try_send_for(std::move(mine), 1s, to_select),
                [&](bool sent) { BOOST_TEST((!sent && mine != nullptr)); }));
      BOOST_TEST((mine != nullptr));
    });
    world.spawn([&] {
      world.sleep_for(1500ms);
      BOOST_TEST(*c.receive() == 1);
    });
    BOOST_TEST(world.run().empty());
  }

  template <class S> static void check() {
    is_of_another_type<S>();
    is_closed<S>();
    is_called_off<S>();
    is_not_chosen<S>();
  }
};
every_strategy<microthread_channel_gives_back> const microthread_channel_gives_back_here;

}  // namespace
}  // namespace kont::conformance
