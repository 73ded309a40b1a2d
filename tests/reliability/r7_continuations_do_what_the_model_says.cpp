// tests/reliability/r7_continuations_do_what_the_model_says.cpp -- random programs print what the
// rules say, on every strategy; one that does not is shrunk; and every misuse is told by the rule
// it breaks.
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>
#include <utility>

#include "continuations/strategies/strategies.hpp"
#include "tests/forked.hpp"
#include "tests/reliability/r7_model.hpp"
#include "tests/reliability/r7_runner.hpp"

namespace {

using namespace kont;
using test::action;
using test::program;
using test::runner_of;
using test::verb;

// Not those of replay: one runs again from the start, and prints again what it has printed. Nor
// frames under a sanitizer that keeps locals off the stack that is copied.
template <class S> constexpr bool forks() {
#if defined(KONT_ASAN) && defined(__clang__)
  if (S::style == dialect::direct) return false;
#endif
  return multi_shot<typename S::continuation> && describe<S>.name != "replay";
}

program made(int seed, bool may_fork) {
  return test::model::random(static_cast<std::uint64_t>(seed), 40, may_fork);
}

// What it prints in a child, for what goes wrong may be deadly. (But one has lost the threads.)
template <class S> std::string printed(program const& p) {
  if (describe<S>.name == "thread") return runner_of<S>(p).run();
  auto const child = test::forked([&] {
    try {
      std::fputs(runner_of<S>(p).run().c_str(), stderr);
    } catch (...) { std::fputs("an exception gets out", stderr); }
  });
  return child.said;
}

template <class S> void check(int seed, program const& p) {
  BOOST_TEST_CHECKPOINT(describe<S>.name << ", seed " << seed);
  if (runner_of<S>(p).run() == p.prints) return;
  auto const goes_wrong = [](program const& q) { return printed<S>(q) != q.prints; };
  auto const small = test::shrunk(p, goes_wrong, forks<S>());
  BOOST_FAIL(describe<S>.name << ", seed " << seed << ": " << spelled(small) << "\nthe model says\n"
                              << small.prints << "\nbut\n"
                              << printed<S>(small));
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

// --- seeded faults -------------------------------------------------------------------------------

// What is done instead of an action, while the model says what it said.
struct fault {
  char const* is;
  verb of, instead;
  int i;  // more
};
constexpr fault faults[] = {
    {"who came is not put down", verb::swap, verb::start, 0},
    {"nothing is dropped", verb::drop, verb::fork, 0},  // no fork: it is one-shot
    {"an exception is lost", verb::raise, verb::end, 0},
    {"an argument is another", verb::call, verb::call, 1},
    {"an element too many", verb::generate, verb::generate, 1},
    {"a generator never begins", verb::generate, verb::back, 0},
};
program with(fault const& f, program p) {
  for (auto& a : p.actions) {
    if (a.what == f.of) a = {f.instead, a.i + f.i, a.j};
  }
  return p;
}

template <class S> void check_found(fault const& f) {
  auto const goes_wrong = [&](program const& p) { return printed<S>(with(f, p)) != p.prints; };
  program p;
  int seed = 0;
  do p = made(seed, false);
  while (!goes_wrong(p) && ++seed < 100);
  BOOST_TEST(seed < 100, f.is << ": is not found");
  auto const small = test::shrunk(p, goes_wrong, false);
  BOOST_TEST(goes_wrong(small));
  BOOST_TEST(small.actions.size() <= 10);
  BOOST_TEST_MESSAGE(describe<S>.name << ", seed " << seed << ", " << f.is << ": "
                                      << spelled(small));
}

// --- misuse --------------------------------------------------------------------------------------

template <strategy<dialect::direct> S> typename S::continuation fresh() {
  return S::start([](auto& other) { transfer(other); });
}
template <strategy<dialect::co> S> typename S::continuation fresh() {
  return S::start([](typename S::arrived other) -> typename S::task { co_await transfer(other); });
}
template <strategy<dialect::cps> S> typename S::continuation fresh() {
  return S::start(
      [](auto& other) { return transfer(other, nullptr, [](auto& o) { return finish(o); }); });
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

// How a body goes to a continuation that is not there: main is put by, lest it be dropped.
enum class leaving { by_a_switch, at_its_end, by_an_exception };

template <strategy<dialect::direct> S>
typename S::continuation who_leaves(leaving how, typename S::continuation& main,
                                    typename S::continuation& to) {
  return S::start([how, &main, &to](auto& other) {
    main = std::exchange(other.from, std::move(to));
    if (how == leaving::by_an_exception) throw how;
    if (how == leaving::by_a_switch) transfer(other);
  });
}
template <strategy<dialect::co> S>
typename S::continuation who_leaves(leaving how, typename S::continuation& main,
                                    typename S::continuation& to) {
  return S::start([how, &main, &to](typename S::arrived other) -> typename S::task {
    main = std::exchange(other.from, std::move(to));
    if (how == leaving::by_an_exception) throw how;
    if (how == leaving::by_a_switch) co_await transfer(other);
  });
}
template <strategy<dialect::cps> S>
typename S::continuation who_leaves(leaving how, typename S::continuation& main,
                                    typename S::continuation& to) {
  return S::start([how, &main, &to](auto& other) {
    main = std::exchange(other.from, std::move(to));
    if (how == leaving::by_an_exception) throw how;
    if (how == leaving::at_its_end) return finish(other);
    return transfer(other, nullptr, [](auto& o) { return finish(o); });
  });
}
template <class S> void leave(leaving how, typename S::continuation to) {
  typename S::continuation main;
  (void)who_leaves<S>(how, main, to).resume();
}

template <class S> void check_misuse() {
  constexpr auto empty = "resumed twice, or empty: a continuation is one-shot";
  constexpr auto no_heir = "a body must end with somebody to go on: other.from is empty";
  for (auto const s : states) {
    BOOST_TEST(!in_state<S>(s));
    in_state<S>(s) = {};          // to drop it is no misuse,
    in_state<S>(s) = fresh<S>();  // nor to use the variable again
    auto const leaves = [s](leaving how) {
      return [=] { leave<S>(how, std::move(in_state<S>(s))); };
    };
    breaks(empty, [s] { (void)std::move(in_state<S>(s)).resume(); });
    breaks(empty, leaves(leaving::by_a_switch));
    breaks(no_heir, leaves(leaving::at_its_end));
    breaks(no_heir, leaves(leaving::by_an_exception));
    if constexpr (multi_shot<typename S::continuation>) {
      breaks("fork: an empty continuation has no twin", [s] { (void)in_state<S>(s).fork(); });
    }
    if constexpr (S::style == dialect::cps) {
      breaks("become: an empty continuation cannot go on", [s] {
        typename S::arrived other;
        (void)become(other, std::move(in_state<S>(s)));
      });
    }
  }
  breaks("an exception left a body for a computation that had not begun",
         [] { leave<S>(leaving::by_an_exception, fresh<S>()); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(r7_continuations_do_what_the_model_says)

BOOST_AUTO_TEST_CASE(random_programs) {
  for (int seed = 0; seed < many; ++seed) {
    auto const of_one_shot = made(seed, false), of_many = made(seed, true);
    for_each_strategy([&]<class S>() {
      if (seed < how_many<S>()) check<S>(seed, forks<S>() ? of_many : of_one_shot);
    });
  }
  for_each_strategy([]<class S>() {
    BOOST_TEST(how_many<S>() > 0);
    BOOST_TEST_MESSAGE(describe<S>.name << ": " << how_many<S>() << " random programs");
  });
}

BOOST_AUTO_TEST_CASE(seeded_faults_are_found_and_shrunk) {
  for (auto const& f : faults) check_found<stack>(f);
}

BOOST_AUTO_TEST_CASE(misuse) {
  for_each_strategy([]<class S>() {
    if (describe<S>.name != "thread") check_misuse<S>();  // whose forked child has lost the others
  });
}

BOOST_AUTO_TEST_SUITE_END()
