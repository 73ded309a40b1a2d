// tests/reliability/r7_continuations_do_what_the_model_says.cpp -- random programs print what the
// rules say, on every strategy; and every misuse is told by the rule it breaks.
#include <boost/test/unit_test.hpp>
#include <string>

#include "continuations/strategies/strategies.hpp"
#include "tests/forked.hpp"
#include "tests/reliability/r7_model.hpp"

namespace {

using namespace kont;
using test::action;
using test::program;
using test::verb;

// The program, run for real. All that bodies share is here, and so on nobody's stack.
template <class S> class runner_of {
  using K = typename S::continuation;

 public:
  explicit runner_of(program const& p) : program_(p) {}
  std::string run() {
    arrival<K> nobody;
    live(0, nobody);
    return std::move(log_);
  }

 private:
  struct farewell {
    runner_of& m;
    int name;
    ~farewell() { m.print("~" + std::to_string(name)); }
  };

  void print(std::string const& what) { log_ += what + ' '; }
  static void* word(int name) { return reinterpret_cast<void*>(static_cast<std::intptr_t>(name)); }
  void print(arrival<K> const& a) {
    auto const name = reinterpret_cast<std::intptr_t>(a.word);
    print((a.from ? "from-somebody-" : "from-nobody-") + std::to_string(name));
  }

  K computation(int name) {
    return S::start([this, name](arrival<K>& other) {
      print(other);
      farewell const at_the_end{*this, name};
      live(name, other);
      other.word = word(name);
    });
  }

  // Until it ends; main, until the program does. `turns` is a local: each fork has its own.
  void live(int name, arrival<K>& other) {
    for (int turns = 1; at_ < program_.actions.size(); ++turns) {
      action const a = program_.actions[at_++];
      print(std::to_string(name) + "." + std::to_string(turns));
      if (a.what == verb::raise) throw a.i;
      if (a.what == verb::end) return;
      try {
        act(a, name, other);
      } catch (int n) { print("!" + std::to_string(n)); }
    }
  }
  void act(action a, int name, arrival<K>& other) {
    K& slot = slots_[a.i];
    switch (a.what) {
      case verb::start:
        slot = computation(++names_);
        break;
      case verb::resume: {
        auto came = std::move(slot).resume(word(name));
        print(came);
        slot = std::move(came.from);
        break;
      }
      case verb::back:
        transfer(other, word(name));
        print(other);
        break;
      case verb::swap:
        std::swap(other.from, slot);
        break;
      case verb::drop:
        slot = {};
        break;
      case verb::fork:
        if constexpr (multi_shot<K>) slots_[a.j] = slot.fork();
        break;
      case verb::raise:
      case verb::end:
        break;
    }
  }

  program const& program_;
  std::size_t at_ = 0;
  int names_ = 0;
  std::string log_;
  K slots_[test::slots];
};

// Not those of replay: one runs again from the start, and prints again what it has printed. Nor
// frames under a sanitizer that keeps locals off the stack that is copied.
template <class S> constexpr bool forks() {
#if defined(KONT_ASAN) && defined(__clang__)
  return false;
#else
  return multi_shot<typename S::continuation> && describe<S>.name != "replay";
#endif
}

constexpr int steps = 60;
program made(std::uint64_t seed, int length, bool may_fork) {
  return test::model(seed, may_fork).run(length);
}

template <class S> void check(int programs) {
  for (int seed = 0; seed < programs; ++seed) {
    auto const number = static_cast<std::uint64_t>(seed);
    auto const p = made(number, steps, forks<S>());
    if (runner_of<S>(p).run() == p.prints) continue;
    int length = 0;  // the shortest program of this seed that goes wrong
    program small;
    std::string seen;
    do {
      small = made(number, ++length, forks<S>());
      seen = runner_of<S>(small).run();
    } while (seen == small.prints);
    BOOST_FAIL(describe<S>.name << ", seed " << seed << ", " << length << " steps: the model says\n"
                                << small.prints << "\nbut\n"
                                << seen);
  }
  BOOST_TEST(programs > 0);
  BOOST_TEST_MESSAGE(describe<S>.name << ": " << programs << " random programs");
}

#if defined(KONT_ASAN) || defined(KONT_TSAN)
constexpr int many = 2'000;
#else
constexpr int many = 100'000;
#endif

// A switch is a system call on ucontext, and on thread it wakes another processor.
template <class S> constexpr int how_many() {
  return describe<S>.name == "thread"     ? many / 500
         : describe<S>.name == "ucontext" ? many / 10
                                          : many;
}

// --- misuse --------------------------------------------------------------------------------------

template <class S> typename S::continuation fresh() {
  return S::start([](auto& other) { transfer(other); });
}
enum class state { made_empty, moved_from, used_up, finished, dropped };
constexpr state states[] = {state::made_empty, state::moved_from, state::used_up, state::finished,
                            state::dropped};

// A continuation in that state: nothing is left behind it.
template <class S> typename S::continuation& in_state(state s) {
  static typename S::continuation k, kept;
  k = {}, kept = {};
  if (s != state::made_empty) k = fresh<S>();
  if (s == state::moved_from) kept = std::move(k);
  if (s == state::used_up) kept = std::move(k).resume().from;
  if (s == state::finished) {
    while (k) k = std::move(k).resume().from;
  }
  if (s == state::dropped) k = {};
  return k;
}

template <class F> void breaks(std::string const& rule, F f) {
  auto const child = test::forked([&] { f(); });
  BOOST_TEST(child.signal == SIGABRT);
  BOOST_TEST(child.said.find(rule) != std::string::npos, child.said << " says not: " << rule);
}

template <class S> void check_misuse() {
  for (auto const s : states) {
    BOOST_TEST(!in_state<S>(s));
    in_state<S>(s) = {};          // to drop it is no misuse,
    in_state<S>(s) = fresh<S>();  // nor to use the variable again
    breaks("resumed twice, or empty: a continuation is one-shot",
           [s] { (void)std::move(in_state<S>(s)).resume(); });
    if constexpr (multi_shot<typename S::continuation>) {
      breaks("fork: an empty continuation has no twin", [s] { (void)in_state<S>(s).fork(); });
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(r7_continuations_do_what_the_model_says)

BOOST_AUTO_TEST_CASE(random_programs) {
  for_each_strategy<dialect::direct>([]<class S>() { check<S>(how_many<S>()); });
}

BOOST_AUTO_TEST_CASE(another_program_is_told_apart) {
  int same = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    auto p = made(seed, steps, false);
    for (auto& a : p.actions) {  // one that forgets to put down who came
      if (a.what == verb::swap) a = {verb::start, a.i};
    }
    auto const child = test::forked([&] {
      try {
        ::_exit(runner_of<stack>(p).run() == p.prints ? 1 : 0);
      } catch (...) { ::_exit(0); }
    });
    same += child.code == 1;
  }
  BOOST_TEST(same < 50);  // not every program has one that matters
}

BOOST_AUTO_TEST_CASE(misuse) {
  for_each_strategy<dialect::direct>([]<class S>() {
    if (describe<S>.name != "thread") check_misuse<S>();  // whose forked child has lost the others
  });
}

BOOST_AUTO_TEST_SUITE_END()
