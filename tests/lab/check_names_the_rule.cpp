// tests/lab/check_names_the_rule.cpp -- policies broken on purpose: the rule that each breaks is
// named, with the smallest workload that shows it; those of kont break none.
#include <unistd.h>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "lab/bench.hpp"
#include "lab/conformance.hpp"
#include "lab/engines.hpp"
#include "lab/enlist.hpp"
#include "lab/lab.hpp"
#include "lab/promises.hpp"
#include "lab/workload.hpp"

namespace kont::lab {
namespace {

/// At its third put it forgets whom it was given.
struct loses : fifo {
  void put(hook& t, why w) noexcept {
    if (++puts != 3) fifo::put(t, w);
  }
  int puts = 0;
};
/// It forgets who has a lock for which somebody waits.
struct forgets : fifo {
  void waits_for(hook&, hook* holder) noexcept { forgotten = holder; }
  hook* take() noexcept {
    hook* const first = fifo::take();
    return first != nullptr && first == forgotten ? fifo::take() : first;
  }
  hook* forgotten = nullptr;
};
/// It loses who waits for one that waits itself: for that, a lock is taken within another.
struct breaks_chains : fifo {
  void waits_for(hook& t, hook* holder) noexcept {
    if (holder != nullptr && holder == waiting) lost = &t;
    waiting = holder == nullptr ? nullptr : &t;
  }
  void put(hook& t, why w) noexcept {
    if (&t != lost) fifo::put(t, w);
  }
  hook *waiting = nullptr, *lost = nullptr;
};
/// At its third put it takes down whom it was given twice.
struct doubles : fifo {
  void reserve(std::size_t n) { fifo::reserve(2 * n); }
  void put(hook& t, why w) noexcept {
    fifo::put(t, w);
    if (++puts == 3) fifo::put(t, w);
  }
  int puts = 0;
};
/// Every fourth time it gives nobody, though somebody is there.
struct idles : fifo {
  hook* take() noexcept { return ahead(0) == nullptr || ++takes % 4 == 0 ? nullptr : pop(); }
  hook* pop() noexcept { return fifo::take(); }
  int takes = 0;
};
/// Whoever came first waits for all who come later; it promises what fifo does.
struct starves : lifo {};
/// One run is first in, first out, the next is not.
struct differs : fifo {
  hook* take() noexcept {
    hook* const first = fifo::take();
    if (!turned || first == nullptr || ahead(0) == nullptr) return first;
    fifo::put(*first, why::yielded);
    return fifo::take();
  }
  static inline int made = 0;
  bool turned = ++made % 2 == 0;
};
/// Some may run for no time at all.
struct stops : fifo {
  ticks quantum(hook const&) noexcept { return ++takes % 4; }
  int takes = 0;
};

template <class P> contender one(char const* name, decltype(contender::most_wait) waits = nullptr) {
  return {name, "broken on purpose", "", {}, run_made<made<P>>, waits};
}
enlist const all_of_them[] = {
    enlist(one<loses>("loses")),     enlist(one<doubles>("doubles")),
    enlist(one<idles>("idles")),     enlist(one<starves>("starves", fifo_waits)),
    enlist(one<differs>("differs")), enlist(one<stops>("stops")),
    enlist(one<forgets>("forgets")), enlist(one<breaks_chains>("breaks_chains"))};
constexpr std::pair<char const*, rule> breaks[] = {
    {"loses", rule::none_lost},      {"forgets", rule::none_lost},
    {"doubles", rule::none_doubled}, {"idles", rule::work_conserving},
    {"starves", rule::bounded_wait}, {"differs", rule::same_again},
    {"stops", rule::quantum_of_one}, {"breaks_chains", rule::none_lost}};

BOOST_AUTO_TEST_SUITE(check_names_the_rule)

BOOST_AUTO_TEST_CASE(each_breaks_its_own_and_no_other) {
  for (auto const& [name, its] : breaks) {
    for (std::size_t i = 0; i < rules; ++i) {
      auto const r = static_cast<rule>(i);
      auto const found = try_rule(choose(name), r, 60, 1);
      BOOST_TEST(found.broken.has_value() == (r == its), name << ": " << names_of_rules[i]);
    }
  }
}

// As small as can be: three puts are one job of three turns, or three jobs.
BOOST_AUTO_TEST_CASE(the_workload_is_small_and_a_file) {
  for (auto const& [name, its] : breaks) {
    auto const found = try_rule(choose(name), its, 60, 7);
    BOOST_REQUIRE(found.broken.has_value());
    auto const& work = found.broken->work;
    auto const json = json_of(work);
    BOOST_TEST_MESSAGE(name << ": " << json << ' ' << found.broken->fault);
    BOOST_TEST(work.jobs.size() <= 3u, name << ' ' << json);
    ticks length = 0;
    for (auto const& j : work.jobs) length += j.length;
    BOOST_TEST(length <= 10, name << ' ' << json);
    auto const again = make(parse_plan(json, "w.json"), 1);
    BOOST_TEST(!judge(choose(name), again)[static_cast<std::size_t>(its)].fault.empty(), name);
  }
}

BOOST_AUTO_TEST_CASE(a_seed_fixes_what_is_found) {
  auto const found = [](std::uint64_t seed) {
    return json_of(try_rule(choose("starves"), rule::bounded_wait, 60, seed).broken->work);
  };
  BOOST_TEST(found(3) == found(3));
}

// In `kont lab run` it is stopped, by its name, and with what it did last.
BOOST_AUTO_TEST_CASE(a_run_says_which_policy_and_its_last_decisions) {
  workload work;
  for (char const* name : {"A", "B", "C"}) work.jobs.push_back({.name = name, .length = 2});
  auto const says = [](policy_broken const& e) {
    return e.by == offence::loses && e.what() == std::string(
                                                     "loses: at 4, take() gives nobody, though 1 "
                                                     "are ready; the jobs it gave last: A B");
  };
  BOOST_CHECK_EXCEPTION((void)run(choose("loses"), work), policy_broken, says);
  BOOST_CHECK_EXCEPTION((void)run_really(choose("loses"), work, {}), policy_broken, says);
}
BOOST_AUTO_TEST_CASE(bench_says_which_policy) {
  auto const begins = [](std::string const& name) {
    return [name](policy_broken const& e) { return std::string(e.what()).starts_with(name); };
  };
  BOOST_CHECK_EXCEPTION((void)ns_a_decision(choose("stops"), 3, 100), policy_broken,
                        begins("stops: "));
  auto const loses = choose("loses");
  BOOST_CHECK_EXCEPTION((void)table_of_yields({&loses, 1}, [](auto const&) {}), policy_broken,
                        begins("loses: "));
}

BOOST_AUTO_TEST_CASE(the_command_returns_1_and_writes_the_workload) {
  auto const file = std::filesystem::temp_directory_path() /
                    ("kont_check_" + std::to_string(::getpid()) + ".json");
  options how;
  how.policies = {"fifo", "loses"};
  how.json = file;
  how.workloads = 30;
  BOOST_TEST(check(how) == 1);
  BOOST_TEST(!read_plan(file).jobs.empty());
  std::filesystem::remove(file);
  how.policies = {"fifo"};
  BOOST_TEST(check(how) == 0);
  BOOST_TEST(!std::filesystem::exists(file));
}

// What is promised, too: fifo, round robin, MLFQ with boosts, priorities with ageing and stride
// bound waits.
BOOST_AUTO_TEST_CASE(those_of_kont_keep_all) {
  std::vector<std::string> names{"mlfq:levels=5,quantum=3,boost=20",
                                 "mlfq:quantum=2,boost=7",
                                 "mlfq:forgives=1,boost=9,quantum=2",
                                 "priority:ageing=3",
                                 "priority:ageing=2,preemptive=1",
                                 "priority:ageing=1,quantum=3",
                                 "lottery:quantum=5,compensates=1",
                                 "round_robin:quantum=4",
                                 "stride:quantum=4"};
  for (auto const& c : contenders())
    if (c.says != "broken on purpose") names.emplace_back(c.name);
  for (auto const& name : names) {
    for (std::size_t i = 0; i < rules; ++i) {
      auto const found = try_rule(choose(name), static_cast<rule>(i), 40, 1);
      BOOST_TEST(!found.broken.has_value());
      if (found.broken)
        BOOST_ERROR(name << ": " << found.broken->fault << ' ' << json_of(found.broken->work));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::lab
