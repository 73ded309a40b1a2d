// tests/conformance/microthread_captures_end_with_it.cpp -- what the body of a microthread has
// captured, and its locals, end as part of it: their destructors may unlock and wait as it may.
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "coroutines/microthreads/local.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_captures_end_with_it : library_bodies {
  template <class W> struct waits_when_it_ends {
    std::string* log = nullptr;
    ~waits_when_it_ends() {
      if (log == nullptr) return;
      W::yield();
      *log += "its last ";
    }
  };

  template <class S> static void a_lock() {
    using W = scheduler<fifo, S>;
    W world;
    mutex m(world);
    world.spawn([l = std::unique_lock(m, std::defer_lock)]() mutable { l.lock(); });
    world.spawn([&] { std::scoped_lock const mine(m); });
    BOOST_TEST(world.run().empty());
  }
  // Whoever comes next is not let in by what another one does at its end.
  template <class S> static void a_lock_of_another() {
    using W = scheduler<fifo, S>;
    W world;
    recursive_mutex m(world);
    bool entered = false, let_go = false;
    struct visitor {
      recursive_mutex<W>* m;
      bool *entered, *let_go;
      visitor(recursive_mutex<W>& r, bool& e, bool& l) : m(&r), entered(&e), let_go(&l) {}
      visitor(visitor&& v) noexcept
          : m(std::exchange(v.m, nullptr)), entered(v.entered), let_go(v.let_go) {}
      ~visitor() {
        if (m == nullptr) return;
        std::scoped_lock const mine(*m);
        *entered = *let_go;
      }
    };
    world.spawn([&] {
      m.lock();
      world.spawn([v = visitor(m, entered, let_go)] {});
      for (int i = 0; i < 3; ++i) W::yield();
      let_go = true;
      m.unlock();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(entered);
  }
  template <class S> static void joined() {
    using W = scheduler<fifo, S>;
    W world;
    std::string log;
    local<waits_when_it_ends<W>, W> last;
    world.spawn([&] {
      {
        auto child = world.spawn([&] { last->log = &log; });
        W::yield();
        child.join();
        log += "joined ";
      }
      auto captured = std::make_unique<waits_when_it_ends<W>>();
      captured->log = &log;
      world.spawn([captured = std::move(captured)] {}).join();
      log += "joined";
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "its last joined its last joined");
  }
  // While its locals wait, it has its name, and resists.
  template <class S> static void resists() {
    using W = scheduler<fifo, S>;
    W world;
    std::string log;
    local<waits_when_it_ends<W>, W> last;
    world.spawn({.name = "ending", .resistant = true}, [&] { last->log = &log; });
    world.spawn([&] {
      world.for_each([&](auto const& t) {
        if (t.id == 1) log += t.more ? t.more->name + ' ' : "unknown ";
      });
      world.kill_all();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST(log == "ending its last ");
  }
  template <class S> static void check() {
    resists<S>();
    a_lock<S>();
    a_lock_of_another<S>();
    joined<S>();
  }
};
every_strategy<microthread_captures_end_with_it> const microthread_captures_end_with_it_here;

}  // namespace
}  // namespace kont::conformance
