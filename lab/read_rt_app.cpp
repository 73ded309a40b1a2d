// lab/read_rt_app.cpp -- threads of phases of events, flattened into steps.
#include "lab/read_rt_app.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "lab/read_steps.hpp"

namespace kont::lab {
namespace {

constexpr ticks second = 1'000'000;
constexpr std::size_t most_in_a_loop = 100'000;

/// What an event is called by the beginning of its key, as there: `run` of `run12` and `run_end`.
std::string event_of(std::string const& key) {
  for (auto const* name :
       {"runtime", "run", "sleep", "timer", "lock", "unlock", "yield", "suspend", "resume"})
    if (key.starts_with(name)) return name;
  return key;
}

/// The members but those of `own`, in their order: of these, each is there once.
std::vector<std::pair<std::string, place>> others(place const& all,
                                                  std::set<std::string> const& own) {
  if (!all.value.is_object()) all.fail("an object is wanted");
  std::vector<std::pair<std::string, place>> rest;
  std::set<std::string> seen;
  for (auto const& [key, value] : all.value.items()) {
    place const its{value, all.in};
    if (!own.contains(key))
      rest.emplace_back(key, its);
    else if (!seen.insert(key).second)
      its.fail("it is given twice");
  }
  return rest;
}

/// Sees to it that it has no others than these, each once.
void only(place const& all, std::set<std::string> const& own) {
  for (auto const& [key, at] : others(all, own))
    all.fail(fmt::format("'{}' is not read", place::printable(key)), at.value);
}

/// A thread, while its events are read.
struct owner {
  std::string const& name;
  bool many;  ///< instances
};

struct reader {
  plan p{};
  std::string policy = "SCHED_OTHER";
  std::map<std::string, std::string> timers{};            // whose a timer is
  std::map<std::uint16_t, std::string> suspended{};       // who is, by the box
  std::vector<std::pair<place, std::uint16_t>> resume{};  // of the thread that is read

  void global(place const& g) {
    only(g, {"duration", "default_policy",
             // and these, which are passed over
             "calibration", "pi_enabled", "lock_pages", "logdir", "log_basename", "log_size",
             "ftrace", "gnuplot", "frag", "io_device", "mem_buffer_size", "cumulative_slack"});
    if (g.has("default_policy")) policy = g["default_policy"].said();
    if (!g.has("duration")) return;
    if (auto const s = g["duration"].whole(-1, most_ticks / second); s > 0) p.until = s * second;
  }

  step timer(place const& e, owner const& who) {
    only(e, {"ref", "period", "mode"});
    auto const ref = e.need("ref").said();
    auto const own = ref.starts_with("unique");
    if (e.has("mode") && e["mode"].said() != "relative") e.fail("only the mode 'relative' is read");
    if (!own && who.many) e.fail("a timer that threads share is not read");
    auto const key = own ? who.name + '/' + ref : ref;
    if (timers.emplace(key, who.name).first->second != who.name)
      e.fail("a timer that threads share is not read");
    auto const its = std::ranges::count(timers, who.name, [](auto const& t) { return t.second; });
    if (its > 1) e.fail("a second timer of a thread is not read");
    return {doing::timer, e.need("period").whole(1, most_ticks)};
  }

  /// A thread that is suspended receives from a box of that name, into which who resumes it sends.
  step suspend(place const& e, std::string const& name, owner const& who) {
    auto const is_empty = e.value.is_string() && e.value.get<std::string>().empty();
    if (p.boxes.size() == most_names) e.fail("there are 60000 names already");
    auto const box = number_of(is_empty ? who.name : e.text(), p.boxes);
    if (name == "resume") {
      resume.emplace_back(e, box);
      return {doing::send, 0, box};
    }
    if (who.many || suspended.emplace(box, who.name).first->second != who.name)
      e.fail("threads that are suspended under one name are not read");
    return {doing::receive, 0, box};
  }

  step event(place const& e, std::string const& name, owner const& who) {
    if (name == "run" || name == "runtime") return {doing::run, e.whole(1, most_ticks)};
    if (name == "sleep") return {doing::pause, e.whole(0, most_ticks)};
    if (name == "yield") return {doing::pause, 0};
    if (name == "timer") return timer(e, who);
    if (name == "suspend" || name == "resume") return suspend(e, name, who);
    if (name != "lock" && name != "unlock") e.fail("this event is not read");
    if (p.locks.size() == most_names) e.fail("there are 60000 locks already");
    return {name == "lock" ? doing::lock : doing::unlock, 0, number_of(e.text(), p.locks)};
  }

  /// The events of a phase, in their order.
  std::vector<step> phase(place const& f, std::set<std::string> const& not_events,
                          owner const& who) {
    std::vector<step> steps;
    for (auto const& [key, e] : others(f, not_events))
      steps.push_back(event(e, event_of(key), who));
    return steps;
  }

  std::vector<step> phases(place const& all, owner const& who) {
    std::vector<step> steps;
    for (auto const& [name, f] : others(all, {})) {
      auto const once = phase(f, {"loop"}, who);
      ticks loop = 1;
      f.maybe("loop", loop, 1, static_cast<ticks>(most_in_a_loop));
      if (steps.size() + once.size() * static_cast<std::size_t>(loop) > most_in_a_loop)
        f.fail("the phases have more than 100000 events");
      for (; loop > 0; --loop) steps.insert(steps.end(), once.begin(), once.end());
    }
    return steps;
  }

  std::vector<step> steps_of(place const& t, owner const& who) {
    static std::set<std::string> const its_own{"instance",   "delay",     "loop",
                                               "phases",     "policy",    "priority",
                                               "dl-runtime", "dl-period", "dl-deadline"};
    resume.clear();
    std::vector<step> steps;
    if (t.has("phases")) {
      for (auto const& [key, e] : others(t, its_own)) e.fail("beside 'phases' this is not read");
      steps = phases(t["phases"], who);
    } else {
      steps = phase(t, its_own, who);
    }
    for (auto const& [e, box] : resume)
      if (auto const its = suspended.find(box); its != suspended.end() && its->second == who.name)
        e.fail("a thread that resumes itself is not read");
    if (auto const fault = fault_in(steps)) t.fail(fault->second);
    return steps;
  }

  std::string policy_of(place const& t) const {
    return t.has("policy") ? t["policy"].said() : policy;
  }
  void share(place const& t, job& j) const {
    auto const its = policy_of(t);
    auto const real_time = its == "SCHED_FIFO" || its == "SCHED_RR";
    ticks number = real_time ? 10 : 0;
    t.maybe("priority", number, real_time ? 1 : -20, real_time ? 99 : 19);
    if (real_time)
      j.priority = static_cast<std::int32_t>(-number);
    else if (its == "SCHED_DEADLINE")
      j.priority = -100;
    else if (its == "SCHED_OTHER")
      j.weight = std::llround(1024 * std::pow(1.25, -static_cast<double>(number)));
    else if (its == "SCHED_IDLE")
      j.priority = 1, j.weight = 3;
    else
      t.fail(fmt::format("the policy '{}' is not read", place::printable(its)));
  }

  /// How often its loop is run: as often as there is time for, if it is for ever.
  ticks loops(place const& t, ticks lasts, ticks time) const {
    ticks loop = -1;
    t.maybe("loop", loop, -1, static_cast<ticks>(most_steps));
    if (loop == 0) t["loop"].fail("a loop is run once at least, or -1: for ever");
    if (loop < 0 && p.until == for_ever)
      t.fail("it loops for ever: a 'loop', or a 'duration' in 'global', is wanted");
    auto const n = loop > 0 ? loop : time / lasts + 1;
    if (lasts > most_ticks / n) t.fail("its loops take more than 10^12 microseconds");
    return n;
  }

  /// SCHED_DEADLINE: each loop is a job, which comes at its period and has its own deadline. More
  /// than dl-runtime it does not get in a period.
  void add_periodic(place const& t, job j) {
    auto const runtime = t.need("dl-runtime").whole(1, most_ticks);
    j.period = runtime;
    t.maybe("dl-period", j.period, runtime, most_ticks);
    j.allowance = j.period;
    t.maybe("dl-deadline", j.allowance, runtime, j.period);
    auto const is_timer = [](step const& s) { return s.what == doing::timer; };
    if (std::ranges::count_if(j.steps, is_timer) != 1 ||
        j.steps.back() != step{doing::timer, j.period})
      t.fail("of SCHED_DEADLINE, a loop that ends with its one timer, of the dl-period, is read");
    j.steps.pop_back();
    j.length = service_of(j.steps);
    if (std::ranges::all_of(j.steps, [](auto& s) { return s.what == doing::run; }))
      j.steps.clear(), j.length = std::min(j.length, runtime);
    if (j.length > runtime) t.fail("it does more than run, and runs longer than its dl-runtime");
    auto const n = loops(t, j.period, std::max(p.until - j.arrives, ticks{0}));
    if (static_cast<ticks>(most_jobs - p.jobs.size()) < n) t.fail("more than a million jobs");
    for (ticks i = 0; i < n; ++i, j.arrives += j.period) {
      j.deadline = j.arrives + j.allowance;
      p.jobs.push_back(j);
    }
  }
  void add(place const& t, job j) {
    ticks lasts = 0;
    for (auto const& s : j.steps) lasts += s.what == doing::timer ? 0 : s.length;
    j.rounds = loops(t, lasts, p.until);
    j.length = service_of(j.steps) * j.rounds;
    p.jobs.push_back(j);
  }

  void thread(place const& t, std::string const& name) {
    if (!t.value.is_object()) t.fail("an object is wanted");
    ticks instances = 1;
    job j{.name = name.substr(0, 30)};
    t.maybe("instance", instances, 0, 10'000);
    t.maybe("delay", j.arrives, 0, most_ticks);
    share(t, j);
    j.steps = steps_of(t, {name, instances > 1});
    for (ticks i = 0; i < instances; ++i) {
      if (instances > 1) j.name = fmt::format("{}-{}", name.substr(0, 30), i);
      if (policy_of(t) == "SCHED_DEADLINE")
        add_periodic(t, j);
      else
        add(t, j);
    }
  }
};

}  // namespace

bool is_rt_app(json const& parsed) {
  return parsed.is_object() && parsed.contains("tasks") && parsed["tasks"].is_object();
}

plan read_rt_app(place const& all) {
  only(all, {"tasks", "global", "resources"});
  reader r;
  r.p.file = all.in.file;
  r.p.at = all.in.where(all.value);
  if (all.has("global")) r.global(all["global"]);
  std::set<std::string> names;
  for (auto const& [name, t] : others(all["tasks"], {})) {
    if (!names.insert(name).second) t.fail("it is given twice");
    if (name.empty() || name != place::printable(name)) t.fail("a name has at most 40 characters");
    r.thread(t, name);
  }
  if (r.p.jobs.empty()) all["tasks"].fail("a thread is wanted");
  return std::move(r.p);
}

}  // namespace kont::lab
