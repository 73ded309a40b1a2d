// tests/concurrent/crew_mutex_excludes.cpp -- a mutex holds over waits and across workers, and so
// does what is told by a condition.
#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_mutex_excludes)

namespace {
using namespace kont;

// Whoever is inside counts in a plain variable; some yield there, and so move.
struct excludes {
  static constexpr int lockers = 8, each = 1000 / slower;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    mutex<World> m(world);
    int inside = 0, rounds = 0;
    for (int k = 0; k < lockers; ++k) {
      if constexpr (direct<World>) {
        world.spawn([&] {
          for (int i = 0; i < each; ++i) {
            m.lock();
            bool const alone = ++inside == 1 && m.holder() == world.running();
            if (i % 3 == 0) world.yield();
            rounds += alone && --inside == 0;
            m.unlock();
          }
        });
      } else {
        world.spawn([&]() -> body_of<World> {
          for (int i = 0; i < each; ++i) {
            co_await m.lock();
            bool const alone = ++inside == 1 && m.holder() == world.running();
            if (i % 3 == 0) co_await world.yield();
            rounds += alone && --inside == 0;
            m.unlock();
          }
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(rounds == lockers * each);
  }
};

// A store of one, and a condition for each side.
struct hands_over {
  static constexpr int each = 500 / slower;
  template <class World> struct store {
    explicit store(World& w) : m(w), filled(w), emptied(w) {}
    mutex<World> m;
    condition<World> filled, emptied;
    int full = 0;
  };
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    store<World> s(world);
    int taken = 0;
    for (int k = 0; k < 3; ++k) {
      if constexpr (direct<World>) {
        world.spawn([&] {
          for (int i = 0; i < each; ++i) change(s, s.emptied, s.filled, 0, 1);
        });
        world.spawn([&] {
          for (int i = 0; i < each; ++i) change(s, s.filled, s.emptied, 1, 0, &taken);
        });
      } else {
        world.spawn([&]() -> body_of<World> { return change_co(s, s.emptied, s.filled, 0, 1); });
        world.spawn(
            [&]() -> body_of<World> { return change_co(s, s.filled, s.emptied, 1, 0, &taken); });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(taken == 3 * each);
  }
  template <class World>
  static void change(store<World>& s, condition<World>& mine, condition<World>& theirs, int from,
                     int to, int* count = nullptr) requires direct<World> {
    s.m.lock();
    while (s.full != from) mine.wait(s.m);
    s.full = to;
    if (count != nullptr) ++*count;
    theirs.notify_one();
    s.m.unlock();
  }
  template <class World>
  static body_of<World> change_co(store<World>& s, condition<World>& mine, condition<World>& theirs,
                                  int from, int to, int* count = nullptr) {
    for (int i = 0; i < each; ++i) {
      co_await s.m.lock();
      while (s.full != from) co_await mine.wait(s.m);
      s.full = to;
      if (count != nullptr) ++*count;
      theirs.notify_one();
      s.m.unlock();
    }
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(over_waits) { on_each_crew(excludes{}); }
BOOST_AUTO_TEST_CASE(with_conditions) { on_each_crew(hands_over{}); }

BOOST_AUTO_TEST_SUITE_END()
