// tests/lab/ten_bugs.hpp -- ten programs that break in unlucky orders, and hold in turn.
#pragma once
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "lab/explore.hpp"

namespace kont::lab {

/// What a program shares, and keeps alive till it is checked.
struct memory {
  int a = 0, b = 0, c = 0;
  bool wrong = false;
};
using shared = std::shared_ptr<memory>;
inline std::function<std::string()> says(shared m) {
  return [m] { return std::string(m->wrong ? "wrong" : ""); };
}

// Each is a program: two or three microthreads, the bug, and why fifo does not see it.

/// Two read, then write: one addition is lost. In turn, the first is done before the second begins.
inline std::function<std::string()> atomicity(world& w) {
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
}
/// Used before it is made, unless who makes it runs first.
inline std::function<std::string()> order_violation(world& w) {
  auto m = std::make_shared<memory>();
  w.spawn([m] { m->a = 1; });
  w.spawn([m] { m->wrong = m->a == 0; });
  return says(m);
}
/// Looked at, then used, though another takes it in between.
inline std::function<std::string()> check_then_act(world& w) {
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
}
/// A flag is set before the data that it speaks of.
inline std::function<std::string()> published_early(world& w) {
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
}
/// Two sums that belong together are read one after the other.
inline std::function<std::string()> torn_read(world& w) {
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
}
/// What was A is B and A again: who compares does not see it.
inline std::function<std::string()> aba(world& w) {
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
}
/// Both initialize what is to be initialized once.
inline std::function<std::string()> made_twice(world& w) {
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
}

struct two_locks {
  explicit two_locks(world& w) : a(w), b(w) {}
  mutex<world> a, b;
};
/// Each holds what the other wants.
inline std::function<std::string()> abba(world& w) {
  auto m = std::make_shared<two_locks>(w);
  for (int i = 0; i < 2; ++i) {
    w.spawn([m, &w, i] {
      for (int later = 0; later < 3 * i; ++later) w.yield();
      std::scoped_lock first(i == 0 ? m->a : m->b);
      w.yield();
      std::scoped_lock second(i == 0 ? m->b : m->a);
    });
  }
  return [m] { return std::string(); };
}

struct door {
  explicit door(world& w) : lock(w), opened(w) {}
  mutex<world> lock;
  condition<world> opened;
  bool open = false;
};
/// Told before it waits: the check is outside of the lock.
inline std::function<std::string()> lost_wake_up(world& w) {
  auto m = std::make_shared<door>(w);
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
}
/// An `if` where a `while` belongs: who waits may be woken, and another has taken it.
inline std::function<std::string()> if_not_while(world& w) {
  auto m = std::make_shared<door>(w);
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
}

/// All of them.
inline std::vector<std::pair<char const*, program>> ten_bugs() {
  return {{"atomicity", atomicity},           {"order", order_violation},
          {"check then act", check_then_act}, {"published early", published_early},
          {"torn read", torn_read},           {"aba", aba},
          {"made twice", made_twice},         {"abba", abba},
          {"lost wake-up", lost_wake_up},     {"if, not while", if_not_while}};
}

}  // namespace kont::lab
