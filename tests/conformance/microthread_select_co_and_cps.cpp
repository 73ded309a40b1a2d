// tests/conformance/microthread_select_co_and_cps.cpp -- channels that end, prefer and are selected
// from do the same for microthreads that co_await, or return what is left of them.
#include <memory>
#include <optional>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

// Everything a test's microthreads share.
template <class S> struct shared {
  using W = scheduler<fifo, S>;
  explicit shared(std::size_t capacity = 0) : a(world, capacity), b(world, capacity) {}
  W world;
  channel<int, W> a, b;
  std::string log;
};

// Sends first, first+1, … last into `to`, and notes each.
template <class S>
void spawn_sender(shared<S>& s, channel<int, scheduler<fifo, S>>& to, int first, int last) {
  using W = scheduler<fifo, S>;
  if constexpr (S::style == dialect::co) {
    s.world.spawn([&s, &to, first, last]() -> typename W::template body_of<> {
      for (int n = first; n <= last; ++n) {
        co_await to.send(n);
        s.log += 's';
      }
    });
  } else {
    struct step {
      shared<S>& s;
      channel<int, W>& to;
      int n, last;
      typename S::action operator()() const {
        if (n > last) return W::done();
        return to.send(n, [next = step{s, to, n + 1, last}] {
          next.s.log += 's';
          return next();
        });
      }
    };
    s.world.spawn(step{s, to, first, last});
  }
}

// Takes from either channel, for as long as one has something within a second.
template <class S> void spawn_selector(shared<S>& s) {
  using W = scheduler<fifo, S>;
  if constexpr (S::style == dialect::co) {
    s.world.spawn("selector", [&s]() -> typename W::template body_of<> {
      auto const note = [&s](int n) { s.log += std::to_string(n); };
      auto const ends = [&s] { s.log += 'e'; };
      std::size_t which = 0;
      while (which != 2) {
        which = co_await select(on_receive(s.a, note), on_receive(s.b, note), after(1s, ends));
      }
    });
  } else {
    struct step {
      shared<S>& s;
      typename S::action operator()() const {
        auto const note = [&s = s](int n) { s.log += std::to_string(n); };
        auto const ends = [&s = s] { s.log += 'e'; };
        return select(on_receive(s.a, note), on_receive(s.b, note), after(1s, ends),
                      [me = *this](std::size_t which) { return which == 2 ? W::done() : me(); });
      }
    };
    s.world.spawn("selector", step{s});
  }
}

// Takes what comes from a until its end.
template <class S> void spawn_drainer(shared<S>& s) {
  using W = scheduler<fifo, S>;
  if constexpr (S::style == dialect::co) {
    s.world.spawn([&s]() -> typename W::template body_of<> {
      for (;;) {
        std::optional<int> const n = co_await s.a.next();
        if (!n) break;
        s.log += std::to_string(*n);
      }
      s.log += 'e';
      std::optional<int> const late = co_await s.b.try_receive_for(1s);
      s.log += late ? '!' : 'l';
    });
  } else {
    struct step {
      shared<S>& s;
      typename S::action operator()() const {
        return s.a.next([me = *this](std::optional<int> n) {
          if (n) {
            me.s.log += std::to_string(*n);
            return me();
          }
          me.s.log += 'e';
          return me.s.b.try_receive_for(1s, [&s = me.s](std::optional<int> late) {
            s.log += late ? '!' : 'l';
            return W::done();
          });
        });
      }
    };
    s.world.spawn(step{s});
  }
}

struct microthread_select_co_and_cps : other_bodies {
  template <class S> static void select_from_two() {
    for (std::size_t const capacity : {0u, 2u}) {
      shared<S> s(capacity);
      spawn_selector(s);
      spawn_sender(s, s.a, 1, 3);
      spawn_sender(s, s.b, 4, 6);
      BOOST_TEST(s.world.run().empty());
      for (char const c : {'1', '2', '3', '4', '5', '6'})
        BOOST_TEST(std::ranges::count(s.log, c) == 1);
      BOOST_TEST(std::ranges::count(s.log, 's') == 6);
      BOOST_TEST(s.log.back() == 'e');
      BOOST_TEST(s.log.find('1') < s.log.find('2'));
      BOOST_TEST(s.log.find('5') < s.log.find('6'));
      BOOST_TEST((s.world.clock().now() == instant(1s)));
      BOOST_TEST(s.a.balance() == 0);
    }
  }

  template <class S> static void come_to_the_end() {
    for (std::size_t const capacity : {0u, 2u}) {
      shared<S> s(capacity);
      spawn_drainer(s);
      spawn_sender(s, s.a, 1, 3);
      BOOST_TEST(s.world.run().size() == 1u);
      s.a.close();
      BOOST_TEST(s.world.run().empty());
      std::erase(s.log, 's');
      BOOST_TEST(s.log == "123el");
      BOOST_TEST(!s.b.try_receive());
      BOOST_CHECK_THROW(s.a.try_receive(), channel_closed);
    }
  }

  // A closed channel throws at who sends: out of run(), for nobody catches it here.
  template <class S> static void throw_at_senders() {
    shared<S> s;
    spawn_sender(s, s.a, 1, 1);
    BOOST_TEST(s.world.run().size() == 1u);
    s.a.close();
    BOOST_CHECK_THROW(s.world.run(), channel_closed);
    spawn_sender(s, s.a, 1, 1);
    BOOST_CHECK_THROW(s.world.run(), channel_closed);
    BOOST_TEST(s.world.run().empty());
    BOOST_TEST(s.log == "");
  }

  template <class S> static void are_preferred() {
    for (auto const whom : {prefers::neither, prefers::receiver}) {
      shared<S> s;
      s.a.prefer(whom);
      spawn_drainer(s);
      spawn_sender(s, s.a, 1, 2);
      s.world.run();
      BOOST_TEST(s.log == (whom == prefers::neither ? "s12s" : "1s2s"));
    }
  }

  template <class S> static void check() {
    select_from_two<S>();
    come_to_the_end<S>();
    throw_at_senders<S>();
    are_preferred<S>();
  }
};
every_strategy<microthread_select_co_and_cps> const microthread_select_co_and_cps_here;

}  // namespace
}  // namespace kont::conformance
