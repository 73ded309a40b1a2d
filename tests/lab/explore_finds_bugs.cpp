// tests/lab/explore_finds_bugs.cpp -- ten bugs of unlucky orders: PCT finds each, fifo none.
#include <memory>
#include <mutex>

#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/pct.hpp"
#include "lab/explore.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {
namespace {

BOOST_AUTO_TEST_SUITE(explore_finds_bugs)

/// What a program shares, and keeps alive till it is checked.
struct memory {
  int a = 0, b = 0, c = 0;
  bool wrong = false;
};
using shared = std::shared_ptr<memory>;
auto says(shared m) {
  return [m] { return std::string(m->wrong ? "wrong" : ""); };
}

// Each is a program: two or three microthreads, the bug, and why fifo does not see it.

/// Two read, then write: one addition is lost. In turn, the first is done before the second begins.
constexpr auto atomicity = [](auto& w) {
  auto m = std::make_shared<memory>();
  for (int i = 0; i < 2; ++i) {
    w.spawn([m, &w, i] {
      for (int later = 0; later < 2 * i; ++later) w.yield();
      int const seen = m->a;
      w.yield();
      m->a = seen + 1;
    });
  }
  return [m] { return std::string(m->a == 2 ? "" : "lost"); };
};
/// Used before it is made, unless who makes it runs first.
constexpr auto order = [](auto& w) {
  auto m = std::make_shared<memory>();
  w.spawn([m] { m->a = 1; });
  w.spawn([m] { m->wrong = m->a == 0; });
  return says(m);
};
/// Looked at, then used, though another takes it in between.
constexpr auto check_then_act = [](auto& w) {
  auto m = std::make_shared<memory>();
  m->a = 1;
  w.spawn([m, &w] {
    if (m->a == 0) return;
    w.yield();
    m->wrong = m->a == 0;
  });
  w.spawn([m, &w] {
    w.yield();
    w.yield();
    m->a = 0;
  });
  return says(m);
};
/// A flag is set before the data that it speaks of.
constexpr auto published_early = [](auto& w) {
  auto m = std::make_shared<memory>();
  w.spawn([m, &w] {
    m->a = 1;
    w.yield();
    m->b = 1;
  });
  w.spawn([m, &w] {
    w.yield();
    w.yield();
    if (m->a == 1 && m->b == 0) m->wrong = true;
  });
  return says(m);
};
/// Two sums that belong together are read one after the other.
constexpr auto torn_read = [](auto& w) {
  auto m = std::make_shared<memory>();
  w.spawn([m, &w] {
    int const first = m->a;
    w.yield();
    m->wrong = first != m->b;
  });
  w.spawn([m, &w] {
    for (int i = 0; i < 2; ++i) w.yield();
    m->a = m->b = 1;
  });
  return says(m);
};
/// What was A is B and A again: who compares does not see it.
constexpr auto aba = [](auto& w) {
  auto m = std::make_shared<memory>();
  w.spawn([m, &w] {
    int const seen = m->a, version = m->b;
    w.yield();
    if (m->a == seen) m->wrong = m->b != version;
  });
  w.spawn([m, &w] {
    for (int i = 0; i < 2; ++i) w.yield();
    for (int to : {1, 0}) m->a = to, ++m->b;
  });
  return says(m);
};
/// Both initialize what is to be initialized once.
constexpr auto made_twice = [](auto& w) {
  auto m = std::make_shared<memory>();
  for (int i = 0; i < 2; ++i) {
    w.spawn([m, &w, i] {
      for (int later = 0; later < 2 * i; ++later) w.yield();
      if (m->a != 0) return;
      w.yield();
      ++m->a;
    });
  }
  return [m] { return std::string(m->a == 1 ? "" : "made twice"); };
};

template <class World> struct two_locks {
  explicit two_locks(World& w) : a(w), b(w) {}
  mutex<World> a, b;
};
/// Each holds what the other wants.
constexpr auto abba = [](auto& w) {
  auto m = std::make_shared<two_locks<std::remove_reference_t<decltype(w)>>>(w);
  for (int i = 0; i < 2; ++i) {
    w.spawn([m, &w, i] {
      for (int later = 0; later < 3 * i; ++later) w.yield();
      std::scoped_lock first(i == 0 ? m->a : m->b);
      w.yield();
      std::scoped_lock second(i == 0 ? m->b : m->a);
    });
  }
  return [m] { return std::string(); };
};

template <class World> struct door {
  explicit door(World& w) : lock(w), opened(w) {}
  mutex<World> lock;
  condition<World> opened;
  bool open = false;
};
/// Told before it waits: the check is outside of the lock.
constexpr auto lost_wake_up = [](auto& w) {
  auto m = std::make_shared<door<std::remove_reference_t<decltype(w)>>>(w);
  w.spawn([m, &w] {
    if (m->open) return;
    w.yield();
    std::unique_lock held(m->lock);
    m->opened.wait(held);
  });
  w.spawn([m, &w] {
    w.yield();
    std::scoped_lock held(m->lock);
    m->open = true;
    m->opened.notify_one();
  });
  return [m] { return std::string(); };
};
/// An `if` where a `while` belongs: who waits may be woken, and another has taken it.
constexpr auto if_not_while = [](auto& w) {
  auto m = std::make_shared<door<std::remove_reference_t<decltype(w)>>>(w);
  auto count = std::make_shared<memory>();
  for (int i = 0; i < 2; ++i) {
    w.spawn([m, count, &w, i] {
      for (int later = 0; later < 3 * i; ++later) w.yield();
      std::unique_lock held(m->lock);
      if (count->a == 0) m->opened.wait(held);
      if (--count->a < 0) count->wrong = true;
    });
  }
  w.spawn([m, count, &w] {
    for (int i = 0; i < 2; ++i) {
      std::scoped_lock held(m->lock);
      w.yield();
      ++count->a;
      m->opened.notify_one();
    }
  });
  return says(count);
};

template <class Program> void check(char const* name, Program program) {
  auto const by_fifo = explore(
      program, [](std::uint64_t) { return fifo(); }, 1, 1);
  BOOST_TEST(!by_fifo.has_value(), name << " by fifo: " << (by_fifo ? by_fifo->what : ""));
  auto const by_pct = explore(
      program, [](std::uint64_t seed) { return pct({.seed = seed, .depth = 3, .steps = 10}); });
  BOOST_REQUIRE_MESSAGE(by_pct.has_value(), name << " is found by PCT");
  BOOST_TEST_MESSAGE(name << ": seed " << by_pct->seed << ", " << by_pct->what);
  BOOST_TEST(replay(program, by_pct->schedule) == by_pct->what, name);
}

BOOST_AUTO_TEST_CASE(of_memory) {
  check("atomicity", atomicity);
  check("order", order);
  check("check then act", check_then_act);
  check("published early", published_early);
  check("torn read", torn_read);
  check("aba", aba);
  check("made twice", made_twice);
}
BOOST_AUTO_TEST_CASE(of_locks) {
  check("abba", abba);
  check("lost wake-up", lost_wake_up);
  check("if, not while", if_not_while);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::lab
