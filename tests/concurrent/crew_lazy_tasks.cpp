// tests/concurrent/crew_lazy_tasks.cpp -- a lazy task is a call of who joins it, or a microthread
// of whoever took it; either way it is done once, and over when its maker goes on.
#include <atomic>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/lazy_task.hpp"
#include "tests/concurrent/crews.hpp"
#include "tests/conformance/broken_rule.hpp"

BOOST_AUTO_TEST_SUITE(crew_lazy_tasks)

namespace {
using namespace kont;
using world_type = world_of_many;

// Every third leaf lets others run, who then take what its callers have offered.
int fib(world_type& world, int n, std::atomic<int>& leaves) {
  if (n < 2) {
    if (++leaves % 3 == 0) world_type::yield();
    return n;
  }
  int left = 0;
  lazy_task task(world, [&] { left = fib(world, n - 1, leaves); });
  int const right = fib(world, n - 2, leaves);
  task.join();
  return left + right;
}

// Runs `body(world)` as the only microthread of a crew of one; what it offers is taken whenever it
// waits or yields.
template <class Body> void alone(Body body) {
  world_type world(1);
  world.spawn("the maker", [&] { body(world); });
  BOOST_TEST(world.run().size() == 0u);
}

BOOST_AUTO_TEST_CASE(each_is_done_once) {
  on_few_and_many([](world_type& world) {
    for (int round = 0; round < 20 / slower; ++round) {
      std::atomic<int> leaves = 0;
      int result = 0;
      world.spawn([&] { result = fib(world, 15, leaves); });
      BOOST_TEST(world.run().size() == 0u);
      BOOST_TEST(result == 610);
      BOOST_TEST(leaves == 987);
    }
  });
}

BOOST_AUTO_TEST_CASE(nobody_took_it) {
  alone([](world_type& world) {
    std::uint64_t who = 0;
    lazy_task task(world, [&] { who = world_type::running(); });
    BOOST_TEST(who == 0u);
    task.join();
    BOOST_TEST(who == world_type::running());
    task.join();  // again: nothing happens
  });
}

BOOST_AUTO_TEST_CASE(somebody_took_it) {
  alone([](world_type& world) {
    std::uint64_t who = 0;
    channel<int, world_type> c(world);
    lazy_task task(world, [&] {
      who = world_type::running();
      c.send(7);
    });
    BOOST_TEST(c.receive() == 7);
    task.join();
    BOOST_TEST(who != 0u);
    BOOST_TEST(who != world_type::running());
  });
}

// On a stack of the usual size it could not, and would end the process.
[[gnu::noinline]] int deep(int calls) {
  if (calls == 0) return 0;
  int volatile const here[64] = {calls};  // to be kept across the recursion
  return deep(calls - 1) + (here[0] != 0);
}
BOOST_AUTO_TEST_CASE(who_takes_it_goes_as_deep_as_its_maker) {
  world_type world(1);
  world_type::attributes large;
  large.stack.size = stacks::frames_grow * (std::size_t{1} << 20);
  int calls = 0;
  world.spawn(large, [&] {
    lazy_task outer(world, [&] {
      lazy_task inner(world, [&] { calls = deep(2'000); });
      world_type::yield();
    });
    world_type::yield();
  });
  BOOST_TEST(world.run().size() == 0u);
  BOOST_TEST(calls == 2'000);
}

BOOST_AUTO_TEST_CASE(the_first_is_joined_first) {
  alone([](world_type& world) {
    std::string log;
    lazy_task first(world, [&] { log += '1'; });
    lazy_task second(world, [&] { log += '2'; });
    first.join();
    BOOST_TEST(log.find('1') != std::string::npos);
    second.join();
    BOOST_TEST(log.size() == 2u);
  });
}

BOOST_AUTO_TEST_CASE(it_fails) {
  alone([](world_type& world) {
    lazy_task here(world, [] { throw std::runtime_error("here"); });
    BOOST_CHECK_THROW(here.join(), std::runtime_error);
    lazy_task elsewhere(world, [] { throw std::logic_error("elsewhere"); });
    world_type::yield();
    BOOST_CHECK_THROW(elsewhere.join(), std::logic_error);
  });
}

BOOST_AUTO_TEST_CASE(it_is_not_joined) {
  alone([](world_type& world) {
    std::string log;
    {
      lazy_task never(world, [&] { log += "never"; });
    }
    BOOST_TEST(log == "");
    struct local {
      std::string& log;
      ~local() { log += "unwound"; }
    };
    channel<int, world_type> c(world);
    try {
      lazy_task begun(world, [&] {
        local const here{log};
        c.receive();
      });
      world_type::yield();
      throw 1;
    } catch (int) { log += ", caught"; }
    BOOST_TEST(log == "unwound, caught");
  });
}

BOOST_AUTO_TEST_CASE(its_maker_is_killed) {
  for (bool before_it_begins : {false, true}) {
    alone([=](world_type& world) {
      std::string log;
      channel<int, world_type> c(world);
      auto maker = world.spawn([&] {
        lazy_task task(world, [&] {
          log += 'b';
          c.receive();
        });
        if (before_it_begins) c.receive();
        task.join();
      });
      while (log.empty() && !before_it_begins) world_type::yield();
      maker.kill();
      maker.join();
      BOOST_TEST(c.balance() == 0);
    });
  }
}

// The hub, or one who ends, takes it for its maker, who waits to hear that it will not begin.
BOOST_AUTO_TEST_CASE(it_is_called_off_before_it_begins) {
  for (int others : {0, 1, 3}) {
    world_type world(1);
    bool called_off = false, begun = false;
    world.spawn([&] {
      for (int i = 0; i < others; ++i)
        world.spawn(world_type::attributes{.pinned = 0}, [] { world_type::yield(); }).detach();
      world.spawn([] {});
      {
        lazy_task const task(world, [&] { begun = true; });
        world.spawn([] {});
      }
      called_off = true;
    });
    BOOST_TEST(world.run().size() == 0u);
    BOOST_TEST(called_off);
    BOOST_TEST(!begun);
  }
}

BOOST_AUTO_TEST_CASE(its_crew_ends) {
  std::string log;
  struct local {
    std::string& log;
    char letter;
    ~local() { log += letter; }
  };
  {
    world_type world(2);
    channel<int, world_type> c(world);
    world.spawn([&] {
      local const outer{log, 'o'};
      lazy_task task(world, [&] {
        local const inner{log, 'i'};
        c.receive();
      });
      world_type::yield();
      task.join();
    });
    BOOST_TEST(world.run().size() == 2u);
  }
  BOOST_TEST(log == "io");
}

bool no_memory = false;
struct meagre : stack {  // a strategy that can run out
  template <class F> static continuation start(F&& body, stacks::request want = {}) {
    if (no_memory) throw std::bad_alloc();
    return stack::start(std::forward<F>(body), want);
  }
};
BOOST_AUTO_TEST_CASE(there_is_no_stack_for_it) {
  using poor_world = crew<meagre>;
  poor_world world(1);
  bool called = false, said = false;
  world.spawn([&] {
    lazy_task task(world, [&] { called = true; });
    no_memory = true;
    poor_world::yield();
    no_memory = false;
    try {
      task.join();
    } catch (std::bad_alloc const&) { said = true; }
  });
  BOOST_TEST(world.run().size() == 0u);
  BOOST_TEST(said);
  BOOST_TEST(!called);
}

BOOST_AUTO_TEST_CASE(only_microthreads_make_them) {
  conformance::check_breaks("lazy_task: only a microthread can make one", [] {
    world_type world(1);
    lazy_task const task(world, [] {});
  });
}
BOOST_AUTO_TEST_CASE(they_are_of_the_crew_that_runs_here) {
  conformance::check_breaks("lazy_task: it is of another crew", [] {
    world_type other(1), world(1);
    world.spawn([&] { lazy_task const task(other, [] {}); });
    world.run();
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
