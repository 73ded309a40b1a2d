// tests/reliability/r9_shutdown_is_complete.cpp -- however many wait, and for whatever: when their
// world ends, or they are killed, each of their destructors has run once, and nothing is left.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <ctime>
#include <deque>
#include <mutex>
#include <optional>
#include <random>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "continuations/strategies/strategies.hpp"
#include "coroutines/microthreads/barrier.hpp"
#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/delayed_queue.hpp"
#include "coroutines/microthreads/future.hpp"
#include "coroutines/microthreads/latch.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/scope.hpp"
#include "coroutines/microthreads/select.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"
#include "coroutines/microthreads/timer.hpp"
#include "tests/reliability/guests.hpp"

namespace {

using namespace kont;
using namespace std::chrono_literals;
using test::fault, test::guest;

#if defined(KONT_TSAN)
constexpr int many = 1'000;  // a fiber of the sanitizer takes more than a stack
#elif defined(KONT_ASAN) || defined(KONT_EMULATED) || !defined(__OPTIMIZE__)
constexpr int many = 10'000;
#else
constexpr int many = 100'000;
#endif
constexpr int few = 300;  // where a switch, or a microthread, is dear

using all_times = std::deque<int>;  // whose elements stay where they are

/// A world, and who lives in it. It goes before what they wait for: who unwinds gives back what it
/// has locked.
template <class W> struct household {
  using World = W;
  explicit household(all_times& t) : times(t) {}
  household(household&&) = delete;
  void end_the_world() {
    all.clear();  // which it must outlive
    owner.detach();
    world.reset();
  }
  guest make() { return guest(times.emplace_back()); }
  /// How many guests are there now: in frames, or in what is waited for.
  std::ptrdiff_t here() const { return std::ranges::count(times, 0); }

  all_times& times;
  int begun = 0, went_on = 0;
  std::optional<World> world{std::in_place};
  typename World::handle owner;
  std::vector<typename World::handle> all;
};

/// With one of each object that somebody may wait for.
template <class S, class P = fifo> struct house : household<scheduler<P, S>> {
  using World = scheduler<P, S>;
  using household<World>::all, household<World>::begun, household<World>::make;
  using household<World>::owner, household<World>::went_on, household<World>::world;
  struct way {
    char const* what;
    void (*park)(house&);
  };
  static std::vector<way> ways() {
    auto both = ways_of_values();
    for (auto const& w : other_ways()) both.push_back(w);
    return both;
  }
  static std::vector<way> ways_of_values();
  static std::vector<way> other_ways();

  static constexpr std::ptrdiff_t kept = 3 + 2 + 1;  // guests of full, shelf and slow

  explicit house(all_times& t) : household<World>(t) {
    while (full.try_send(make())) continue;
    while (shelf.try_put(make())) continue;
    slow.put(make());
    owner = world->spawn([this] {
      std::scoped_lock const mine(door, again, book);
      world->block("for ever");
    });
  }
  ~house() { this->end_the_world(); }
  void wait_in(way w) {
    all.push_back(world->spawn([this, w, captured = make()] {
      guest const inside = make();
      ++begun;
      w.park(*this);
      ++went_on;
    }));
  }
  /// `n` of them, in all ways by turns, and a few that never begin. One way is to yield for ever,
  /// so that no time passes.
  std::string fill(int n) {
    auto const in = ways();
    for (int i = 0; i < n; ++i) wait_in(in[static_cast<std::size_t>(i) % in.size()]);
    world->run_some(static_cast<std::uint64_t>(n) * 2 + 10);
    for (int i = 0; i < 10; ++i) wait_in(in[0]);
    return begun == n && went_on == 0 ? "" : "not all wait";
  }

  channel<guest, World> empty{*world}, unread{*world}, full{*world, 3};
  mutex<World> door{*world}, room{*world};
  recursive_mutex<World> again{*world};
  shared_mutex<World> book{*world};
  condition<World> news{*world};
  semaphore<World> permits{*world, 0};
  latch<World> gate{*world, 1};
  event<World> bell{*world};
  barrier<World> meeting{*world, many + 1};
  promise<int, World> word{*world};
  future<int, World> answer{word.get_future()};
  queue<guest, World> shelf{*world, 2}, bare{*world};
  delayed_queue<guest, World> slow{*world, 1h};
  timer<World> hour{*world, 1h};
};

template <class S, class P> auto house<S, P>::ways_of_values() -> std::vector<way> {
  using H = house;
  return {
      {"receive", [](H& h) { h.empty.receive(); }},
      {"receive, a deadline", [](H& h) { (void)h.empty.try_receive_for(1h); }},
      {"next", [](H& h) { (void)h.empty.next(); }},
      {"send", [](H& h) { h.unread.send(h.make()); }},
      {"send, a deadline", [](H& h) { (void)h.unread.try_send_for(h.make(), 1h); }},
      {"send to a full one", [](H& h) { h.full.send(h.make()); }},
      {"send an exception", [](H& h) { h.unread.send_exception(std::make_exception_ptr(1)); }},
      {"select",
       [](H& h) {
         select(on_receive(h.empty, [](guest) {}), on_send(h.full, h.make(), [] {}),
                on(h.door.lock(to_select), [] {}), on(h.owner.join(to_select), [] {}),
                after(1h, [] {}));
       }},
      {"put", [](H& h) { h.shelf.put(h.make()); }},
      {"get", [](H& h) { h.bare.get(); }},
      {"get of a delayed one", [](H& h) { h.slow.get(); }},
      {"get of a future", [](H& h) { h.answer.get(); }},
  };
}
template <class S, class P> auto house<S, P>::other_ways() -> std::vector<way> {
  using H = house;
  return {
      {"lock", [](H& h) { std::scoped_lock const mine(h.door); }},
      {"lock, a deadline", [](H& h) { (void)h.door.try_lock_for(1h); }},
      {"lock a recursive one", [](H& h) { std::scoped_lock const mine(h.again); }},
      {"write", [](H& h) { std::unique_lock const mine(h.book); }},
      {"read", [](H& h) { std::shared_lock const mine(h.book); }},
      {"condition",
       [](H& h) {
         std::unique_lock mine(h.room);
         h.news.wait(mine);
       }},
      {"acquire", [](H& h) { h.permits.acquire(); }},
      {"latch", [](H& h) { h.gate.wait(); }},
      {"event", [](H& h) { h.bell.wait(); }},
      {"barrier", [](H& h) { h.meeting.arrive_and_wait(); }},
      {"timer", [](H& h) { h.hour.wait(); }},
      {"sleep", [](H& h) { h.world->sleep_for(1h); }},
      {"block", [](H& h) { h.world->block("for ever"); }},
      {"join", [](H& h) { h.owner.join(); }},
      {"scope",
       [](H& h) {
         scope<World> children(*h.world);
         children.spawn([&h, captured = h.make()] { h.world->block("for ever"); });
         children.join();
       }},
      {"yield",
       [](H& h) {
         while (true) h.world->yield();
       }},
  };
}

enum class ending { of_the_world, of_each, of_all };
constexpr ending endings[] = {ending::of_the_world, ending::of_each, ending::of_all};

template <class House> void end(House& h, ending how) {
  if (how == ending::of_the_world) return h.end_the_world();
  if (how == ending::of_each) {
    std::shuffle(h.all.begin(), h.all.end(), std::mt19937_64(9));
    for (auto& t : h.all) t.kill();
    h.owner.kill();
  } else {
    h.world->kill_all(true);
  }
  h.world->run();
}

/// What is wrong after `n` microthreads waited in a House, and that ended; or nothing.
template <class House> std::string fault_after(int n, ending how) {
  all_times times;
  {
    House h(times);
    if (auto const early = h.fill(n); !early.empty()) return early;
    auto const began = std::clock();  // of the processor: others may be busy here
    end(h, how);
    auto const took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    if (n > few) BOOST_TEST_MESSAGE(n << " ended in " << took << " s");
    if (h.world && h.world->alive() != 0) return std::to_string(h.world->alive()) + " live";
    if (h.went_on != 0) return std::to_string(h.went_on) + " went on";
    if (h.here() != h.kept) return std::to_string(h.here() - h.kept) + " guests are left";
  }
  return fault(times);
}

/// It forgets the fifth that is woken.
struct forgetful : fifo {
  void put(hook& t, why w) noexcept {
    if (w != why::woken || ++woken != 5) fifo::put(t, w);
  }
  friend hook* put_and_take(forgetful& p, why w, hook& t) noexcept { return p.put(t, w), p.take(); }
  int woken = 0;
};

/// Where bodies are coroutines. What they await has a name: see tools/lint_coroutines.
struct house_of_frames : household<scheduler<fifo, frame>> {
  using body = World::body_of<>;
  static constexpr std::ptrdiff_t kept = 0;
  using household<World>::household;
  ~house_of_frames() { end_the_world(); }

  body live(int which) {
    guest const inside = make();
    guest value = make();
    ++begun;
    if (which == 0) co_await empty.receive();
    if (which == 1) co_await unread.send(std::move(value));
    if (which == 2) co_await door.lock();
    if (which == 3) co_await world->sleep_for(1h);
    if (which == 4) co_await bare.get();
    if (which == 5) co_await bell.wait();
    if (which == 6) co_await permits.acquire();
    while (which == 7) co_await world->yield();
    ++went_on;
  }
  std::string fill(int n) {
    BOOST_TEST(door.try_lock());
    for (int i = 0; i < n; ++i) all.push_back(world->spawn([this, i] { return live(i % 8); }));
    world->run_some(static_cast<std::uint64_t>(n));
    return begun == n && went_on == 0 ? "" : "not all wait";
  }

  channel<guest, World> empty{*world}, unread{*world};
  mutex<World> door{*world};
  queue<guest, World> bare{*world};
  event<World> bell{*world};
  semaphore<World> permits{*world, 0};
};

}  // namespace

BOOST_AUTO_TEST_SUITE(r9_shutdown_is_complete)

BOOST_AUTO_TEST_CASE(many_in_every_kind_of_wait) {
  for (auto const how : endings) {  // (who is killed needs more of its stack than it had: pages)
    int const n = how == ending::of_the_world ? many : many / 4;
    BOOST_TEST(fault_after<house<stack>>(n, how) == "");
  }
}

BOOST_AUTO_TEST_CASE(some_on_every_strategy) {
  for_each_strategy<dialect::direct>([]<class S>() {
    for (auto const how : endings)
      BOOST_TEST(fault_after<house<S>>(few, how) == "", describe<S>.name);
  });
}

BOOST_AUTO_TEST_CASE(many_whose_bodies_are_coroutines) {
  for (auto const how : endings) BOOST_TEST(fault_after<house_of_frames>(many, how) == "");
}

BOOST_AUTO_TEST_CASE(each_kind_alone_and_killed_where_it_waits) {
  for (auto const& way : house<stack>::ways()) {
    for (auto const how : endings) {
      all_times times;
      {
        house<stack> h(times);
        h.wait_in(way);
        h.world->run_some(4);
        BOOST_TEST(h.begun == 1);
        end(h, how);
        BOOST_TEST(h.went_on == 0);
        BOOST_TEST(h.here() == h.kept, way.what);
      }
      BOOST_TEST(fault(times) == "", way.what);
    }
  }
}

BOOST_AUTO_TEST_CASE(seeded_fault_one_that_is_forgotten_is_found) {
  BOOST_TEST((fault_after<house<stack, forgetful>>(few, ending::of_all)) == "1 live");
}

BOOST_AUTO_TEST_CASE(seeded_fault_a_destructor_that_never_runs_is_found) {
  all_times times;
  std::optional<guest> lost;
  {
    house<stack> h(times);
    h.wait_in({"keep elsewhere", [](house<stack>& its) { its.world->block("for ever"); }});
    h.world->spawn([&] { lost.emplace(h.make()); });
    h.world->run_some(4);
    end(h, ending::of_all);
    BOOST_TEST(h.here() == h.kept + 1);
  }
  BOOST_TEST(fault(times).ends_with("ran 0 times"));
}

BOOST_AUTO_TEST_SUITE_END()
