// lab/quiz.cpp -- draws a problem, and lets the policy solve it.
#include "lab/quiz.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <random>

#include "lab/account.hpp"
#include "lab/chart.hpp"
#include "lab/lab.hpp"
#include "lab/seeds.hpp"

namespace kont::lab {
namespace {

struct asked {
  char const* policy;
  char const* rule;
  bool by_priority = false;
};
constexpr asked all_asked[] = {
    {"fifo", "Who has waited longest runs, to its end."},
    {"sjf", "The shortest job runs, to its end; of equals, who came first."},
    {"srtf", "Who has least left runs; a job that comes with less takes over at once."},
    {"round_robin:quantum=1",
     "Everybody in turn, for one tick. Who comes goes to the end of the queue, behind one that is\n"
     "stopped at that tick."},
    {"round_robin:quantum=3",
     "Everybody in turn, for three ticks at most. Who comes goes to the end of the queue, behind\n"
     "one that is stopped at that tick."},
    {"priority", "The smallest number runs, to its end; of equals, who came first.", true},
    {"priority:preemptive=1",
     "The smallest number runs; of equals, who was ready first. A smaller number that comes takes\n"
     "over at once.",
     true},
    {"mlfq:quantum=2",
     "Three queues. Who comes goes to the end of the first; the first that is not empty is "
     "served,\n"
     "in turn. Who has run for two ticks in a queue goes to the end of the next. Who is stopped "
     "by\n"
     "one that comes goes back to the front of its queue."},
};

asked const& rule_of(problem const& p) {
  return *std::ranges::find_if(
      all_asked, [&](asked const& a) { return choose(a.policy).name() == p.policy.name(); });
}

}  // namespace

problem problem_of(std::uint64_t seed) {
  std::mt19937_64 dice(seed);
  auto const below = [&](std::uint64_t n) { return static_cast<ticks>(dice() % n); };
  problem p{choose(all_asked[below(std::size(all_asked))].policy), {}};
  auto const jobs = 3 + below(3);
  ticks arrives = 0;
  for (ticks i = 0; i < jobs; ++i) {
    p.work.jobs.push_back({.name = std::string(1, static_cast<char>('A' + i)),
                           .arrives = arrives,
                           .length = 1 + below(9),
                           .priority = static_cast<std::int32_t>(1 + below(5))});
    arrives += below(4);
  }
  return p;
}

std::string question(problem const& p) {
  auto const& asks = rule_of(p);
  auto text = fmt::format("{}\n{}\n\njob  arrives  length{}\n", p.policy.name(), asks.rule,
                          asks.by_priority ? "  number" : "");
  for (auto const& j : p.work.jobs) {
    text += fmt::format("{:<3}  {:>7}  {:>6}", j.name, j.arrives, j.length);
    text += asks.by_priority ? fmt::format("  {:>6}\n", j.priority) : "\n";
  }
  return text +
         "\nWho runs when? For each job, and in the mean: how long till it first runs "
         "(response),\ntill it ends (turnaround), and how long is it ready while others run "
         "(waiting)?\n";
}

std::string answer(problem const& p) {
  auto const log = run(p.policy, p.work);
  auto text = fmt::format("{}\n\n{}\njob  response  turnaround  waiting\n", in_a_line(p.work, log),
                          gantt(p.work, log));
  auto const all = outcomes(p.work, log);
  for (std::size_t i = 0; i < all.size(); ++i)
    text += fmt::format("{:<3}  {:>8}  {:>10}  {:>7}\n", p.work.jobs[i].name, all[i].response(),
                        all[i].turnaround(), all[i].waited);
  auto const f = sum_up(p.work, log);
  return text + fmt::format("mean {:>8.2f}  {:>10.2f}  {:>7.2f}\n", f.response.mean,
                            f.turnaround.mean, f.waiting.mean);
}

int quiz(options const& how) {
  auto const seed = seeds_in(how.seeds, 1).first;
  auto const p = problem_of(seed);
  fmt::print(
      "problem {}: {}\n{}\n", seed, question(p),
      how.answer ? answer(p) : fmt::format("(kont lab quiz --seed {} --answer says.)", seed));
  return 0;
}

}  // namespace kont::lab
