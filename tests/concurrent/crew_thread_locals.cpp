// tests/concurrent/crew_thread_locals.cpp -- an address of a thread_local that was kept over a wait
// is another thread's; here<T>() and errno_here() are this one's.
#include <atomic>
#include <cerrno>
#include <thread>

#include "lib/here.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_thread_locals)

namespace {
using namespace kont;

struct number {  // which thread it is of
  std::thread::id of = std::this_thread::get_id();
};

// By a call that no compiler sees through.
[[gnu::noinline]] std::thread::id this_thread() {
  asm volatile("");
  return std::this_thread::get_id();
}

// Moves on each hop, for the child holds the worker until its parent has gone on; see crew_steals.
struct moves {
  static constexpr int hops = 200 / slower;
  std::atomic<int> at = 0;
  int kept_was_stale = 0, asked_was_stale = 0, errno_was_stale = 0;

  number const* before(int i) {
    at = i;
    return &here<number>();
  }
  void holds(int i) {
    errno_here() = 1000 + i;  // of the thread that is left
    while (at == i) spin_pause();
  }
  void after(int i, number const* kept) {
    kept_was_stale += kept->of != this_thread();
    asked_was_stale += here<number>().of != this_thread();
    errno_was_stale += errno_here() == 1000 + i;
    ++at;
  }
};
struct shows_the_trap {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    moves m;
    if constexpr (direct<World>) {
      world.spawn([&] {
        for (int i = 0; i < moves::hops; ++i) {
          number const* const kept = m.before(2 * i);
          world.fork([&m, i] { m.holds(2 * i); }).detach();
          m.after(2 * i, kept);
        }
      });
    } else {
      world.spawn([&]() -> body_of<World> {
        for (int i = 0; i < moves::hops; ++i) {
          number const* const kept = m.before(2 * i);
          auto const child = [&m, i]() -> body_of<World> {
            m.holds(2 * i);
            co_return;
          };
          co_await world.fork(child);
          m.after(2 * i, kept);
        }
      });
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(m.kept_was_stale == moves::hops);  // the trap: what was kept is wrong each time,
    BOOST_TEST(m.asked_was_stale == 0);           // what is asked is never
    BOOST_TEST(m.errno_was_stale == 0);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(are_asked_anew) { on_each_crew(shows_the_trap{}, 2); }

BOOST_AUTO_TEST_SUITE_END()
