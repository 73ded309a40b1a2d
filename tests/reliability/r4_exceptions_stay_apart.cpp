// tests/reliability/r4_exceptions_stay_apart.cpp -- exceptions belong to their computation: random
// traces of throws, catches, rethrows and switches in every place, against a model.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <exception>
#include <random>
#include <string>
#include <vector>

#include "continuations/strategies/strategies.hpp"
#include "tests/forked.hpp"

namespace {

using namespace kont;

#if defined(KONT_ASAN) || defined(KONT_TSAN)
constexpr int steps_a_trace = 20'000, traces = 2;
#elif defined(KONT_EMULATED)
constexpr int steps_a_trace = 100'000, traces = 4;
#else
constexpr int steps_a_trace = 100'000, traces = 20;
#endif
constexpr int bodies = 6;  // 0 is the one that is there already
constexpr int deepest = 6;
constexpr int caught_by_the_oracle = 61;  // exit code

struct tagged {
  int tag;
};

// What one computation must see, whatever the others do: all of it follows from its own text.
struct model {
  std::vector<int> flying;  // tags of the exceptions thrown and not yet caught, the innermost last
  std::vector<int> caught;  // tags of the exceptions being handled, the innermost last
  bool forced = false;      // it was dropped: the order to unwind flies too
  int in_destructors = 0;   // it cannot be dropped there: nothing may leave a destructor
  bool begun = false;
};

/// Random computations over S that switch to each other, each with its model. Each step is one of:
/// look, switch, throw, rethrow, enter a try block, a scope with a destructor or a catch block,
/// leave it, start another one, drop another one.
template <class S> class world {
  using continuation = typename S::continuation;
  using arrived = arrival<continuation>;

 public:
  world(unsigned seed, int steps, bool stop_at_once)
      : random_(seed), steps_(steps), stop_at_once_(stop_at_once) {}

  /// How often somebody saw what the model says they do not. first() says what.
  int run() {
    models_[0].begun = true;
    while (steps_ > 0) act(0, 0, false);
    for (int i = 1; i < bodies; ++i) {  // with no steps left, whoever runs comes to its end
      while (rest_[at(i)]) models_[at(i)].in_destructors > 0 ? go(0, i) : drop(0, i);
    }
    look(0);
    return wrong_;
  }
  std::string const& first() const { return first_; }

  int switched_in_catch = 0, switched_in_destructor = 0, dropped_in_catch = 0;

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  int pick(int below) { return std::uniform_int_distribution(0, below - 1)(random_); }
  void expect(bool right, int me, char const* what) {
    if (right) return;
    if (wrong_++ == 0) first_ = std::string(what) + ", seen by " + std::to_string(me);
    if (stop_at_once_) ::_exit(caught_by_the_oracle);
  }

  void look(int me) {
    auto const& m = models_[at(me)];
    auto const in_flight = static_cast<int>(m.flying.size()) + (m.forced ? 1 : 0);
    expect(std::uncaught_exceptions() == in_flight, me, "uncaught_exceptions() is wrong");
    auto const now = std::current_exception();
    expect((now != nullptr) == !m.caught.empty(), me, "current_exception() is there, or not");
    if (!now || m.caught.empty()) return;
    try {
      std::rethrow_exception(now);
    } catch (tagged const& e) {
      expect(e.tag == m.caught.back(), me, "current_exception() is another's");
    }
  }

  // The symmetric switch: the word says who left, and their rest is filed.
  void go(int me, int to) {
    switched_in_catch += !models_[at(me)].caught.empty();
    switched_in_destructor += !models_[at(me)].flying.empty();
    land(std::move(rest_[at(to)]).resume(&ids_[at(me)]));
    look(me);
  }
  void land(arrived a) { rest_[*static_cast<std::size_t*>(a.word)] = std::move(a.from); }

  void start(int i) {
    if (i == 0 || models_[at(i)].begun || rest_[at(i)]) return;
    rest_[at(i)] = S::start(
        [this, i](arrived& other) {
          models_[at(i)].begun = true;
          land(std::move(other));
          look(i);
          while (steps_ > 0 && pick(20) != 0) act(i, 0, false);
          models_[at(i)] = {};
          int heir = pick(bodies);
          while (!rest_[at(heir)]) heir = (heir + 1) % bodies;
          other.from = std::move(rest_[at(heir)]);
          other.word = &ids_[at(i)];
        },
        {.size = 512 * 1024});
  }
  void drop(int me, int i) {
    if (i == 0 || !rest_[at(i)] || models_[at(i)].in_destructors > 0) return;
    auto& theirs = models_[at(i)];
    theirs.forced = theirs.begun;
    dropped_in_catch += !theirs.caught.empty();
    rest_[at(i)] = {};
    expect(theirs.flying.empty() && theirs.caught.empty(), i, "a destructor did not run");
    theirs = {};
    look(me);
  }

  // A computation that is being dropped must not switch back, but may drive another to its end.
  void drive_another(int me) {
    int seen = 0;
    auto k = S::start([&seen](arrived& other) {
      seen += std::uncaught_exceptions() == 0 && std::current_exception() == nullptr;
      try {
        throw tagged{-1};
      } catch (tagged const& e) {
        transfer(other);
        seen += std::uncaught_exceptions() == 0 && e.tag == -1;
        try {
          throw;
        } catch (tagged const& again) {
          transfer(other);
          seen += &again == &e;
        }
      }
    });
    while (k) {
      k = std::move(k).resume().from;
      look(me);
    }
    expect(seen == 3, me, "a computation driven from here saw other exceptions");
  }

  // For as long as a catch block handles the innermost exception in flight.
  struct handling {
    handling(world& w, int me, int tag) : m(w.models_[at(me)]) {
      w.expect(!m.flying.empty() && m.flying.back() == tag, me, "caught another's exception");
      if (!m.flying.empty()) m.flying.pop_back();
      m.caught.push_back(tag);
    }
    ~handling() { m.caught.pop_back(); }
    model& m;
  };
  // Acts when it is destroyed: at the end of a scope, by an exception or by the order to unwind.
  struct acts_at_the_end {
    world& w;
    int me, depth;
    ~acts_at_the_end() {
      w.look(me);
      ++w.models_[at(me)].in_destructors;
      for (int n = w.pick(3); n > 0; --n) w.act(me, depth + 1, false);
      --w.models_[at(me)].in_destructors;
      w.look(me);
    }
  };

  void catch_what(int me, int depth, bool may_throw) {
    try {
      for (int n = pick(4); n > 0; --n) act(me, depth + 1, true);
      throw_new(me);
    } catch (tagged const& e) {
      handling const here(*this, me, e.tag);
      look(me);
      for (int n = pick(4); n > 0; --n) act(me, depth + 1, may_throw);
      look(me);
    }
    look(me);
  }
  void throw_new(int me) {
    models_[at(me)].flying.push_back(++tags_);
    throw tagged{tags_};
  }
  // One exception cannot be in flight twice: libstdc++ counts it wrong, without any switch.
  static bool can_throw_again(model const& m) {
    return !m.caught.empty() && std::count(m.flying.begin(), m.flying.end(), m.caught.back()) == 0;
  }
  void throw_again(int me) {
    auto& m = models_[at(me)];
    m.flying.push_back(m.caught.back());
    throw;
  }

  void act(int me, int depth, bool may_throw) {
    if (--steps_ <= 0) return;
    auto& m = models_[at(me)];
    auto const other = pick(bodies);
    switch (pick(8)) {
      case 0:
        return look(me);
      case 1:
      case 2:
        if (m.forced) return drive_another(me);
        if (rest_[at(other)]) go(me, other);
        return;
      case 3:
        if (depth < deepest) catch_what(me, depth, may_throw);
        return;
      case 4:
        if (depth < deepest) {
          acts_at_the_end const last{*this, me, depth};
          for (int n = pick(3); n > 0; --n) act(me, depth + 1, may_throw);
        }
        return;
      case 5:
        if (may_throw) throw_new(me);
        return;
      case 6:
        if (may_throw && can_throw_again(m)) throw_again(me);
        return;
      case 7:
        if (!m.forced) pick(4) == 0 ? drop(me, other) : start(other);
        return;
    }
  }

  std::mt19937 random_;
  int steps_;
  bool stop_at_once_;
  int wrong_ = 0, tags_ = 0;
  std::string first_;
  std::array<std::size_t, bodies> ids_ = {0, 1, 2, 3, 4, 5};
  std::array<model, bodies> models_;
  std::array<continuation, bodies> rest_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(random_traces_see_only_their_own_exceptions) {
  for_each_strategy<dialect::direct>([]<class S>() {
    auto const slow = describe<S>.name == "thread";  // a switch takes some microseconds
    for (unsigned seed = 0; seed < (slow ? 1 : traces); ++seed) {
      world<S> w(seed, slow ? steps_a_trace / 5 : steps_a_trace, false);
      auto const wrong = w.run();
      BOOST_TEST(wrong == 0, describe<S>.name << ", seed " << seed << ": " << wrong
                                              << " mismatches, the first: " << w.first());
      BOOST_TEST(w.switched_in_catch > 0);
      BOOST_TEST(w.switched_in_destructor > 0);
      BOOST_TEST(w.dropped_in_catch > 0);
    }
  });
}

BOOST_AUTO_TEST_CASE(many_short_traces_end_well) {
  for (unsigned seed = 1000; seed < 1000 + traces * 200; ++seed) {
    world<stack> w(seed, 200, false);
    BOOST_TEST(w.run() == 0, "seed " << seed << ": " << w.first());
  }
}

// With exceptions left to mix, the first mismatch ends the child, before memory is freed twice.
BOOST_AUTO_TEST_CASE(seeded_fault_one_exception_state_for_all_is_caught) {
  for (unsigned seed = 0; seed < traces; ++seed) {
    auto const child = test::forked([&] {
      world<basic_stack<stack_options{.exceptions = false}>>(seed, steps_a_trace, true).run();
    });
    BOOST_TEST(child.code == caught_by_the_oracle, "seed " << seed << ": " << child.said);
  }
}
