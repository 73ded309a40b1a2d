// tests/lab/engines_agree.cpp -- microthreads whose time is counted do what was simulated, exactly.
#include <random>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(engines_agree)

namespace {

/// Many arrivals, pauses and quanta that fall on the same ticks.
workload drawn(std::uint32_t seed) {
  std::mt19937 dice(seed);
  auto work = lab::drawn(dice, {40, 30, 200, 2, 8, 0, 20});
  if (dice() % 2 == 0) work.until = 100 + dice() % 300;
  return work;
}

std::string first_difference(history const& a, history const& b) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i] == b[i]) continue;
    std::ostringstream text;
    for (auto const& e : {a[i], b[i]})
      text << e.at << ' ' << e.job << ' ' << names_of_happenings[static_cast<std::size_t>(e.what)]
           << "; ";
    return text.str() + "event " + std::to_string(i);
  }
  return a.size() == b.size() ? "" : "one is longer";
}

BOOST_AUTO_TEST_CASE(with_every_policy) {
  std::vector<std::string> policies{"mlfq:levels=5,quantum=3,boost=40", "round_robin:quantum=4",
                                    "priority:preemptive=1,quantum=4", "eevdf:quantum=6",
                                    "lottery:quantum=5,compensates=1"};
  for (auto const& c : contenders()) policies.emplace_back(c.name);
  for (auto const& policy : policies) {
    for (std::uint32_t seed = 0; seed < 20; ++seed) {
      auto const work = drawn(seed);
      auto const who = choose(policy);
      auto const simulated = run(who, work);
      auto const real = who.who->run.real(work, who.with, pace{}).log;
      BOOST_TEST(first_difference(simulated, real) == "",
                 policy << ' ' << seed << ": " << first_difference(simulated, real));
    }
  }
}

// What is left of a tick is told later, so that a policy misses nothing of what somebody has had.
BOOST_AUTO_TEST_CASE(a_tick_of_many_nanoseconds_is_a_tick) {
  auto const who = choose("mlfq:quantum=3,boost=50");
  auto const work = drawn(3);
  auto real = who.who->run.real(work, who.with, pace{.tick = 1'000}).log;
  for (auto& e : real) {
    BOOST_TEST(e.at % 1'000 == 0);
    e.at /= 1'000;
  }
  BOOST_TEST(first_difference(run(who, work), real) == "");
}

struct loses : fifo {
  void put(hook& t, why w) noexcept {
    if (++puts != 3) fifo::put(t, w);
  }
  ticks quantum(hook const&) const noexcept { return 5; }
  int puts = 0;
};

BOOST_AUTO_TEST_CASE(a_broken_policy_is_stopped_with_its_last_decisions) {
  auto const work = jobs_of({10, 10, 10});
  loses policy;
  ordering_by who(policy, work.jobs);
  BOOST_CHECK_EXCEPTION((void)on_microthreads(work, who, pace{}), policy_broken, [](auto const& e) {
    return e.what() == std::string(
                           "at 20, take() gives nobody, though 1 are ready; the jobs it gave last: "
                           "0 1 0 1");
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
