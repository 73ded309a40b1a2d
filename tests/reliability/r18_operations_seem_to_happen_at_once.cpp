// tests/reliability/r18_operations_seem_to_happen_at_once.cpp -- random histories of three who use
// one object: some order, one call after the other, explains each; also on crews.
#include <array>
#include <atomic>
#include <boost/test/unit_test.hpp>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "continuations/strategies/stack.hpp"
#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/event.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/semaphore.hpp"
#include "coroutines/microthreads/shared_mutex.hpp"
#include "tests/reliability/r18_orders.hpp"

BOOST_AUTO_TEST_SUITE(r18_operations_seem_to_happen_at_once)

namespace {

using namespace kont;
using test::verb;

#if defined(KONT_ASAN)
constexpr unsigned histories = 3'000, on_crews = 100;
#elif defined(KONT_TSAN) || defined(KONT_EMULATED)
constexpr unsigned histories = 10'000, on_crews = 100;
#elif !defined(__OPTIMIZE__)
constexpr unsigned histories = 10'000, on_crews = 200;
#else
constexpr unsigned histories = 100'000, on_crews = 500;
#endif

/// The same numbers for the same seed, and others for the next. (splitmix64: Steele, Lea & Flood
/// 2014.)
class lots_of {
 public:
  explicit lots_of(std::uint64_t seed) noexcept : last_(seed) {}
  unsigned draw(unsigned n) noexcept {
    auto x = last_ += 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return static_cast<unsigned>((x ^ x >> 31) % n);
  }

 private:
  std::uint64_t last_;
};

/// One of the three: calls what its lots say, and notes it.
class caller {
 public:
  using clock = std::atomic<unsigned>;
  caller(clock& time, lots_of lots, int number) noexcept
      : time_(time), lots_(lots), number_(number), length_(1 + pick(test::most_calls)) {}

  template <class World, class Object> void run(Object& object) {
    while (noted_.made < length_) {
      if (pick(2) == 0) World::yield();
      object.step(*this);
    }
  }
  unsigned pick(unsigned n) noexcept { return lots_.draw(n); }
  unsigned place() const noexcept { return static_cast<unsigned>(number_ - 1); }
  /// What nobody else sends.
  int value() const noexcept { return number_ * 8 + static_cast<int>(noted_.made); }
  bool is_at_its_last() const noexcept { return noted_.made + 1 == length_; }
  test::calls const& noted() const noexcept { return noted_; }

  /// Calls f. The clock orders calls that do not overlap, and so does real time: what would go
  /// wrong without a clock does so with it.
  template <class F> int note(verb what, int with, F f) {
    auto& c = noted_.all[noted_.made++];
    c = {what, with, test::unanswered, time_.fetch_add(1), test::never};
    c.gave = given(f);
    c.to = time_.fetch_add(1);
    return c.gave;
  }
  template <class F> int note(verb what, F f) { return note(what, number_, f); }

 private:
  template <class F> static int given(F& f) {
    try {
      if constexpr (std::same_as<decltype(f()), void>) {
        return f(), 1;
      } else {
        return number_of(f());
      }
    } catch (channel_closed const&) { return test::at_end; }
  }
  static int number_of(int i) { return i; }
  static int number_of(bool b) { return b ? 1 : test::refused; }
  static int number_of(std::optional<int> const& i) { return i.value_or(test::refused); }

  clock& time_;
  lots_of lots_;
  int number_;
  std::size_t length_;
  test::calls noted_;
};

/// A time in which others can do something: on a crew it is the machine's.
template <class World> timeline::duration soon(caller& me) {
  return timeline::duration(World::shared ? 1'000 * me.pick(20) : me.pick(4));
}

// --- what is used, and how: each has a specification, and the state it begins with ---------------

template <class World, bool Buffered, template <class, class> class Channel = channel>
struct uses_channel {
  using spec = test::fifo;
  uses_channel(World& world, unsigned lot)
      : uses_channel(std::size_t{Buffered ? 1 + lot % 3 : 0}, world) {}
  uses_channel(std::size_t room, World& world) : c(world, room), begins(spec::of(room)) {}

  int step(caller& me) {
    int const v = me.value();
    auto const lot = me.pick(17);
    if (lot < 1) return me.note(verb::close, [&] { c.close(); });
    if (lot < 4) return me.note(verb::send, v, [&] { c.send(v); });
    if (lot < 6) return me.note(verb::send, v, [&] { return c.try_send(v); });
    if (lot < 9) return me.note(verb::send, v, [&] { return c.try_send_for(v, soon<World>(me)); });
    if (lot < 12) return me.note(verb::receive, [&] { return c.receive(); });
    if (lot < 14) return me.note(verb::receive, [&] { return c.try_receive(); });
    return me.note(verb::receive, [&] { return c.try_receive_for(soon<World>(me)); });
  }
  Channel<int, World> c;
  test::state begins;
};
template <class World> using uses_buffered = uses_channel<World, true>;
template <class World> using uses_unbuffered = uses_channel<World, false>;

template <class World> struct uses_queue {
  using spec = test::fifo;
  uses_queue(World& world, unsigned lot) : q(world, lot % 4), begins(spec::of(lot % 4)) {}

  int step(caller& me) {
    int v = me.value();
    auto const lot = me.pick(7);
    if (lot == 0) return me.note(verb::send, v, [&] { q.put(v); });
    if (lot == 1) return me.note(verb::send, v, [&] { return q.try_put(v); });
    if (lot == 2) return me.note(verb::send, v, [&] { return q.put_for(v, soon<World>(me)); });
    if (lot == 3) return me.note(verb::receive, [&] { return q.get(); });
    if (lot == 4) return me.note(verb::receive, [&] { return q.try_get(); });
    if (lot == 5) return me.note(verb::receive, [&] { return q.get_for(soon<World>(me)); });
    return me.note(verb::look, [&] { return static_cast<int>(q.size()) + 1; });
  }
  queue<int, World> q;
  test::state begins;
};

/// Locks: what is locked is mostly unlocked, for else nobody else would have much to do.
struct uses_locks {
  using spec = test::locks;
  enum holding { nothing, to_read, to_write };
  holding& of(caller const& me) { return has[me.place()]; }
  bool lets_go(caller& me) {
    return of(me) != nothing && me.pick(me.is_at_its_last() ? 8 : 2) != 0;
  }
  template <class World, class Mutex> int writes(Mutex& m, caller& me) {
    auto const how = me.pick(of(me) != nothing ? 2 : 3);  // who waited for himself would stay
    auto const got = how == 0 ? me.note(verb::lock, [&] { return m.try_lock(); })
                     : how == 1
                         ? me.note(verb::lock, [&] { return m.try_lock_for(soon<World>(me)); })
                         : me.note(verb::lock, [&] { m.lock(); });
    if (got == 1) of(me) = to_write;
    return got;
  }
  template <class Mutex> int stops_writing(Mutex& m, caller& me) {
    of(me) = nothing;
    return me.note(verb::unlock, [&] { m.unlock(); });
  }
  std::array<holding, test::callers> has{};
  test::state begins = 0;
};

template <class World, template <class> class Mutex = mutex> struct uses_mutex : uses_locks {
  uses_mutex(World& world, unsigned) : m(world) {}
  int step(caller& me) { return lets_go(me) ? stops_writing(m, me) : writes<World>(m, me); }
  Mutex<World> m;
};

template <class World> struct uses_shared_mutex : uses_locks {
  uses_shared_mutex(World& world, unsigned) : m(world) {}

  int step(caller& me) {
    if (lets_go(me)) return of(me) == to_write ? stops_writing(m, me) : stops_reading(me);
    // (to read twice is not allowed)
    return of(me) != nothing || me.pick(2) == 0 ? writes<World>(m, me) : reads(me);
  }
  int reads(caller& me) {
    auto const how = me.pick(3);
    auto const got = how == 0   ? me.note(verb::lock_shared, [&] { return m.try_lock_shared(); })
                     : how == 1 ? me.note(verb::lock_shared,
                                          [&] { return m.try_lock_shared_for(soon<World>(me)); })
                                : me.note(verb::lock_shared, [&] { m.lock_shared(); });
    if (got == 1) of(me) = to_read;
    return got;
  }
  int stops_reading(caller& me) {
    of(me) = nothing;
    return me.note(verb::unlock_shared, [&] { m.unlock_shared(); });
  }
  shared_mutex<World> m;
};

template <class World> struct uses_semaphore {
  using spec = test::permits;
  uses_semaphore(World& world, unsigned lot) : s(world, lot % 3), begins(lot % 3) {}

  int step(caller& me) {
    auto const lot = me.pick(6);
    auto const n = 1 + me.pick(2);
    if (lot == 0) return me.note(verb::acquire, [&] { s.acquire(); });
    if (lot == 1) return me.note(verb::acquire, [&] { return s.try_acquire(); });
    if (lot == 2) return me.note(verb::acquire, [&] { return s.try_acquire_for(soon<World>(me)); });
    if (lot == 3) return me.note(verb::look, [&] { return static_cast<int>(s.permits()) + 1; });
    return me.note(verb::release, static_cast<int>(n), [&] { s.release(n); });
  }
  semaphore<World> s;
  test::state begins;
};

template <class World> struct uses_event {
  using spec = test::flag;
  uses_event(World& world, unsigned) : e(world) {}

  int step(caller& me) {
    auto const lot = me.pick(8);
    if (lot == 0) return me.note(verb::set, [&] { e.set(); });
    if (lot < 3) return me.note(verb::clear, [&] { e.clear(); });
    if (lot == 3) return me.note(verb::pulse, [&] { e.pulse(); });
    if (lot == 4) return me.note(verb::look, [&] { return e.is_set() ? 2 : 1; });
    if (lot == 5) return me.note(verb::wait, [&] { e.wait(); });
    return me.note(verb::wait, [&] { return e.wait_for(soon<World>(me)); });
  }
  event<World> e;
  test::state begins = 0;
};

// --- one history, and many -----------------------------------------------------------------------

template <class World, class Object> class history {
 public:
  history(World& world, unsigned seed) : seed_(seed), lots_(seed), object_(world, lots_.draw(60)) {
    for (auto& c : callers_) {
      auto const body = [&] { begin(), c.template run<World>(object_); };
      typename World::attributes how;
      if constexpr (World::shared) {  // every second history: each on a worker of its own
        if (seed % 2 == 0) how.pinned = (seed / 2 + c.place()) % world.workers();
      }
      world.spawn(how, body).detach();
    }
  }
  history(history&&) = delete;
  /// When nobody can go on.
  std::string fault() const {
    test::order<typename Object::spec> order(noted_, !World::shared);
    if (order.exists(object_.begins)) return {};
    return "\nseed " + std::to_string(seed_) + ": no order explains" + test::spelled(noted_);
  }

 private:
  caller::clock time_ = 0;
  std::atomic<unsigned> there_ = 0;
  unsigned seed_;
  lots_of lots_;
  Object object_;
  caller callers_[test::callers] = {caller(time_, next(), 1), caller(time_, next(), 2),
                                    caller(time_, next(), 3)};
  test::history noted_ = {&callers_[0].noted(), &callers_[1].noted(), &callers_[2].noted()};

  // On a crew they wait a while till all are there: one worker is awake before the next.
  void begin() {
    if constexpr (World::shared) {
      ++there_;
      for (int n = 0; n < 3'000 && there_ < test::callers; ++n) World::yield();
    }
  }
  lots_of next() noexcept { return lots_of(lots_.draw(~0u)); }
};

using alone = scheduler<dice>;
using many = crew<stack>;

/// The first history without an order, of seeds from 1, and its seed; empty: of so many, none.
template <class Object> std::string first_fault(unsigned most) {
  alone world;
  for (unsigned seed = 1; seed <= most; ++seed) {
    world.policy() = dice(seed);  // nobody is left: it is as new, and need not map its stacks anew
    history<alone, Object> h(world, seed);
    bool const somebody_waits = !world.run().empty();
    auto said = h.fault();
    if (somebody_waits) world.kill_all(true), world.run();
    if (!said.empty()) return said;
  }
  return {};
}

/// The same on a crew, a few at once: more would keep those of one history apart.
template <class Object> std::string first_fault_on(unsigned workers, unsigned most) {
  constexpr unsigned at_once = 4;
  many world(workers);
  std::string said;
  for (unsigned seed = 1; seed <= most && said.empty(); seed += at_once) {
    std::vector<std::unique_ptr<history<many, Object>>> all;
    for (unsigned n = 0; n < at_once; ++n)
      all.push_back(std::make_unique<history<many, Object>>(world, seed + n));
    bool const somebody_waits = !world.run().empty();
    for (auto const& h : all) said += h->fault();
    if (somebody_waits) world.kill_all(true), world.run();
  }
  return said;
}

template <template <class> class Uses> void each_has_an_order() {
  BOOST_TEST(first_fault<Uses<alone>>(histories) == "");
  for (unsigned workers = 1; workers <= 4; ++workers) {
    BOOST_TEST_CONTEXT("workers: " << workers) {
      BOOST_TEST(first_fault_on<Uses<many>>(workers, on_crews) == "");
    }
  }
}

// --- seeded faults: each is to be found within a hundred histories -------------------------------

/// A channel that now and then gives the second value before the first.
template <class T, class World> struct swapping : channel<T, World> {
  using channel<T, World>::channel;
  T receive() {
    if (first) return *std::exchange(first, std::nullopt);
    T value = channel<T, World>::receive();
    if (++received % 3 != 0 || this->balance() <= 0) return value;
    auto second = this->try_receive();
    first = value;
    return *second;
  }
  std::optional<T> first;
  int received = 0;
};
/// One that is to make who sends meet who receives, and keeps the value instead.
template <class T, class World> struct keeping : channel<T, World> {
  keeping(World& world, std::size_t room) : channel<T, World>(world, room + 1) {}
};
/// A mutex that lets in every third who only tries, whoever has it.
template <class World> struct admitting : mutex<World> {
  using mutex<World>::mutex;
  bool try_lock() noexcept { return mutex<World>::try_lock() || ++refused % 3 == 0; }
  void unlock() noexcept {
    if (this->holder() == World::running()) mutex<World>::unlock();
  }
  int refused = 0;
};
/// One that is unlocked by nobody who has been the fourth to unlock it: who waits does so for ever.
template <class World> struct forgetting : mutex<World> {
  using mutex<World>::mutex;
  void unlock() noexcept {
    if (++unlocked % 4 != 0) mutex<World>::unlock();
  }
  int unlocked = 0;
};

template <class Object> void is_found() {
  auto const said = first_fault<Object>(100);
  BOOST_TEST(said != "");
  BOOST_TEST_MESSAGE("found:" << said);
}

}  // namespace

BOOST_AUTO_TEST_CASE(seeded_faults_are_found) {
  is_found<uses_channel<alone, true, swapping>>();
  is_found<uses_channel<alone, false, keeping>>();
  is_found<uses_mutex<alone, admitting>>();
  is_found<uses_mutex<alone, forgetting>>();
}

BOOST_AUTO_TEST_CASE(of_a_buffered_channel) { each_has_an_order<uses_buffered>(); }
BOOST_AUTO_TEST_CASE(of_an_unbuffered_channel) { each_has_an_order<uses_unbuffered>(); }
BOOST_AUTO_TEST_CASE(of_a_queue) { each_has_an_order<uses_queue>(); }
BOOST_AUTO_TEST_CASE(of_a_mutex) { each_has_an_order<uses_mutex>(); }
BOOST_AUTO_TEST_CASE(of_a_shared_mutex) { each_has_an_order<uses_shared_mutex>(); }
BOOST_AUTO_TEST_CASE(of_a_semaphore) { each_has_an_order<uses_semaphore>(); }
BOOST_AUTO_TEST_CASE(of_an_event) { each_has_an_order<uses_event>(); }

BOOST_AUTO_TEST_SUITE_END()
