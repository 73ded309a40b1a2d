// tests/conformance/microthread_deadline_is_past.cpp -- a deadline that has come before the wait
// ends it, though virtual time stands still since others are ready: after each has had a turn.
#include <chrono>
#include <optional>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"

#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_deadline_is_past : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style != dialect::direct) return {};
    return library_bodies::cannot<S>();
  }
  template <class S> struct scene {
    using W = scheduler<fifo, S>;
    static constexpr int most = 1'000;
    W world;
    mutex<W> m{world};
    channel<int, W> c{world};
    condition<W> changes{world};
    mutex<W> of_changes{world};
    int turns = 0;
    bool stops = false;
    std::string log;
    instant long_ago = instant(std::chrono::seconds(-1));
    instant now = instant();

    void note(bool got) { log += got ? "got " : "late "; }
  };

  template <class S> static void spawn_all(scene<S>& s) requires(S::style == dialect::direct) {
    s.world.spawn([&s] {
      s.m.lock();
      for (; !s.stops && s.turns < s.most; ++s.turns) s.world.yield();
      s.m.unlock();
    });
    s.world.spawn([&s] {
      s.note(s.m.try_lock_until(s.now));
      s.note(s.m.try_lock_until(s.long_ago));
      s.note(s.c.try_receive_until(s.long_ago).has_value());
      s.note(s.c.try_send_until(1, s.now));
      s.of_changes.lock();
      s.note(s.changes.wait_until(s.of_changes, s.now));
      s.note(s.of_changes.holder() == s.world.running());
      s.of_changes.unlock();
      s.stops = true;
    });
  }
  template <class S> static void spawn_all(scene<S>& s) requires(S::style == dialect::co) {
    using body = typename scene<S>::W::template body_of<>;
    s.world.spawn([&s]() -> body {
      co_await s.m.lock();
      for (; !s.stops && s.turns < s.most; ++s.turns) co_await s.world.yield();
      s.m.unlock();
    });
    s.world.spawn([&s]() -> body {
      s.note(co_await s.m.try_lock_until(s.now));
      s.note(co_await s.m.try_lock_until(s.long_ago));
      auto const received = co_await s.c.try_receive_until(s.long_ago);
      s.note(received.has_value());
      s.note(co_await s.c.try_send_until(1, s.now));
      co_await s.of_changes.lock();
      s.note(co_await s.changes.wait_until(s.of_changes, s.now));
      s.note(s.of_changes.holder() == s.world.running());
      s.of_changes.unlock();
      s.stops = true;
    });
  }
  template <class S> struct spinner {
    scene<S>& s;
    typename S::action operator()() const {
      if (!s.stops && ++s.turns < s.most) return s.world.yield(*this);
      s.m.unlock();
      return s.world.done();
    }
  };
  template <class S> static void spawn_all(scene<S>& s) requires(S::style == dialect::cps) {
    s.world.spawn([&s] { return s.m.lock(spinner<S>{s}); });
    s.world.spawn([&s] {
      return s.m.try_lock_until(s.now, [&s](bool locked) {
        s.note(locked);
        return s.m.try_lock_until(s.long_ago, [&s](bool again) {
          s.note(again);
          return s.c.try_receive_until(s.long_ago, [&s](std::optional<int> received) {
            s.note(received.has_value());
            return s.c.try_send_until(1, s.now, [&s](bool sent) {
              s.note(sent);
              return waits_for_changes(s);
            });
          });
        });
      });
    });
  }
  template <class S> static auto waits_for_changes(scene<S>& s) {
    return s.of_changes.lock([&s] {
      return s.changes.wait_until(s.of_changes, s.now, [&s](bool noticed) {
        s.note(noticed);
        s.note(s.of_changes.holder() == s.world.running());
        s.of_changes.unlock();
        s.stops = true;
        return s.world.done();
      });
    });
  }
  template <class S> static void check() {
    scene<S> s;
    spawn_all(s);
    BOOST_TEST(s.world.run().empty());
    BOOST_TEST(s.log == "late late late late late got ");
    BOOST_TEST(s.turns < 10);
    BOOST_TEST((s.world.clock().now() == instant()));
  }
};
every_strategy<microthread_deadline_is_past> const microthread_deadline_is_past_here;

}  // namespace
}  // namespace kont::conformance
