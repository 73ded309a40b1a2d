// lab/report.cpp -- one list of figures; every table and file is made from it.
#include "lab/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "lab/events.hpp"
#include "lab/named.hpp"
#include "lib/measure/statistics.hpp"

namespace kont::lab {
namespace {

/// A figure: its name in files, and how it is read.
struct column {
  char const* name;
  double (*read)(figures const&);
};
template <auto Member> double whole(figures const& f) { return static_cast<double>(f.*Member); }
template <auto Spread, auto Member> double part(figures const& f) { return f.*Spread.*Member; }
/// The same of those only that have ended, or got the lock that they waited for.
template <auto Member> double whole_of_all(figures const& f) { return f.of_all(whole<Member>(f)); }
template <auto Spread, auto Member> double part_of_all(figures const& f) {
  return f.of_all(part<Spread, Member>(f));
}

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
    {"response_mean", part_of_all<&f::response, &s::mean>},
    {"response_p99", part_of_all<&f::response, &s::p99>},
    {"response_max", part_of_all<&f::response, &s::most>},
    {"turnaround_mean", part_of_all<&f::turnaround, &s::mean>},
    {"turnaround_p50", part_of_all<&f::turnaround, &s::p50>},
    {"turnaround_p99", part_of_all<&f::turnaround, &s::p99>},
    {"turnaround_p999", part_of_all<&f::turnaround, &s::p999>},
    {"turnaround_max", part_of_all<&f::turnaround, &s::most>},
    {"waiting_mean", part_of_all<&f::waiting, &s::mean>},
    {"waiting_p99", part_of_all<&f::waiting, &s::p99>},
    {"slowdown_mean", part_of_all<&f::slowdown, &s::mean>},
    {"slowdown_max", part_of_all<&f::slowdown, &s::most>},
    {"longest_wait", whole<&f::longest_wait>},
    {"blocked_max", whole_of_all<&f::blocked>},
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
    {"response", part_of_all<&f::response, &s::mean>, 2, 6,
     "from its coming to its first turn, mean"},
    {"turnaround", part_of_all<&f::turnaround, &s::mean>, 2, 0, "from its coming to its end, mean"},
    {"waiting", part_of_all<&f::waiting, &s::mean>, 2, 10, "ready, while others ran; mean"},
    {"slowdown", part_of_all<&f::slowdown, &s::mean>, 2, 9,
     "turnaround / (service + pauses), mean"},
    {"p99 turn.", part_of_all<&f::turnaround, &s::p99>, 1, 1,
     "turnaround that 99 of 100 have at most"},
    {"longest", whole<&f::longest_wait>, 0, 11, "the longest wait, ready, at a stretch"},
    {"blocked", whole_of_all<&f::blocked>, 0, 3, "the longest wait for a lock"},
    {"p50 wake", part<&f::wakeup, &s::p50>, 1, 13, "from a wake-up to the turn, the median"},
    {"p99 wake", part<&f::wakeup, &s::p99>, 1, 4, "the same, that 99 of 100 have at most"},
    {"p99.9 wake", part<&f::wakeup, &s::p999>, 1, 5, "the same, of 999 of 1000"},
    {"switches", whole<&f::switches>, 0, 8, "turns of another one than before"},
    {"missed", whole<&f::missed>, 1, 2, "deadlines missed"},
    {"tardiness", whole<&f::tardiness>, 0, 12, "the worst of them, by how much"},
    {"fairness", whole<&f::fairness>, 3, 7, "Jain's index of service by weight; 1: equal", true},
    {"lag", whole<&f::lag>, 2, 14, "the most that one was off its ideal share"},
};
constexpr std::size_t in_100_columns = 6;
constexpr std::size_t widest_name = 32;

double mean_of(std::span<trial const> some, double (*read)(figures const&)) {
  double sum = 0;
  for (auto const& t : some) sum += read(t.of);
  return sum / static_cast<double>(some.size());
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
  return text;
}

}  // namespace

std::string list_of_policies() {
  return list_of(contenders()) +
         fmt::format("{:<19} {}\n", "replay:FILE", "the turns of a run, of which it is --events");
}
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
  if (std::isnan(simulated) || std::isnan(real)) return "";
  return simulated == 0 ? "" : fmt::format("{:+.1f} %", 100 * (real / simulated - 1));
}

/// Those of the list that are shown: where not all are, the first by rank that are not all 0.
std::vector<shown> columns_of(std::vector<trial> const& trials, bool wide) {
  std::vector<shown> all(std::begin(on_terminal), std::end(on_terminal));
  if (wide) return all;
  std::erase_if(all, [&](shown const& c) {
    return std::ranges::all_of(trials, [&](trial const& t) { return c.read(t.of) == 0; });
  });
  std::vector<int> ranks;
  for (auto const& c : all) ranks.push_back(c.rank);
  std::ranges::sort(ranks);
  if (ranks.size() > in_100_columns)
    std::erase_if(all, [&](shown const& c) { return c.rank >= ranks[in_100_columns]; });
  return all;
}

std::string row_of(std::span<trial const> some, std::size_t width, std::span<shown const> which) {
  auto const name = brief(some.front().policy) + (some.front().real ? " *" : "");
  auto text = fmt::format("{:<{}}", name, width);
  if (name.size() > width) text += fmt::format("\n{:{}}", "", width);
  for (auto const& c : which) text += ' ' + fitted(mean_of(some, c.read), c.digits, 10);
  return text + '\n';
}

/// Where seeds differ: a line for each policy.
std::string intervals_of(std::vector<std::span<trial const>> const& groups) {
  std::string text;
  for (auto const& g : groups) {
    std::vector<double> all;
    for (auto const& t : g) all.push_back(part_of_all<&f::turnaround, &s::mean>(t.of));
    auto const its = measure::mean_of_normal(all);
    if (!(its.ci95.low < its.ci95.high)) continue;  // one seed, all alike, or unknown
    text += fmt::format("{}{}: turnaround {:.2f} ± {:.2f}\n", brief(g.front().policy),
                        g.front().real ? " *" : "", its.value, its.ci95.high - its.value);
  }
  return text.empty() ? text
                      : "\nMean turnarounds, with their 95 % intervals (Student's t):\n" + text;
}

bool are_both(std::span<trial const> a, std::span<trial const> b) {
  return a.front().policy == b.front().policy && !a.front().real && b.front().real;
}

}  // namespace

std::string about_the_real(std::vector<trial> const& trials) {
  double count = 0, stolen = 0, decision = 0;
  for (auto const& t : trials) {
    if (!t.real) continue;
    ++count;
    stolen += t.of.stolen;
    decision += t.of.decision_ns;
  }
  if (count == 0) return "";
  return fmt::format(
      "* on real microthreads: {:.0f} ns a decision; the system ran something else in {:.1f} % of "
      "the turns\n",
      decision / count, 100 * stolen / count);
}

std::string in_digits(double value, int digits) {
  return std::isnan(value) ? dash : fmt::format("{:.{}f}", value, digits);
}

std::string explained(std::string table) {
  return table.find(dash) == table.npos ? table : table + about_dashes;
}

std::string fitted(double value, int digits, std::size_t room) {
  if (std::isnan(value)) return fmt::format("{:>{}}", in_digits(value, digits), room);
  auto text = in_digits(value, digits);
  if (text.size() > room) text = fmt::format("{:.0f}", value);
  if (text.size() > room) text = fmt::format("{:.3g}", value);
  return fmt::format("{:>{}}", text, room);
}

std::string brief(std::string const& policy) {
  auto const colon = policy.find(':');
  auto const& all = contenders();
  auto const its = std::ranges::find(all, policy.substr(0, colon), &contender::name);
  if (its == all.end() || colon == policy.npos) return policy;
  auto text = policy.substr(0, colon);
  std::istringstream settings(policy.substr(colon + 1));
  for (std::string one; std::getline(settings, one, ',');) {
    auto const by_itself = std::ranges::any_of(its->settings, [&](setting const& s) {
      return one == fmt::format("{}={}", s.name, s.standard);
    });
    if (!by_itself) text += (text.find(':') == text.npos ? ':' : ',') + one;
  }
  return text;
}

std::string columns_in_words() {
  std::string text = "Columns, in ticks where they are times:\n";
  for (auto const& c : on_terminal) text += fmt::format("  {:<11} {}\n", c.title, c.says);
  return text +
         "Shown are the six that matter most of those that are not 0 in every row; --wide: all.\n";
}

std::string table_of_policies(std::vector<trial> const& trials, bool wide) {
  auto const which = columns_of(trials, wide);
  std::size_t width = 6;
  for (auto const& t : trials) width = std::max(width, brief(t.policy).size() + 2 * t.real);
  if (!wide) width = std::min(width, widest_name);
  auto text = fmt::format("{:<{}}", "policy", width);
  for (auto const& c : which) text += fmt::format(" {:>10}", c.title);
  text += '\n';
  auto const groups = by_policy(trials);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    text += row_of(groups[i], width, which);
    if (i == 0 || !are_both(groups[i - 1], groups[i])) continue;
    text += fmt::format("{:>{}}", "gap", width);
    for (auto const& c : which)
      text += fmt::format(" {:>10}", gap(mean_of(groups[i - 1], c), mean_of(groups[i], c)));
    text += '\n';
  }
  return explained(std::move(text)) + intervals_of(groups) + about_the_real(trials);
}

std::string table_of_gaps(std::vector<trial> const& trials) {
  auto const groups = by_policy(trials);
  if (groups.size() != 2 || !are_both(groups[0], groups[1])) return {};
  auto text = fmt::format("{:<20} {:>14} {:>14} {:>10}\n", "in ticks", "simulated", "real", "gap");
  for (auto const& c : columns) {
    auto const a = mean_of(groups[0], c.read), b = mean_of(groups[1], c.read);
    text +=
        fmt::format("{:<20} {} {} {:>10}\n", c.name, fitted(a, 3, 14), fitted(b, 3, 14), gap(a, b));
  }
  return text;
}

std::string field(double value) { return std::isnan(value) ? "" : fmt::format("{}", value); }

std::string csv_of(std::vector<trial> const& trials) {
  std::string text = "policy,seed,engine";
  for (auto const& c : columns) text += fmt::format(",{}", c.name);
  text += '\n';
  for (auto const& t : trials) {
    text += fmt::format("{},{},{}", csv_field(t.policy), t.seed, engine_of(t));
    for (auto const& c : columns) text += ',' + field(c.read(t.of));
    text += '\n';
  }
  return text;
}

std::string json_of(std::vector<trial> const& trials, std::string const& workload) {
  auto list = nlohmann::ordered_json::array();
  for (auto const& t : trials) {
    nlohmann::ordered_json one{{"policy", t.policy}, {"seed", t.seed}, {"engine", engine_of(t)}};
    for (auto const& c : columns) one[c.name] = c.read(t.of);  // null, where there is no number
    list.push_back(std::move(one));
  }
  return nlohmann::ordered_json{{"schema", "kont-lab-1"}, {"workload", workload}, {"trials", list}}
             .dump(1) +
         '\n';
}

}  // namespace kont::lab
