// tests/lab/locks_and_messages.cpp -- who has a lock, who waits for it, and when nobody goes on.
#include "coroutines/microthreads/policies/priority.hpp"
#include "lab/named.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(locks_and_messages)

namespace {

workload of(std::string const& json) { return make(parse_plan(json, "w.json"), 1); }
workload named(std::string const& text) { return make(named_plan(text).value(), 1); }

/// `5 b blocks m`, joined by commas; without comes, runs and ends.
std::string acts_of(workload const& work, history const& log) {
  std::string text;
  for (auto const& e : log) {
    auto const box =
        e.what == happening::waits || e.what == happening::sends || e.what == happening::receives;
    auto const has_name = box || is_an_act(e.what) || e.what == happening::blocks;
    if (!has_name && e.what != happening::wakes) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(e.at) + ' ' + work.jobs[e.job].name + ' ' +
            names_of_happenings[static_cast<std::size_t>(e.what)];
    if (has_name) text += ' ' + (box ? work.boxes : work.locks)[e.on];
  }
  return text;
}

BOOST_AUTO_TEST_CASE(a_lock_is_had_by_one_and_handed_on_in_order) {
  auto const work = of(R"({"jobs": [
    {"name": "a", "steps": [{"lock": "m"}, {"run": 2}, {"pause": 4}, {"unlock": "m"}, {"run": 1}]},
    {"name": "b", "steps": [{"run": 1}, {"lock": "m"}, {"run": 1}, {"unlock": "m"}]},
    {"name": "c", "steps": [{"lock": "m"}, {"run": 1}, {"unlock": "m"}]}]})");
  auto const log = run_named("fifo", work);
  BOOST_TEST(acts_of(work, log) ==
             "0 a locks m, 3 b blocks m, 3 c blocks m, 6 a wakes, 6 a unlocks m, 6 b locks m, "
             "6 b wakes, 8 b unlocks m, 8 c locks m, 8 c wakes, 9 c unlocks m");
  BOOST_TEST(in_a_line(work, log) == "0 a 2 b 3 c 3 - 6 a 7 b 8 c 9");
  auto const f = sum_up(work, log);
  BOOST_TEST(f.blocked == 5);  // c, from 3 to 8
  BOOST_TEST(!deadlock_in(work, log).has_value());
}

BOOST_AUTO_TEST_CASE(a_message_is_received_by_who_has_waited_longest) {
  auto const work = of(R"({"jobs": [
    {"name": "a", "steps": [{"receive": "b"}, {"run": 1}]},
    {"name": "b", "steps": [{"receive": "b"}, {"run": 1}]},
    {"name": "c", "rounds": 3, "steps": [{"run": 2}, {"send": "b"}]},
    {"name": "d", "arrives": 20, "steps": [{"receive": "b"}, {"run": 1}]}]})");
  BOOST_TEST(acts_of(work, run_named("fifo", work)) ==
             "0 a waits b, 0 b waits b, 2 c sends b, 2 a receives b, 2 a wakes, 4 c sends b, "
             "4 b receives b, 4 b wakes, 6 c sends b, 20 d receives b");
}

BOOST_AUTO_TEST_CASE(a_timer_keeps_its_period_and_begins_anew_when_it_is_missed) {
  auto const work = of(R"({"jobs": [
    {"name": "a", "arrives": 3, "rounds": 4, "steps": [{"run": 2}, {"timer": 10}]},
    {"name": "b", "arrives": 15, "length": 20}]})");
  BOOST_TEST(in_a_line(work, run_named("fifo", work)) ==  // due at 13, 23, 37, 47
             "0 - 3 a 5 - 13 a 15 b 35 a 39 - 47 a 47");
}

BOOST_AUTO_TEST_CASE(the_cycle_of_a_deadlock_is_named) {
  auto const work = named("philosophers:seats=3,think=0");
  auto const log = run_named("round_robin:quantum=1", work);
  BOOST_TEST(deadlock_in(work, log).value_or("none") ==
             "deadlock: p0 waits to lock fork1, held by p1, who waits to lock fork2, held by p2, "
             "who waits to lock fork0, held by p0");
  auto const ordered = named("philosophers:seats=3,think=0,ordered=1");
  auto const all = run_named("round_robin:quantum=1", ordered);
  BOOST_TEST(!deadlock_in(ordered, all).has_value());
  BOOST_TEST(sum_up(ordered, all).ended == 3u);
}

BOOST_AUTO_TEST_CASE(
    a_cycle_is_found_while_others_go_on_and_who_waits_for_nothing_when_all_is_over) {
  auto work = named("philosophers:seats=2,think=0");
  work.jobs.push_back({.name = "long", .length = 1'000});
  work.until = 100;
  BOOST_TEST(deadlock_in(work, run_named("round_robin:quantum=1", work)).has_value());
  auto waits = of(R"({"jobs": [{"name": "a", "steps": [{"receive": "b"}, {"run": 1}]},
                               {"name": "c", "length": 9}]})");
  BOOST_TEST(deadlock_in(waits, run_named("fifo", waits)).value_or("none") ==
             "deadlock: a waits to receive from b");
  waits.until = 5;  // c might still send
  BOOST_TEST(!deadlock_in(waits, run_named("fifo", waits)).has_value());
}

BOOST_AUTO_TEST_CASE(a_medium_job_keeps_an_urgent_one_from_its_lock) {
  auto const work = named("inversion:rounds=1");
  auto const log = run_named("priority:preemptive=1", work);
  BOOST_TEST(in_a_line(work, log) ==
             "0 weather 1 bus 1 weather 2 radio 102 weather 110 bus 111 weather 111");
  BOOST_TEST(sum_up(work, log).blocked == 109);
  BOOST_TEST(sum_up(work, log).missed == 1u);
  BOOST_TEST(sum_up(work, run_named("fifo", work)).missed == 0u);
}

/// Whom it was told of: `1>0`, job 1 waits for what job 0 has; `1>`, no longer.
struct told : by_priority {
  struct hook : by_priority::hook {
    ticks weight = 0;  // its number
  };
  hook* take() noexcept { return static_cast<hook*>(by_priority::take()); }
  void waits_for(hook& t, hook* holder) {
    said += std::to_string(t.weight) + '>' + (holder ? std::to_string(holder->weight) : "") + ' ';
  }
  std::string said{};
};

BOOST_AUTO_TEST_CASE(a_policy_is_told_who_waits_for_whom) {
  auto work = of(R"({"jobs": [
    {"steps": [{"lock": "m"}, {"run": 3}, {"pause": 3}, {"unlock": "m"}, {"run": 1}], "weight": 1},
    {"steps": [{"run": 1}, {"lock": "m"}, {"run": 1}, {"unlock": "m"}], "weight": 2},
    {"steps": [{"run": 1}, {"lock": "m"}, {"run": 1}, {"unlock": "m"}], "weight": 3}]})");
  told simulated, real;
  (void)simulate(work, simulated);
  BOOST_TEST(simulated.said == "2>1 3>1 2> 3> 3>2 3> ");
  ordering_by who(real, work.jobs);
  (void)on_microthreads(work, who, pace{});
  BOOST_TEST(real.said == simulated.said);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
