// tests/reliability/r16_deadlocks_are_named.cpp -- whoever waits for ever is told by name, with
// what for; and a cycle of them as soon as it is closed, while ten thousand others run.
#include <algorithm>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/deadlock.hpp"
#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/future.hpp"
#include "coroutines/microthreads/latch.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"

BOOST_AUTO_TEST_SUITE(r16_deadlocks_are_named)

namespace {
using namespace kont;
using namespace std::chrono_literals;

#if defined(KONT_ASAN) || defined(KONT_TSAN) || defined(KONT_EMULATED) || !defined(__OPTIMIZE__)
constexpr int others = 1'000;
#else
constexpr int others = 10'000;
#endif

using W = scheduler<dice>;
using handle = W::handle;

/// What some wait for, which is there as long as they are.
struct table {
  explicit table(W& w) : world(w) {}
  W& world;
  mutex<W> door{world, "the door"}, window{world, "the window"}, gate{world, "the gate"};
  recursive_mutex<W> drawer{world, "the drawer"};
  shared_mutex<W> book{world, "the book"};
  semaphore<W> seat{world, 0, "the seat"};
  event<W> dawn{world, "the dawn"};
  barrier<W> meeting{world, 3, [] {}, "the meeting"};
  latch<W> start{world, 2, "the start"};
  condition<W> news{world, "the news"};
  channel<int, W> a{world, 0, "a"}, b{world, 0, "b"}, c{world, 0, "c"};
  queue<int, W> mail{world, queue<int, W>::unbounded, "the mail"};
  handle first, second;
  future<int, W> one, two;
  bool told = false;
  int ready = 0;

  /// Waits until so many have come here.
  void meet(int all) {
    for (++ready; ready < all;) W::yield();
  }
  template <class F> handle call(std::string_view name, F body) { return world.spawn(name, body); }
};

/// A way to wait for ever: who closes it, in so many words; "": there is no cycle, or nobody knows.
struct kind {
  std::string_view what, cycle;
  std::vector<std::string_view> left;  ///< who waits for what, in the order of their making
  void (*begin)(table&);
};

// Takes one, and when all have done so, wants the other.
template <class First, class Second>
void takes(table& t, std::string_view name, First& one, Second& other, int all = 2) {
  t.call(name, [&, all] {
    std::unique_lock const mine(one);
    t.meet(all);
    std::unique_lock const ours(other);
  });
}

std::vector<kind> const kinds_of_cycles = {
    {"two locks",
     "Anna lock the window, Ben lock the door",
     {"Anna lock the window", "Ben lock the door"},
     [](table& t) { takes(t, "Anna", t.door, t.window), takes(t, "Ben", t.window, t.door); }},
    {"one lock twice",
     "Anna lock the door",
     {"Anna lock the door"},
     [](table& t) { takes(t, "Anna", t.door, t.door, 1); }},
    {"three locks",
     "Anna lock the window, Ben lock the gate, Carl lock the door",
     {"Anna lock the window", "Ben lock the gate", "Carl lock the door"},
     [](table& t) {
       takes(t, "Anna", t.door, t.window, 3), takes(t, "Ben", t.window, t.gate, 3);
       takes(t, "Carl", t.gate, t.door, 3);
     }},
    {"a recursive lock",
     "Anna lock the door, Ben lock the drawer",
     {"Anna lock the door", "Ben lock the drawer"},
     [](table& t) { takes(t, "Anna", t.drawer, t.door), takes(t, "Ben", t.door, t.drawer); }},
    {"a reader and a lock",
     "Anna lock the door, Ben lock the book",
     {"Anna lock the door", "Ben lock the book"},
     [](table& t) {
       t.call("Anna", [&t] {
         std::shared_lock const reads(t.book);
         t.meet(2);
         t.door.lock();
       });
       takes(t, "Ben", t.door, t.book);
     }},
    {"a reader who wants to write",
     "Anna lock the book",
     {"Anna lock the book"},
     [](table& t) {
       t.call("Anna", [&t] {
         std::shared_lock const reads(t.book);
         t.book.lock();
       });
     }},
    {"two who join",
     "Anna join Ben, Ben join Anna",
     {"Anna join Ben", "Ben join Anna"},
     [](table& t) {
       t.first = t.call("Anna", [&t] { t.second.join(); });
       t.second = t.call("Ben", [&t] { t.first.join(); });
     }},
    {"a lock and a join",
     "Anna join Ben, Ben lock the door",
     {"Anna join Ben", "Ben lock the door"},
     [](table& t) {
       t.call("Anna", [&t] {
         std::unique_lock const mine(t.door);
         t.call("Ben", [&t] { t.door.lock(); }).join();
       });
     }},
    {"two futures",
     "Anna get Ben, Ben get Anna",
     {"Anna get Ben", "Ben get Anna"},
     [](table& t) {
       t.one = async(
           t.world, [&t] { return t.two.get(); }, "Anna");
       t.two = async(
           t.world, [&t] { return t.one.get(); }, "Ben");
     }},
    {"the lock of a condition",
     "Anna lock the door, Ben join Anna",
     {"Anna lock the door", "Ben join Anna"},
     [](table& t) {
       t.first = t.call("Anna", [&t] {
         std::unique_lock mine(t.door);
         ++t.ready;
         t.news.wait(mine, [&t] { return t.told; });
       });
       t.call("Ben", [&t] {
         t.meet(2);
         std::unique_lock const mine(t.door);
         t.told = true;
         t.news.notify_all();
         t.first.join();
       });
     }},
    {"a scope and a lock",
     "Anna join a child, a child lock the door",
     {"Anna join a child", "a child lock the door"},
     [](table& t) {
       t.call("Anna", [&t] {
         std::unique_lock const mine(t.door);
         scope<W> s(t.world);
         s.spawn("a child", [&t] { t.door.lock(); });
         s.join();
       });
     }},
};

std::vector<kind> const kinds_without = {
    {"a ring of channels",
     "",
     {"Anna receive a", "Ben receive b", "Carl receive c"},
     [](table& t) {
       t.call("Anna", [&t] { t.b.send(t.a.receive()); });
       t.call("Ben", [&t] { t.c.send(t.b.receive()); });
       t.call("Carl", [&t] { t.a.send(t.c.receive()); });
     }},
    {"a channel nobody closes",
     "",
     {"Anna next a"},
     [](table& t) {
       t.call("Anna", [&t] {
         for (int n : t.a) t.told = n != 0;
       });
       t.call("Ben", [&t] { t.a.send(1); });
     }},
    {"two who send",
     "",
     {"Anna send a", "Ben send b"},
     [](table& t) {
       t.call("Anna", [&t] { t.a.send(1), t.b.receive(); });
       t.call("Ben", [&t] { t.b.send(1), t.a.receive(); });
     }},
    {"a wake-up before the wait",
     "",
     {"Anna wait the news"},
     [](table& t) {
       t.call("Anna", [&t] {
         t.meet(2);
         std::unique_lock mine(t.door);
         t.news.wait(mine);
       });
       t.call("Ben", [&t] { t.news.notify_all(), ++t.ready; });
     }},
    {"a permit nobody gives back",
     "",
     {"Anna acquire the seat"},
     [](table& t) { t.call("Anna", [&t] { t.seat.acquire(); }); }},
    {"an event that never comes",
     "",
     {"Anna wait the dawn"},
     [](table& t) { t.call("Anna", [&t] { t.dawn.wait(); }); }},
    {"too few for a barrier",
     "",
     {"Anna arrive_and_wait the meeting", "Ben arrive_and_wait the meeting"},
     [](table& t) {
       for (auto const* name : {"Anna", "Ben"}) t.call(name, [&t] { t.meeting.arrive_and_wait(); });
     }},
    {"too few for a latch",
     "",
     {"Anna wait the start"},
     [](table& t) { t.call("Anna", [&t] { t.start.arrive_and_wait(); }); }},
    {"an empty queue",
     "",
     {"Anna get the mail"},
     [](table& t) { t.call("Anna", [&t] { t.mail.get(); }); }},
    {"all asleep but for one",
     "",
     {"Anna see Godot"},
     [](table& t) {
       t.call("Anna", [&t] { t.world.block("see Godot"); });
       t.call("Ben", [] { W::sleep_for(1h); });
     }},
};

std::string in_words(stuck const& s, std::vector<stuck> const& all) {
  auto on = s.on;
  for (auto const& other : all)
    if (on.empty() && other.id == s.holder) on = other.name;
  return s.name + ' ' + s.waits_for + (on.empty() ? "" : " " + on);
}
std::string in_words(std::vector<stuck> cycle) {  // from who was made first
  std::ranges::rotate(cycle, std::ranges::min_element(cycle, {}, &stuck::id));
  std::string text;
  for (auto const& s : cycle) text += (text.empty() ? "" : ", ") + in_words(s, cycle);
  return text;
}

std::vector<std::string> in_words_each(std::vector<stuck> const& all) {
  std::vector<std::string> words;
  for (auto const& s : all) words.push_back(in_words(s, all));
  return words;
}

// A kind, among so many who yield until all is over; `look(world, it)` does what there is to see.
template <class F> void among_others(kind const& k, unsigned seed, int many, F look) {
  BOOST_TEST_CONTEXT(k.what << ", seed " << seed) {
    W world{dice(seed)};
    auto const it = std::make_unique<table>(world);
    bool over = false;
    k.begin(*it);
    for (int i = 0; i < many; ++i) {
      world.spawn("another", [&] {
        while (!over) W::yield();
      });
    }
    look(world);
    over = true;
    auto const left = world.run();
    BOOST_TEST(in_words_each(left) == k.left, boost::test_tools::per_element());
    BOOST_TEST(in_words(cycle_among(left)) == k.cycle);
    BOOST_TEST(in_words(cycle_in(world)) == k.cycle);
    world.kill_all(true);
    BOOST_TEST(world.run().empty());
  }
}

BOOST_AUTO_TEST_CASE(a_cycle_is_found_among_many_others) {
  for (auto const& k : kinds_of_cycles) {
    among_others(k, 1, others, [&](W& world) {
      std::vector<stuck> cycle;
      for (int n = 0; n < 100 && cycle.empty(); ++n) {
        world.run_some(static_cast<std::uint64_t>(others));
        cycle = cycle_in(world);
      }
      BOOST_TEST(in_words(cycle) == k.cycle);
    });
  }
}
// Looked for after every turn, it is there as soon as the last of them waits, and not before.
BOOST_AUTO_TEST_CASE(a_cycle_is_found_in_the_turn_that_closes_it) {
  for (auto const& k : kinds_of_cycles) {
    for (unsigned seed = 0; seed < 20; ++seed) {
      among_others(k, seed, 5, [&](W& world) {
        std::vector<stuck> cycle;
        std::size_t wait = 0;
        while (wait < k.left.size()) {
          BOOST_TEST(cycle.empty());
          world.run_some(1);
          cycle = cycle_in(world);
          wait = stuck_in(world).size();
        }
        BOOST_TEST(in_words(cycle) == k.cycle);
      });
    }
  }
}
BOOST_AUTO_TEST_CASE(who_is_in_no_cycle_is_named) {
  for (auto const& k : kinds_without) {
    for (unsigned seed = 0; seed < 20; ++seed) {
      among_others(k, seed, 100, [&](W& world) {
        world.run_some(2'000);
        BOOST_TEST(cycle_in(world).empty());
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(a_cycle_is_found_on_a_crew) {
  using C = crew<>;
  C c(2);
  mutex<C> door(c, "the door"), window(c, "the window");
  std::atomic<int> ready = 0;
  auto const takes = [&](auto& one, auto& other) {
    return [&] {
      std::unique_lock const mine(one);
      for (++ready; ready < 2;) C::yield();
      std::unique_lock const ours(other);
    };
  };
  c.spawn("Anna", takes(door, window));
  c.spawn("Ben", takes(window, door));
  BOOST_TEST(c.run().size() == 2u);
  BOOST_TEST(in_words(cycle_in(c)) == "Anna lock the window, Ben lock the door");
  c.kill_all(true);
  BOOST_TEST(c.run().empty());
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
