// tests/concurrent/crew_is_called_off.cpp -- deadlines and exceptions end waits on whatever worker,
// and of those who would end one wait exactly one does.
#include <atomic>
#include <stdexcept>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/select.hpp"
#include "tests/concurrent/crews.hpp"

BOOST_AUTO_TEST_SUITE(crew_is_called_off)

namespace {
using namespace kont;
using namespace std::chrono_literals;

// Receivers are killed while others send: a message that was taken is not lost, and who is killed
// takes none; if they select, they leave their other queue, too.
struct kills {
  static constexpr int each = 300 / slower;
  bool selects;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    channel<int, World> c(world), none(world);
    std::atomic<int> sent = 0, received = 0;
    auto const note = [&received](int) { ++received; };
    auto const both = [&] { return select(on_receive(none, note), on_receive(c, note)); };
    std::vector<typename World::handle> receivers;
    for (int i = 0; i < each; ++i) {
      if constexpr (direct<World>) {
        receivers.push_back(world.spawn([&] {
          while (true) selects ? void(both()) : note(c.receive());
        }));
        world.spawn([&] { c.send(1), ++sent; });
        world.spawn([&, i] { receivers[static_cast<std::size_t>(i)].kill(); });
      } else {
        receivers.push_back(world.spawn([&]() -> body_of<World> {
          while (true) {
            if (selects) co_await both();
            if (!selects) note(co_await c.receive());
          }
        }));
        world.spawn([&]() -> body_of<World> {
          co_await c.send(1);
          ++sent;
        });
        world.spawn([&, i]() -> body_of<World> {
          receivers[static_cast<std::size_t>(i)].kill();
          co_return;
        });
      }
    }
    auto const left = world.run();
    for (auto const& s : left) BOOST_TEST(s.waits_for == std::string("send"));
    BOOST_TEST(sent == received);
    BOOST_TEST(sent + static_cast<int>(left.size()) == each);
    for (auto const& r : receivers) BOOST_TEST(r.finished());
    BOOST_TEST(none.balance() == 0);
  }
};

// Who waits for a mutex till a deadline has it or not, and then is in its queue no more.
struct deadlines {
  static constexpr int lockers = 30;
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    mutex<World> m(world);
    std::atomic<int> had = 0, late = 0;
    int inside = 0;
    std::atomic<bool> apart = true;
    for (int k = 0; k < lockers; ++k) {
      auto const patience = std::chrono::microseconds(k * 100);
      if constexpr (direct<World>) {
        world.spawn([&, patience] {
          if (!m.try_lock_for(patience)) return void(++late);
          if (++inside != 1) apart = false;
          world.sleep_for(100us);
          --inside, ++had;
          m.unlock();
        });
      } else {
        world.spawn([&, patience]() -> body_of<World> {
          if (!co_await m.try_lock_for(patience)) {
            ++late;
            co_return;
          }
          if (++inside != 1) apart = false;
          co_await world.sleep_for(100us);
          --inside, ++had;
          m.unlock();
        });
      }
    }
    BOOST_TEST(world.run().empty());
    BOOST_TEST(apart);
    BOOST_TEST(had + late == lockers);
    BOOST_TEST(had > 0);
    BOOST_TEST(m.holder() == 0u);
  }
};

// An exception comes out of run(); the others go on when it is called again.
struct lets_out {
  template <class World> void operator()(unsigned workers) const {
    World world(workers);
    std::atomic<int> ended = 0;
    for (int k = 0; k < 10; ++k) {
      if constexpr (direct<World>) {
        world.spawn([&, k] {
          world.yield();
          if (k % 3 == 0) throw std::runtime_error("out");
          ++ended;
        });
      } else {
        world.spawn([&, k]() -> body_of<World> {
          co_await world.yield();
          if (k % 3 == 0) throw std::runtime_error("out");
          ++ended;
        });
      }
    }
    int caught = 0;
    for (bool done = false; !done;) {
      try {
        BOOST_TEST(world.run().empty());
        done = true;
      } catch (std::runtime_error const&) { ++caught; }
    }
    BOOST_TEST(caught == 4);
    BOOST_TEST(ended == 6);
  }
};
}  // namespace

BOOST_AUTO_TEST_CASE(by_kills) { on_each_crew(kills{false}); }
BOOST_AUTO_TEST_CASE(by_kills_while_it_selects) { on_each_crew(kills{true}); }
BOOST_AUTO_TEST_CASE(by_deadlines) { on_each_crew(deadlines{}); }
BOOST_AUTO_TEST_CASE(exceptions_leave_run) { on_each_crew(lets_out{}); }

BOOST_AUTO_TEST_SUITE_END()
