// tests/reliability/r10_a_thousand_fail_together.cpp -- a thousand microthreads want memory when
// there is none, and are told one after the other: the C++ runtime keeps enough for some hundred
// exceptions at a time.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <new>

#include "continuations/strategies/strategies.hpp"
#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "tests/forked.hpp"

namespace {
constexpr int many = 1'000;
bool constinit there_is_none = false;
}  // namespace

// What all memory of C++ comes from, exceptions as well.
extern "C" void* __libc_malloc(std::size_t n);
extern "C" void* malloc(std::size_t n) noexcept {
  return there_is_none ? nullptr : __libc_malloc(n);
}

BOOST_AUTO_TEST_SUITE(r10_a_thousand_fail_together)

namespace {
using namespace kont;

struct counted {
  int told = 0, ended = 0;
};
void want_memory() { ::operator delete(::operator new(100)); }

// A microthread that wants memory the second time it runs.
template <class World> void spawn_one(World& world, counted& n) {
  using S = typename World::strategy_type;
  if constexpr (S::style == dialect::direct) {
    world.spawn([&n] {
      World::yield();
      want_memory();
      ++n.ended;
    });
  } else if constexpr (S::style == dialect::co) {
    world.spawn([&n]() -> typename World::template body_of<> {
      co_await World::yield();
      want_memory();
      ++n.ended;
    });
  } else {
    world.spawn([&n] {
      return World::yield([&n] {
        want_memory();
        ++n.ended;
        return World::done();
      });
    });
  }
}
// Runs it to its end; how many exceptions came out, each of which must be the one.
template <class World> void run_out(World& world, counted& n) {
  for (;;) {
    try {
      if (!world.run().empty()) ::_exit(1);
      return;
    } catch (std::bad_alloc const&) { ++n.told; }
  }
}

template <class S> void alone() {
  using World = scheduler<fifo, S>;
  World world;
  counted n;
  for (int i = 0; i < many; ++i) spawn_one(world, n);
  world.run_some(many);
  there_is_none = true;
  run_out(world, n);
  there_is_none = false;
  if (n.told != many || n.ended != 0) ::_exit(2);
  for (int i = 0; i < many; ++i) spawn_one(world, n);
  run_out(world, n);
  if (n.told != many || n.ended != many) ::_exit(3);
}
template <class S> void is_survived() {
  auto const child = test::forked([]() noexcept { alone<S>(); });
  BOOST_TEST(child.code == 0);
  BOOST_TEST(child.said == "");
}

BOOST_AUTO_TEST_CASE(on_each_strategy) {
  is_survived<stack>();
  is_survived<packed_stack>();
  is_survived<ucontext>();
  is_survived<frame>();
  is_survived<closure>();
}

// The first that fails has the others killed, all of whom have the same exception.
BOOST_AUTO_TEST_CASE(in_one_scope) {
  auto const child = test::forked([]() noexcept {
    scheduler<> world;
    counted n;
    world.spawn([&] {
      try {
        scope s(world);
        for (int i = 0; i < many; ++i) {
          s.spawn([&] {
            scheduler<>::sleep_for(std::chrono::seconds(1));
            want_memory();
            ++n.ended;
          });
        }
        scheduler<>::yield();
        there_is_none = true;
        s.join();
      } catch (std::bad_alloc const&) { ++n.told; }
      there_is_none = false;
    });
    run_out(world, n);
    if (n.told != 1 || n.ended != 0) ::_exit(2);
  });
  BOOST_TEST(child.code == 0);
  BOOST_TEST(child.said == "");
}

BOOST_AUTO_TEST_CASE(on_a_crew) {
  auto const child = test::forked([]() noexcept {
    crew<> c(1);  // (a second worker is a thread: without memory run() has none)
    counted n;
    for (int i = 0; i < many; ++i) c.spawn([] { want_memory(); });
    there_is_none = true;
    run_out(c, n);
    there_is_none = false;
    if (n.told != many) ::_exit(2);
  });
  BOOST_TEST(child.code == 0);
  BOOST_TEST(child.said == "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
