// tests/lab/workloads_have_names.cpp -- those with names: chosen, run by both engines, and finite.
#include "lab/engines.hpp"
#include "lab/named.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(workloads_have_names)

namespace {

workload named(std::string const& text) { return make(named_plan(text).value(), 1); }

BOOST_AUTO_TEST_CASE(each_ends_by_every_policy_or_in_a_deadlock) {
  for (auto const& its : named_workloads()) {
    auto const work = named(std::string(its.name));
    for (auto const& c : contenders()) {
      auto const log = run_named(std::string(c.name), work);
      auto const deadlock = deadlock_in(work, log).has_value();
      BOOST_TEST((deadlock || sum_up(work, log).ended == work.jobs.size()), its.name << c.name);
      BOOST_TEST((!deadlock || its.name == "philosophers"), its.name << c.name);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_engines_agree_on_each) {
  for (auto const* text : {"convoy:rounds=5", "inversion", "mutex:rounds=5,pause=3", "philosophers",
                           "philosophers:ordered=1", "hackbench:messages=4", "schbench:rounds=4",
                           "schbench:rounds=4,sleep=0,hogs=2"}) {
    auto const work = named(text);
    for (auto const* policy : {"fifo", "lifo", "round_robin:quantum=2", "eevdf", "sjf",
                               "priority:preemptive=1,quantum=3", "mlfq:quantum=3,boost=40"}) {
      auto const who = choose(policy);
      auto const real = who.who->run.real(work, who.with, pace{}).log;
      BOOST_TEST((run(who, work) == real), text << " by " << policy);
    }
  }
}

BOOST_AUTO_TEST_CASE(settings_are_counted) {
  BOOST_TEST(named("hackbench:groups=3,senders=2,receivers=4").jobs.size() == 18u);
  BOOST_TEST(named("schbench:messengers=2,workers=3,hogs=1").jobs.size() == 9u);
  auto const work = named("hackbench:groups=1,senders=2,receivers=3,messages=4");
  std::size_t received = 0;
  for (auto const& e : run_named("fifo", work)) received += e.what == happening::receives;
  BOOST_TEST(received == 2u * 3u * 4u);
}

BOOST_AUTO_TEST_CASE(a_hog_delays_those_that_are_woken) {
  auto const latest = [](char const* text) {
    auto const work = named(text);
    return sum_up(work, run_named("fifo", work)).wakeup.most;
  };
  BOOST_TEST(latest("schbench:hogs=1") > 10 * latest("schbench"));
}

BOOST_AUTO_TEST_CASE(pauses_of_steps_count_where_a_real_run_would_take_too_long) {
  auto const work = named("mutex:jobs=2,rounds=10000,pause=1000");
  BOOST_CHECK_EXCEPTION(
      (void)run_really(choose("fifo"), work, {1'000'000, 0}), usage_error, [](auto const& e) {
        return std::string(e.what()).find("may take 20100 s") != std::string::npos;
      });
}

BOOST_AUTO_TEST_CASE(a_name_and_its_settings_are_checked) {
  BOOST_TEST(!named_plan("w.json").has_value());
  auto const refuses = [](char const* text, char const* hint) {
    BOOST_CHECK_EXCEPTION((void)named(text), usage_error, [&](auto const& e) {
      return std::string(e.what()).find(hint) != std::string::npos;
    });
  };
  refuses("mutex:job=3", "mutex: 'job=3' is no setting; NAME=NUMBER of jobs, rounds, inside");
  refuses("mutex:jobs=0", "mutex: jobs is a whole number from 1 to 1000, not '0'");
  refuses("mutex:jobs=1000,rounds=10000", "do more than 10 million steps");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
