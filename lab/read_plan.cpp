// lab/read_plan.cpp -- workloads from JSON: each member is checked; an error says which, and why.
#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "lab/events.hpp"
#include "lab/named.hpp"
#include "lab/place.hpp"
#include "lab/read_plan.hpp"
#include "lab/read_rt_app.hpp"
#include "lab/read_steps.hpp"
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {

char const* const schema =
    R"(A workload is a JSON object; whole numbers are ticks unless said otherwise:
  jobs      a list of {name, arrives 0, length, pause_every, pause_for, weight 1, currency 0,
            priority 0, deadline, count 1}: each needs `length` of service; it waits for `pause_for`
            after each `pause_every` of service (0: it only lets others run); `count` come together;
            `currency`, 0 to 3, is what its weight is tickets of, where a policy has such
            or of {name, arrives, steps, rounds 1, ...}: in place of length and pauses it does the
            steps, so many times: {"run": N}, {"pause": N}, {"timer": N} (waits for the next period
            of N since it came), {"lock": NAME}, {"unlock": NAME}, {"send": BOX}, {"receive": BOX};
            who unlocks has locked, nobody keeps a lock at the end, one step is a run
  tasks     a list of {name, period, cost, deadline = period, offset 0, weight 1, priority 0}: a job
            every period, to be done `deadline` after it has come; `steps` in place of cost
  draw      {tasks, utilization, periods}: so many tasks, by UUniFast; 1 is a processor that is
            always busy; each has one of the periods, and costs a tick at least
  open      {jobs, every, service}: jobs come with exponential gaps of mean `every`; `service` is
            {"constant": N}, {"exponential": MEAN}, {"pareto": {mean, shape}} or
            {"bimodal": {short, long, long_part}}
  named     {NAME: {SETTING: N, ...}}: one of those that kont lab list names
  until     when all stops; unless said, when the jobs are done, of tasks once round the periods
What kont lab run --events FILE has written is a workload too: what if another policy had run it?
So is a file of rt-app (its tasks are an object), with comments, commas before an end, and events
given again, as it comes; a tick is a microsecond. Read are duration, default_policy; instance,
delay, loop, phases, policy, priority, dl-runtime, dl-period, dl-deadline; run, runtime, sleep,
timer, lock, unlock, yield, suspend, resume. Passed over are calibration, pi_enabled, lock_pages,
logdir, log_basename, log_size, ftrace, gnuplot, frag, io_device, mem_buffer_size and
cumulative_slack; any other key is refused by its name. A thread of SCHED_DEADLINE, which ends with
a timer of its dl-period, is a job every period; a resume that nobody waits for is kept.
)";

namespace {

void share(place const& p, ticks& weight, std::int32_t& priority) {
  p.maybe("weight", weight, 1, most_weight);
  ticks number = priority;
  p.maybe("priority", number, -1'000'000, 1'000'000);
  priority = static_cast<std::int32_t>(number);
}

/// What it does, if it has steps; else its length and pauses.
void read_work(place const& p, job& j, plan& all) {
  if (p.has("rounds") && !p.has("steps")) p.fail("'rounds' are of 'steps'");
  if (!p.has("steps")) {
    j.length = p.need("length").whole(1, most_ticks);
    p.maybe("pause_every", j.pause_every, 1, most_ticks);
    p.maybe("pause_for", j.pause_for, 0, most_ticks);
    if (p.has("pause_every") != p.has("pause_for"))
      p.fail("'pause_every' and 'pause_for' come together");
    if (j.pause_for > 0 && j.length / j.pause_every > most_ticks / j.pause_for)
      p.fail("the pauses take more than 10^12 ticks");
    return;
  }
  for (auto const* name : {"length", "pause_every", "pause_for"})
    if (p.has(name))
      p.fail(fmt::format("'{}' and 'steps' exclude each other", name), p[name].value);
  j.steps = read_steps(p["steps"], all.locks, all.boxes);
  p.maybe("rounds", j.rounds, 1, static_cast<ticks>(most_steps));
  ticks lasts = 0;
  for (auto const& s : j.steps) lasts += s.length;
  if (lasts > most_ticks / j.rounds) p.fail("the steps take more than 10^12 ticks");
  j.length = service_of(j.steps) * j.rounds;
}

void add_jobs(place const& p, plan& all) {
  auto& jobs = all.jobs;
  p.is_object({"name", "arrives", "length", "pause_every", "pause_for", "weight", "currency",
               "priority", "deadline", "count", "steps", "rounds"});
  job j{.name = p.has("name") ? p["name"].text() : fmt::format("j{}", jobs.size())};
  read_work(p, j, all);
  p.maybe("arrives", j.arrives, 0, most_ticks);
  p.maybe("deadline", j.deadline, j.arrives, most_ticks);
  if (j.deadline != for_ever) j.allowance = j.deadline - j.arrives;
  share(p, j.weight, j.priority);
  ticks currency = 0;
  p.maybe("currency", currency, 0, most_currency);
  j.currency = static_cast<std::uint32_t>(currency);
  ticks count = 1;
  p.maybe("count", count, 1, static_cast<ticks>(most_jobs));
  if (jobs.size() + static_cast<std::size_t>(count) > most_jobs) p.fail("more than a million jobs");
  auto const name = j.name;
  for (ticks i = 1; i <= count; ++i) {
    if (count > 1) j.name = fmt::format("{}.{}", name, i);
    jobs.push_back(j);
  }
}

void add_task(place const& p, plan& all) {
  p.is_object({"name", "period", "cost", "deadline", "offset", "weight", "priority", "steps"});
  task t{.name = p.has("name") ? p["name"].text() : fmt::format("t{}", all.tasks.size())};
  t.period = p.need("period").whole(1, most_ticks);
  if (p.has("cost") && p.has("steps")) p.fail("'cost' and 'steps' exclude each other");
  if (p.has("steps")) t.steps = read_steps(p["steps"], all.locks, all.boxes);
  t.cost = p.has("steps") ? service_of(t.steps) : p.need("cost").whole(1, most_ticks);
  t.allowance = t.period;
  p.maybe("deadline", t.allowance, 1, most_ticks);
  p.maybe("offset", t.offset, 0, most_ticks);
  share(p, t.weight, t.priority);
  all.tasks.push_back(std::move(t));
}

void add_named(place const& p, plan& all) {
  if (!p.value.is_object() || p.value.size() != 1) p.fail("an object of one workload is wanted");
  auto const name = p.value.begin().key();
  auto const* const its = find_workload(name);
  if (its == nullptr)
    p.fail(fmt::format("no workload is called '{}'; kont lab list names them",
                       place::printable(name)));
  auto const settings = p[name];
  if (!settings.value.is_object()) settings.fail("an object is wanted");
  for (auto const& [one, value] : settings.value.items())
    if (std::ranges::find(its->settings, one, &setting::name) == its->settings.end())
      settings.fail(
          fmt::format("'{}' is not known here; known are {}", place::printable(one),
                      fmt::join(its->settings | std::views::transform(&setting::name), ", ")),
          value);
  values v{standard(its->settings)};
  for (std::size_t i = 0; i < v.of.size(); ++i) {
    auto const& s = its->settings[i];
    settings.maybe(s.name, v.of[i], s.least, s.most);
  }
  its->add(all, v);
}

task_set read_set(place const& p) {
  p.is_object({"tasks", "utilization", "periods"});
  task_set set;
  set.tasks = static_cast<std::size_t>(p.need("tasks").whole(1, 1'000'000));
  set.utilization = p.need("utilization").number(0, static_cast<double>(set.tasks));
  p.need("periods").each([&](place const& q) { set.periods.push_back(q.whole(1, most_ticks)); });
  auto const longest = static_cast<double>(std::ranges::max(set.periods));
  if (auto const least = static_cast<double>(set.tasks) / longest; set.utilization < least)
    p["utilization"].fail(fmt::format("{:.3g} at least, for each of {} tasks costs a tick of {:g}",
                                      least, set.tasks, longest));
  return set;
}

open_queue read_open(place const& p) {
  p.is_object({"jobs", "every", "service"});
  constexpr double most = 1e12;
  using law = open_queue::law;
  open_queue q;
  q.jobs = static_cast<std::size_t>(p.need("jobs").whole(1, static_cast<ticks>(most_jobs)));
  q.every = p.need("every").number(1e-6, most);
  auto const service = p.need("service");
  service.is_object({"constant", "exponential", "pareto", "bimodal"});
  if (service.value.size() != 1) service.fail("one of constant, exponential, pareto, bimodal");
  if (service.has("constant") || service.has("exponential")) {
    q.service = service.has("constant") ? law::constant : law::exponential;
    q.mean = service[service.has("constant") ? "constant" : "exponential"].number(1e-6, most);
  } else if (service.has("pareto")) {
    auto const law_of = service["pareto"];
    law_of.is_object({"mean", "shape"});
    q.service = law::pareto;
    q.mean = law_of.need("mean").number(1e-6, most);
    q.shape = law_of.need("shape").number(1.001, 1'000);
  } else {
    auto const law_of = service["bimodal"];
    law_of.is_object({"short", "long", "long_part"});
    q.service = law::bimodal;
    q.shorter = law_of.need("short").number(1e-6, most);
    q.longer = law_of.need("long").number(1e-6, most);
    q.long_part = law_of.need("long_part").number(0, 1);
  }
  return q;
}

}  // namespace

plan plan_in(place const& all) {
  if (is_rt_app(all.value)) return read_rt_app(all);
  all.is_object({"jobs", "tasks", "draw", "open", "named", "until"});
  plan p;
  p.file = all.in.file;
  p.at = all.in.where(all.value);
  if (all.has("jobs")) all["jobs"].each([&](place const& q) { add_jobs(q, p); });
  if (all.has("tasks")) all["tasks"].each([&](place const& q) { add_task(q, p); });
  if (all.has("draw")) p.drawn = read_set(all["draw"]);
  if (all.has("open")) p.open = read_open(all["open"]);
  if (all.has("named")) add_named(all["named"], p);
  if (p.jobs.empty() && p.tasks.empty() && !p.drawn && !p.open)
    all.fail("one of jobs, tasks, draw, open and named is wanted");
  all.maybe("until", p.until, 1, most_ticks);
  return p;
}

plan parse_plan(std::string_view text, std::string const& name) {
  auto const doc = parse_json(text, name, is_rt_app);
  return plan_in({doc.root, doc});
}

plan read_plan(std::filesystem::path const& file) {
  auto const text = text_of(file, "the workload");
  if (is_event_log(text)) return read_events(text, file.string());
  return parse_plan(text, file.string());
}

}  // namespace kont::lab
