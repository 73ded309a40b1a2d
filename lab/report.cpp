// lab/report.cpp -- one list of figures; every table and file is made from it.
#include "lab/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "lab/named.hpp"
#include "lib/trace/export.hpp"

namespace kont::lab {
namespace {

/// A figure: its name in files, and how it is read.
struct column {
  char const* name;
  double (*read)(figures const&);
};
template <auto Member> double whole(figures const& f) { return static_cast<double>(f.*Member); }
template <auto Spread, auto Member> double part(figures const& f) { return f.*Spread.*Member; }

using f = figures;
using s = spread;
constexpr column columns[] = {
    {"jobs", whole<&f::jobs>},
    {"ended", whole<&f::ended>},
    {"length", whole<&f::length>},
    {"busy", whole<&f::busy>},
    {"throughput_per_1000", whole<&f::throughput>},
    {"turns", whole<&f::turns>},
    {"switches", whole<&f::switches>},
    {"response_mean", part<&f::response, &s::mean>},
    {"response_p99", part<&f::response, &s::p99>},
    {"response_max", part<&f::response, &s::most>},
    {"turnaround_mean", part<&f::turnaround, &s::mean>},
    {"turnaround_p50", part<&f::turnaround, &s::p50>},
    {"turnaround_p99", part<&f::turnaround, &s::p99>},
    {"turnaround_p999", part<&f::turnaround, &s::p999>},
    {"turnaround_max", part<&f::turnaround, &s::most>},
    {"waiting_mean", part<&f::waiting, &s::mean>},
    {"waiting_p99", part<&f::waiting, &s::p99>},
    {"slowdown_mean", part<&f::slowdown, &s::mean>},
    {"slowdown_max", part<&f::slowdown, &s::most>},
    {"longest_wait", whole<&f::longest_wait>},
    {"blocked_max", whole<&f::blocked>},
    {"wakeup_p50", part<&f::wakeup, &s::p50>},
    {"wakeup_p99", part<&f::wakeup, &s::p99>},
    {"wakeup_p999", part<&f::wakeup, &s::p999>},
    {"wakeup_max", part<&f::wakeup, &s::most>},
    {"queue_mean", whole<&f::queue_mean>},
    {"queue_max", whole<&f::queue_most>},
    {"missed", whole<&f::missed>},
    {"tardiness", whole<&f::tardiness>},
    {"fairness", whole<&f::fairness>},
    {"lag_max", whole<&f::lag>},
    {"decision_ns", whole<&f::decision_ns>},
    {"stolen", whole<&f::stolen>},
};

/// What the terminal shows.
constexpr shown on_terminal[] = {
    {"response", part<&f::response, &s::mean>, 2},
    {"turnaround", part<&f::turnaround, &s::mean>, 2},
    {"waiting", part<&f::waiting, &s::mean>, 2},
    {"slowdown", part<&f::slowdown, &s::mean>, 2},
    {"p99 turn.", part<&f::turnaround, &s::p99>, 1},
    {"longest wait", whole<&f::longest_wait>, 0},
    {"p99 wakeup", part<&f::wakeup, &s::p99>, 1},
    {"switches", whole<&f::switches>, 0},
    {"missed", whole<&f::missed>, 1},
    {"tardiness", whole<&f::tardiness>, 0},
    {"fairness", whole<&f::fairness>, 3, true},
    {"lag", whole<&f::lag>, 2},
};

double mean_of(std::span<trial const> some, double (*read)(figures const&)) {
  double sum = 0;
  for (auto const& t : some) sum += read(t.of);
  return sum / static_cast<double>(some.size());
}

/// Half of the 95 % interval of a mean, by the normal law; 0 for one trial.
double half_interval(std::span<trial const> some, double (*read)(figures const&)) {
  auto const n = static_cast<double>(some.size());
  if (some.size() < 2) return 0;
  auto const mean = mean_of(some, read);
  double squares = 0;
  for (auto const& t : some) squares += (read(t.of) - mean) * (read(t.of) - mean);
  return 1.96 * std::sqrt(squares / (n - 1) / n);
}

char const* engine_of(trial const& t) { return t.real ? "real" : "simulated"; }

std::string or_none(ticks t) { return t < 0 ? "-" : std::to_string(t); }

}  // namespace

std::string source_of(contender const& c) {
  return c.source.empty() ? "" : fmt::format(" ({})", c.source);
}

namespace {

template <class List> std::string list_of(List const& all) {
  std::string text;
  for (auto const& c : all) {
    text += fmt::format("{:<19} {}{}\n", c.name, c.says,
                        c.source.empty() ? "" : fmt::format(" ({})", c.source));
    for (auto const& one : c.settings)
      text += fmt::format("{:<19}   {}={}  {}\n", "", one.name, one.standard, one.says);
  }
  text += fmt::format("{:<19} {}\n", "replay:FILE", "the turns of a run, of which it is --events");
  return text;
}

}  // namespace

std::string list_of_policies() { return list_of(contenders()); }
std::string list_of_workloads() { return list_of(named_workloads()); }

std::string table_of_jobs(workload const& work, history const& log, std::size_t rows) {
  auto const all = outcomes(work, log);
  auto text = fmt::format("{:<14} {:>9} {:>9} {:>9} {:>9} {:>10} {:>9} {:>6}\n", "job", "comes",
                          "length", "ends", "response", "turnaround", "waiting", "late");
  for (std::size_t i = 0; i < std::min(rows, all.size()); ++i) {
    auto const& o = all[i];
    auto const& j = work.jobs[i];
    auto const late = j.deadline != for_ever && o.ends > j.deadline ? o.ends - j.deadline : 0;
    text += fmt::format("{:<14} {:>9} {:>9} {:>9} {:>9} {:>10} {:>9} {:>6}\n", j.name, j.arrives,
                        j.length, or_none(o.ends), or_none(o.first_runs < 0 ? -1 : o.response()),
                        or_none(o.ends < 0 ? -1 : o.turnaround()), o.waited,
                        late == 0 ? "" : std::to_string(late));
  }
  if (all.size() > rows) text += fmt::format("(and {} more)\n", all.size() - rows);
  return text;
}

std::span<shown const> shown_figures() { return on_terminal; }
double mean_of(std::span<trial const> some, shown const& what) { return mean_of(some, what.read); }

std::vector<std::span<trial const>> by_policy(std::vector<trial> const& trials) {
  std::vector<std::span<trial const>> all;
  for (auto from = trials.begin(); from != trials.end();) {
    auto const to = std::find_if(from, trials.end(), [&](trial const& t) {
      return t.policy != from->policy || t.real != from->real;
    });
    all.emplace_back(from, to);
    from = to;
  }
  return all;
}

namespace {

/// By how much the second is more; nothing where that cannot be said.
std::string gap(double simulated, double real) {
  return simulated == 0 ? "" : fmt::format("{:+.1f} %", 100 * (real / simulated - 1));
}

std::string row_of(std::span<trial const> some, std::size_t widest) {
  auto text = fmt::format("{:<{}}{}", some.front().policy, widest, some.front().real ? " *" : "  ");
  for (auto const& c : on_terminal)
    text += fmt::format(" {:>12.{}f}", mean_of(some, c.read), c.digits);
  if (auto const half = half_interval(some, part<&f::turnaround, &s::mean>); half > 0)
    text += fmt::format("  turnaround ± {:.2f}", half);
  return text + '\n';
}

bool are_both(std::span<trial const> a, std::span<trial const> b) {
  return a.front().policy == b.front().policy && !a.front().real && b.front().real;
}

}  // namespace

std::string about_the_real(std::vector<trial> const& trials) {
  double count = 0, stolen = 0, decision = 0;
  for (auto const& t : trials) {
    count += t.real;
    stolen += t.of.stolen;
    decision += t.of.decision_ns;
  }
  if (count == 0) return "";
  return fmt::format(
      "* on real microthreads: {:.0f} ns a decision; the system ran something else in {:.1f} % of "
      "the turns\n",
      decision / count, 100 * stolen / count);
}

std::string table_of_policies(std::vector<trial> const& trials) {
  std::size_t widest = 6;
  for (auto const& t : trials) widest = std::max(widest, t.policy.size());
  auto text = fmt::format("{:<{}}", "policy", widest + 2);
  for (auto const& c : on_terminal) text += fmt::format(" {:>12}", c.title);
  text += '\n';
  auto const groups = by_policy(trials);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    text += row_of(groups[i], widest);
    if (i == 0 || !are_both(groups[i - 1], groups[i])) continue;
    text += fmt::format("{:>{}}", "gap", widest + 2);
    for (auto const& c : on_terminal)
      text += fmt::format(" {:>12}", gap(mean_of(groups[i - 1], c), mean_of(groups[i], c)));
    text += '\n';
  }
  return text + about_the_real(trials);
}

std::string table_of_gaps(std::vector<trial> const& trials) {
  auto const groups = by_policy(trials);
  if (groups.size() != 2 || !are_both(groups[0], groups[1])) return {};
  auto text = fmt::format("{:<20} {:>14} {:>14} {:>10}\n", "in ticks", "simulated", "real", "gap");
  for (auto const& c : columns) {
    auto const a = mean_of(groups[0], c.read), b = mean_of(groups[1], c.read);
    text += fmt::format("{:<20} {:>14.3f} {:>14.3f} {:>10}\n", c.name, a, b, gap(a, b));
  }
  return text;
}

std::string csv_of(std::vector<trial> const& trials) {
  std::string text = "policy,seed,engine";
  for (auto const& c : columns) text += fmt::format(",{}", c.name);
  text += '\n';
  for (auto const& t : trials) {
    text += fmt::format("\"{}\",{},{}", t.policy, t.seed, engine_of(t));
    for (auto const& c : columns) text += fmt::format(",{}", c.read(t.of));
    text += '\n';
  }
  return text;
}

std::string json_of(std::vector<trial> const& trials, std::string const& workload) {
  auto list = nlohmann::ordered_json::array();
  for (auto const& t : trials) {
    nlohmann::ordered_json one{{"policy", t.policy}, {"seed", t.seed}, {"engine", engine_of(t)}};
    for (auto const& c : columns) one[c.name] = c.read(t.of);
    list.push_back(std::move(one));
  }
  return nlohmann::ordered_json{{"schema", "kont-lab-1"}, {"workload", workload}, {"trials", list}}
             .dump(1) +
         '\n';
}

std::string chrome_of(history const& log) {
  std::vector<trace::event> events;
  for (auto const& e : log) {
    using enum happening;
    if (is_an_act(e.what)) continue;
    auto const what = e.what == runs                       ? trace::kind::begin
                      : e.what == comes || e.what == wakes ? trace::kind::wake
                                                           : trace::kind::end;
    events.push_back({e.at * 1'000, what, e.job, e.job});  // its times are nanoseconds
  }
  std::ostringstream out;
  trace::write_chrome(out, events);
  return out.str();
}

}  // namespace kont::lab
