// tests/conformance/microthread_select_of_both_locks.cpp -- a select of both ways to lock one
// mutex, given up, lets in whoever waits behind, and not itself.
#include <chrono>
#include <string>

#include "coroutines/microthreads/select.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_select_of_both_locks : library_bodies {
  template <class S> static void check() {
    using namespace std::chrono_literals;
    using W = scheduler<fifo, S>;
    W world;
    shared_mutex m(world);
    std::string log;
    world.spawn([&] {
      m.lock_shared();
      world.sleep_for(10ms);
      m.unlock_shared();
    });
    world.spawn([&] { BOOST_TEST(!m.try_lock_for(2ms)); });
    world.spawn([&] {
      world.sleep_for(1ms);
      auto const chosen =
          select(on(m.lock(to_select), [] {}),
                 on(m.lock_shared(to_select), [&] { m.unlock_shared(); }), after(5ms, [] {}));
      log += std::to_string(chosen) + ' ';
      world.sleep_for(1s);
    });
    world.spawn([&] {
      world.sleep_for(50ms);
      m.lock();
      log += "locked";
      m.unlock();
    });
    BOOST_TEST(world.run().empty());
    BOOST_TEST((log == "1 locked" || log == "2 locked"), log);
  }
};
every_strategy<microthread_select_of_both_locks> const microthread_select_of_both_locks_here;

}  // namespace
}  // namespace kont::conformance
