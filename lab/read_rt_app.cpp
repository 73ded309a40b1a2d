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

/// `run` of `run12`: keys are numbered where one would be given twice.
std::string event_of(std::string name) {
  while (!name.empty() && name.back() >= '0' && name.back() <= '9') name.pop_back();
  return name;
}

struct reader {
  plan p{};
  std::string policy = "SCHED_OTHER";
  std::map<std::string, std::string> timers{};  // whose a timer is

  void global(place const& g) {
    static std::set<std::string> const passed_over{
        "calibration", "pi_enabled", "lock_pages", "logdir",          "log_basename",    "log_size",
        "ftrace",      "gnuplot",    "io_device",  "mem_buffer_size", "cumulative_slack"};
    for (auto const& [key, value] : g.value.items()) {
      if (passed_over.contains(key)) continue;
      if (key == "default_policy")
        policy = g[key].said();
      else if (key != "duration")
        g.fail(fmt::format("'{}' is not read", place::printable(key)), value);
      else if (auto const s = g[key].whole(-1, most_ticks / second); s > 0)
        p.until = s * second;
    }
  }

  step timer(place const& e, std::string const& thread, bool many) {
    e.is_object({"ref", "period", "mode"});
    auto const ref = e.need("ref").said();
    auto const own = ref.starts_with("unique");
    if (e.has("mode") && e["mode"].said() != "relative") e.fail("only the mode 'relative' is read");
    if (!own && many) e.fail("a timer that threads share is not read");
    auto const key = own ? thread + '/' + ref : ref;
    if (timers.emplace(key, thread).first->second != thread)
      e.fail("a timer that threads share is not read");
    auto const its = std::ranges::count(timers, thread, [](auto const& t) { return t.second; });
    if (its > 1) e.fail("a second timer of a thread is not read");
    return {doing::timer, e.need("period").whole(1, most_ticks)};
  }

  step event(place const& e, std::string const& name, std::string const& thread, bool many) {
    if (name == "run" || name == "runtime") return {doing::run, e.whole(1, most_ticks)};
    if (name == "sleep") return {doing::pause, e.whole(1, most_ticks)};
    if (name == "yield") return {doing::pause, 0};
    if (name == "timer") return timer(e, thread, many);
    if (name != "lock" && name != "unlock") e.fail("this event is not read");
    if (p.locks.size() == most_names) e.fail("there are 60000 locks already");
    return {name == "lock" ? doing::lock : doing::unlock, 0, number_of(e.text(), p.locks)};
  }

  /// The events of a phase, in their order.
  std::vector<step> phase(place const& f, std::set<std::string> const& not_events,
                          std::string const& thread, bool many) {
    std::vector<step> steps;
    std::set<std::string> seen;
    for (auto const& [key, value] : f.value.items()) {
      place const its{value, f.in};
      if (!not_events.contains(key))
        steps.push_back(event(its, event_of(key), thread, many));
      else if (!seen.insert(key).second)
        its.fail("it is given twice");
    }
    return steps;
  }

  std::vector<step> phases(place const& all, std::string const& thread, bool many) {
    if (!all.value.is_object()) all.fail("an object is wanted");
    std::vector<step> steps;
    for (auto const& its : all.value) {
      place const f{its, all.in};
      if (!f.value.is_object()) f.fail("an object is wanted");
      ticks loop = 1;
      f.maybe("loop", loop, 1, static_cast<ticks>(most_in_a_loop));
      auto const once = phase(f, {"loop"}, thread, many);
      if (steps.size() + once.size() * static_cast<std::size_t>(loop) > most_in_a_loop)
        f.fail("the phases have more than 100000 events");
      for (; loop > 0; --loop) steps.insert(steps.end(), once.begin(), once.end());
    }
    return steps;
  }

  void share(place const& t, job& j) const {
    auto const its = t.has("policy") ? t["policy"].said() : policy;
    auto const real_time = its == "SCHED_FIFO" || its == "SCHED_RR";
    ticks number = real_time ? 10 : 0;
    t.maybe("priority", number, real_time ? 1 : -20, real_time ? 99 : 19);
    if (real_time)
      j.priority = static_cast<std::int32_t>(-number);
    else if (its == "SCHED_OTHER")
      j.weight = std::llround(1024 * std::pow(1.25, -static_cast<double>(number)));
    else if (its == "SCHED_IDLE")
      j.priority = 1, j.weight = 3;
    else
      t.fail(fmt::format("the policy '{}' is not read", place::printable(its)));
  }

  /// How often its loop is run: as often as the time allows, if it is for ever.
  void repeat(place const& t, job& j) const {
    ticks loop = -1, lasts = 0;
    t.maybe("loop", loop, -1, static_cast<ticks>(most_steps));
    if (loop == 0) t["loop"].fail("a loop is run once at least, or -1: for ever");
    for (auto const& s : j.steps) lasts += s.what == doing::timer ? 0 : s.length;
    if (loop < 0 && p.until == for_ever)
      t.fail("it loops for ever: a 'loop', or a 'duration' in 'global', is wanted");
    j.rounds = loop > 0 ? loop : p.until / lasts + 1;
    if (lasts > most_ticks / j.rounds) t.fail("its loops take more than 10^12 microseconds");
    j.length = service_of(j.steps) * j.rounds;
  }

  void thread(place const& t, std::string const& name) {
    static std::set<std::string> const its_own{"instance", "delay",  "loop",
                                               "phases",   "policy", "priority"};
    if (!t.value.is_object()) t.fail("an object is wanted");
    ticks instances = 1;
    job j{.name = name.substr(0, 30)};
    t.maybe("instance", instances, 0, 10'000);
    t.maybe("delay", j.arrives, 0, most_ticks);
    share(t, j);
    auto const many = instances > 1;
    if (t.has("phases")) {
      for (auto const& [key, value] : t.value.items())
        if (!its_own.contains(key)) place{value, t.in}.fail("beside 'phases' this is not read");
      j.steps = phases(t["phases"], name, many);
    } else {
      j.steps = phase(t, its_own, name, many);
    }
    if (auto const fault = fault_in(j.steps)) t.fail(fault->second);
    repeat(t, j);
    for (ticks i = 0; i < instances; ++i) {
      if (many) j.name = fmt::format("{}-{}", name.substr(0, 30), i);
      p.jobs.push_back(j);
    }
  }
};

}  // namespace

bool is_rt_app(json const& parsed) {
  return parsed.is_object() && parsed.contains("tasks") && parsed["tasks"].is_object();
}

plan read_rt_app(place const& all) {
  all.is_object({"tasks", "global", "resources"});
  reader r;
  r.p.file = all.in.file;
  r.p.at = all.in.where(all.value);
  if (all.has("global")) r.global(all["global"]);
  for (auto const& [name, its] : all["tasks"].value.items()) {
    place const t{its, all.in};
    if (name.empty() || name != place::printable(name)) t.fail("a name has at most 40 characters");
    r.thread(t, name);
  }
  if (r.p.jobs.empty()) all["tasks"].fail("a thread is wanted");
  return std::move(r.p);
}

}  // namespace kont::lab
