// tests/reliability/r9_no_value_is_lost.cpp -- random histories with deadlines, kills and closed
// channels: what was sent was received, or is in a buffer; what was not sent is in neither.
#include <array>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "continuations/strategies/stack.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/queue.hpp"
#include "coroutines/microthreads/select.hpp"

namespace {

using namespace kont;

#if defined(KONT_ASAN) || defined(KONT_TSAN) || defined(KONT_EMULATED)
constexpr int histories = 3'000;
#elif !defined(__OPTIMIZE__)
constexpr int histories = 20'000;
#else
constexpr int histories = 200'000;
#endif
constexpr std::size_t threads = 4;
constexpr int steps = 6;

/// A value that is in one place at a time. Counts how many there are.
struct token {
  token(std::size_t number, int& there) noexcept : id(number), alive(&there) { ++there; }
  token(token&& t) noexcept : id(t.id), alive(std::exchange(t.alive, nullptr)) {}
  token& operator=(token&& t) noexcept {
    std::swap(id, t.id);
    std::swap(alive, t.alive);
    return *this;
  }
  ~token() {
    if (alive != nullptr) --*alive;
  }
  std::size_t id;
  int* alive;
};

/// What became of one token, as those saw it who did it.
struct fate {
  int sent = 0, received = 0, left = 0;
  bool kept_the_law() const { return sent <= 1 && sent == received + left; }
};

/// One history: some microthreads that do what the dice say with two channels and a queue, and kill
/// each other. At any moment all are killed, and the rest is counted.
template <template <class, class> class Channel> class history {
  using World = scheduler<dice>;
  using channel_type = Channel<token, World>;

 public:
  explicit history(std::mt19937_64& random) : random_(random) {}

  std::string fault() {
    for (std::size_t i = 0; i < threads; ++i) {
      all_[i] = world_.spawn([this] {
        for (int n = 0; n < steps; ++n) step();
      });
    }
    world_.run_some(pick(40));
    world_.kill_all(true);
    if (!world_.run().empty() || world_.alive() != 0) return "somebody is left";
    for (auto* const c : {&a_, &b_}) {
      while (c->balance() > 0) ++fates_[c->try_receive()->id].left;
    }
    while (auto const t = q_.try_get()) ++fates_[t->id].left;
    if (alive_ != 0) return std::to_string(alive_) + " values were never destroyed";
    for (auto const& f : fates_) {
      if (!f.kept_the_law()) {
        return "a value was sent " + std::to_string(f.sent) + " times, received " +
               std::to_string(f.received) + ", left " + std::to_string(f.left);
      }
    }
    return {};
  }
  std::size_t values() const { return fates_.size(); }

 private:
  std::size_t pick(std::size_t n) { return random_() % n; }
  channel_type& some() { return pick(2) == 0 ? a_ : b_; }
  timeline::duration soon() { return timeline::duration(static_cast<std::int64_t>(pick(4))); }
  token make() {
    fates_.emplace_back();
    return token(fates_.size() - 1, alive_);
  }
  void note(token const& t) { ++fates_[t.id].received; }
  void note(std::optional<token> const& t) {
    if (t) note(*t);
  }
  template <class F> void send(F how) {
    token t = make();
    auto const id = t.id;
    if (how(std::move(t))) ++fates_[id].sent;
  }

  void step() {
    try {
      pick(2) == 0 ? use_a_channel() : do_something_else();
    } catch (channel_closed const&) {}
  }
  void use_a_channel() {
    auto& c = some();
    switch (pick(6)) {
      case 0:
        return send([&](token t) { return c.send(std::move(t)), true; });
      case 1:
        return send([&](token t) { return c.try_send_for(std::move(t), soon()); });
      case 2:
        return send([&](token t) { return c.try_send(std::move(t)); });
      case 3:
        return note(c.receive());
      case 4:
        return note(c.next());
      default:
        return note(c.try_receive_for(soon()));
    }
  }
  void do_something_else() {
    switch (pick(9)) {
      case 0:
      case 1:
        return select_one();
      case 2:
        return send([&](token t) { return q_.put(std::move(t)), true; });
      case 3:
        return send([&](token t) { return q_.put_for(std::move(t), soon()); });
      case 4:
        return note(q_.get_for(soon()));
      case 5:
        return void(all_[pick(threads)].kill());
      case 6:
        return World::sleep_for(soon());
      case 7:
        return pick(8) == 0 ? some().close() : some().prefer(static_cast<prefers>(pick(3)));
      default:
        return World::yield();
    }
  }
  void select_one() {
    send([&](token t) {
      bool sent = false;
      select(on_receive(a_, [&](token got) { note(got); }),
             on_send(b_, std::move(t), [&] { sent = true; }),
             on(q_.get(to_select), [&](token got) { note(got); }), after(soon(), [] {}));
      return sent;
    });
  }

  std::mt19937_64& random_;
  World world_{dice(random_())};
  channel_type a_{world_, pick(3)}, b_{world_, pick(3)};
  queue<token, World> q_{world_, 1 + pick(2)};
  std::array<World::handle, threads> all_;
  std::vector<fate> fates_;
  int alive_ = 0;
};

/// A channel that takes a value, and may wait before it returns that: who is killed there has lost
/// what was sent.
template <class T, class World> struct losing : channel<T, World> {
  using channel<T, World>::channel;
  T receive() {
    T value = channel<T, World>::receive();
    World::yield();
    return value;
  }
};
/// A channel that says of a value it has sent that it was too late.
template <class T, class World> struct denying : channel<T, World> {
  using channel<T, World>::channel;
  bool try_send_for(T value, timeline::duration d) {
    return channel<T, World>::try_send_for(std::move(value), d) && d.count() != 1;
  }
};

/// The number of the first history, from 1, that breaks the law; 0: of so many, none.
template <template <class, class> class Channel> int first_fault(int most) {
  std::mt19937_64 random(9);
  std::size_t values = 0;
  for (int n = 1; n <= most; ++n) {
    history<Channel> h(random);
    auto const said = h.fault();
    values += h.values();
    if (said.empty()) continue;
    BOOST_TEST_MESSAGE("history " << n << ": " << said);
    return n;
  }
  BOOST_TEST_MESSAGE(most << " histories, " << values << " values");
  return 0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(r9_no_value_is_lost)

BOOST_AUTO_TEST_CASE(in_random_histories) { BOOST_TEST(first_fault<channel>(histories) == 0); }

BOOST_AUTO_TEST_CASE(seeded_faults_are_found) {
  BOOST_TEST(first_fault<losing>(1'000) != 0);
  BOOST_TEST(first_fault<denying>(1'000) != 0);
}

BOOST_AUTO_TEST_SUITE_END()
