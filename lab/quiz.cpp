// lab/quiz.cpp -- draws a problem, and lets the policy solve it.
#include "lab/quiz.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "coroutines/microthreads/policies/lottery.hpp"
#include "lab/account.hpp"
#include "lab/chart.hpp"
#include "lab/lab.hpp"
#include "lab/seeds.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

/// What is said of a job besides its length.
enum class also : std::uint8_t { arrival, priority, tickets, tickets_and_draws };
struct asked {
  char const* policy;
  char const* rule;
  also says = also::arrival;
  bool of_shares() const noexcept { return says >= also::tickets; }
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
    {"priority", "The smallest number runs, to its end; of equals, who came first.",
     also::priority},
    {"priority:preemptive=1",
     "The smallest number runs; of equals, who was ready first. A smaller number that comes takes\n"
     "over at once.",
     also::priority},
    {"mlfq:quantum=2",
     "Three queues. Who comes goes to the end of the first; the first that is not empty is "
     "served,\n"
     "in turn. Who has run for two ticks in a queue goes to the end of the next. Who is stopped "
     "by\n"
     "one that comes goes back to the front of its queue."},
    {"stride",
     "All have come at 0, with pass 0. The smallest pass runs for one tick, and then its pass is\n"
     "greater by 8 / tickets. Of equals, who has waited longest; at first A, then B, ...",
     also::tickets},
    {"lottery",
     "All have come at 0. The tickets of those that have not ended are numbered from 0, A's "
     "first.\n"
     "For each tick a number is drawn; the holder of ticket (number mod how many there are) runs.",
     also::tickets_and_draws},
};

asked const& rule_of(problem const& p) {
  return *std::ranges::find_if(
      all_asked, [&](asked const& a) { return choose(a.policy).name() == p.policy.name(); });
}

std::string_view kind_of(asked const& a) {
  std::string_view const policy = a.policy;
  return policy.substr(0, policy.find(':'));
}

/// Those of this kind; of none, all. Throws usage_error.
std::vector<asked const*> asked_of(std::string_view kind) {
  std::vector<asked const*> its;
  std::string kinds;
  for (auto const& a : all_asked) {
    if (kind.empty() || kind == kind_of(a) || kind == a.policy) its.push_back(&a);
    if (!kinds.ends_with(kind_of(a)))
      kinds += fmt::format("{}{}", kinds.empty() ? "" : ", ", kind_of(a));
  }
  if (its.empty()) throw usage_error(fmt::format("--kind is one of {}, not '{}'", kinds, kind));
  return its;
}

/// The numbers that it was told, one after the other.
struct told {
  std::vector<std::uint64_t> numbers{};
  std::size_t at = 0;
  std::uint64_t operator()() { return numbers.at(at++); }
};

history solved(problem const& p) {
  if (p.draws.empty()) return run(p.policy, p.work);
  lottery_by<told> policy(told{p.draws});
  return simulate(p.work, policy);
}

/// Ten in a line.
std::string in_lines(std::vector<std::uint64_t> const& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    text += fmt::format("{:>4}{}", numbers[i], i % 10 == 9 || i + 1 == numbers.size() ? "\n" : "");
  return text;
}

}  // namespace

problem problem_of(std::uint64_t seed, std::string_view kind, std::optional<std::uint64_t> jobs) {
  if (jobs && (*jobs < 1 || *jobs > most_asked))
    throw usage_error(fmt::format("--jobs is a number from 1 to {}", most_asked));
  auto const kinds = asked_of(kind);
  std::mt19937_64 dice(seed);
  auto const below = [&](std::uint64_t n) { return static_cast<ticks>(dice() % n); };
  auto const& asks = *kinds[static_cast<std::size_t>(below(kinds.size()))];
  problem p{choose(asks.policy), {}};
  auto const drawn = 3 + static_cast<std::uint64_t>(below(3)), count = jobs.value_or(drawn);
  ticks arrives = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    auto& j = p.work.jobs.emplace_back();
    j.name = std::string(1, static_cast<char>('A' + i));
    j.length = 1 + below(9);
    if (asks.of_shares()) {
      j.weight = ticks{1} << below(4);  // strides are whole, so that passes are equal as by hand
      continue;
    }
    j.arrives = arrives;
    j.priority = static_cast<std::int32_t>(1 + below(5));
    arrives += below(4);
  }
  if (asks.says == also::tickets_and_draws)
    for (auto const& j : p.work.jobs)
      for (ticks tick = 0; tick < j.length; ++tick)
        p.draws.push_back(static_cast<std::uint64_t>(below(1'000)));
  return p;
}

std::string question(problem const& p) {
  auto const& asks = rule_of(p);
  auto text = fmt::format("{}\n{}\n\njob  {}length{}\n", p.policy.name(), asks.rule,
                          asks.of_shares() ? "" : "arrives  ",
                          asks.of_shares()              ? "  tickets"
                          : asks.says == also::priority ? "  number"
                                                        : "");
  for (auto const& j : p.work.jobs) {
    text += fmt::format("{:<3}  ", j.name);
    if (!asks.of_shares()) text += fmt::format("{:>7}  ", j.arrives);
    text += fmt::format("{:>6}", j.length);
    if (asks.says == also::priority) text += fmt::format("  {:>6}", j.priority);
    if (asks.of_shares()) text += fmt::format("  {:>7}", j.weight);
    text += '\n';
  }
  if (!p.draws.empty()) text += "\nthe numbers drawn:\n" + in_lines(p.draws);
  return text +
         "\nWho runs when? For each job, and in the mean: how long till it first runs "
         "(response),\ntill it ends (turnaround), and how long is it ready while others run "
         "(waiting)?\n";
}

std::string answer(problem const& p) {
  auto const log = solved(p);
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
  auto const p = problem_of(seed, how.kind, how.quiz_jobs);
  auto same = fmt::format("kont lab quiz --seed {}", seed);
  if (!how.kind.empty()) same += " --kind " + how.kind;
  if (how.quiz_jobs) same += fmt::format(" --jobs {}", *how.quiz_jobs);
  fmt::print("problem {}: {}\n{}\n", seed, question(p),
             how.answer ? answer(p) : fmt::format("({} --answer says.)", same));
  return 0;
}

}  // namespace kont::lab
