// papers/ladder/runner.cpp -- group by group: make, audit, calibrate, take turns, tear down.
#include "papers/ladder/runner.hpp"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <random>
#include <stdexcept>
#include <tuple>

#include "lib/measure/cpu_clock.hpp"
#include "lib/measure/resident.hpp"
#include "papers/ladder/audit.hpp"
#include "papers/ladder/contender.hpp"
#include "papers/ladder/one_row.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

constexpr std::uint64_t large = 100'000;     // alive; above it set-up takes seconds and gigabytes
constexpr unsigned fewest_rounds = 5;        // below it an interval says nothing
constexpr std::uint64_t spare = 1ull << 30;  // memory to leave to the system

double now() { return static_cast<double>(measure::wall_ns()) * 1e-9; }

/// The rows of one rung with one n: a range of report::rows.
struct group {
  std::span<measured> rows;
  row const& first() const { return rows.front().what; }
  bool large_n() const { return first().n > large; }
  bool timed() const { return first().timed; }
};

/// What one alive costs to set up, learnt at a smaller n.
struct cost {
  double seconds = 0, bytes = 0;
};

std::string key_without_n(row const& r) {
  auto const k = key(r);
  return k.substr(0, k.rfind('/'));
}

std::vector<measured> in_order(rows all) {
  std::multimap<std::pair<std::size_t, std::uint64_t>, row> sorted;  // equal keys keep their order
  for (auto& r : all) sorted.emplace(std::pair(place(r.rung), r.n), std::move(r));
  std::vector<measured> out;
  for (auto& [where, r] : sorted) {
    auto& m = out.emplace_back();
    m.note = r.note;
    if (r.timed && wants_wall_clock(r)) m.note += m.note.empty() ? "wall clock" : "; wall clock";
    m.what = std::move(r);
  }
  return out;
}

/// Memory first, while this process has little; those that take seconds to set up last.
std::vector<group> in_turn(std::vector<measured>& rows) {
  std::vector<group> groups;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const begins = i == 0 || rows[i].what.rung != rows[i - 1].what.rung ||
                        rows[i].what.n != rows[i - 1].what.n;
    if (begins) groups.push_back({{&rows[i], 0}});
    groups.back().rows = {groups.back().rows.data(), groups.back().rows.size() + 1};
  }
  std::ranges::sort(
      groups, {}, [](group const& g) { return std::tuple(g.large_n(), g.timed(), g.rows.data()); });
  return groups;
}

/// The groups that get an A/A pair, besides the first that is timed: three kinds of work.
bool wants_twice(group const& g) {
  auto const& r = g.first();
  return r.rung == "switch" || r.rung == "generator.element" ||
         (r.rung == "microthread.yield" && r.n == 2);
}

class runner {
  plan const& how_;
  progress const& tell_;
  report out_;
  std::map<std::string, cost> learnt_;
  std::mt19937_64 dice_;
  double const end_;

  /// Its share of the budget: in rows, more for those whose set-up takes long.
  double weight(group const& g) const {
    if (!g.timed() || (g.large_n() && !how_.large_groups)) return 0;
    auto const each = 1.0 + 8e-6 * static_cast<double>(g.first().n);
    return each * static_cast<double>(g.rows.size());
  }

  void skip(row const& r, std::string_view why) {
    out_.absent.push_back({r.system, fmt::format("{}: {}", key(r), why)});
  }

  /// Large n only: what a smaller n has taught says whether there is time and memory for it.
  std::string does_not_fit(row const& r) {
    if (r.n <= large) return "";
    auto const known = learnt_[key_without_n(r)];
    auto const alive = static_cast<double>(r.n);
    auto const seconds = 2 * known.seconds * alive, left = end_ - now();
    if (seconds > left) return fmt::format("needs {:.0f} s, {:.0f} s are left", seconds, left);
    auto const bytes = known.bytes * alive;
    auto const free = static_cast<double>(measure::available_bytes());
    if (bytes > free) return fmt::format("needs {}B, {}B are free", number(bytes), number(free));
    return "";
  }

  void learn(row const& r, double seconds, double bytes) {
    auto const alive = static_cast<double>(r.n);
    learnt_[key_without_n(r)] = {seconds / alive, bytes / alive};
  }

  /// Makes one contender, audits it, and notes what that took. Empty: skipped or refused.
  std::optional<contender> enter(measured& m) {
    if (auto const why = does_not_fit(m.what); !why.empty()) return skip(m.what, why), std::nullopt;
    auto const start = now();
    auto const before = measure::resident_bytes();
    try {
      contender c(m);
      auto const after = measure::resident_bytes();
      learn(m.what, now() - start, after > before ? static_cast<double>(after - before) : 0);
      c.audit();
      c.calibrate();
      return c;
    } catch (std::exception const& e) {
      skip(m.what, e.what());
      return std::nullopt;
    }
  }

  void take_turns(std::vector<contender>& all, double deadline) {
    for (unsigned round = 0; round < how_.rounds; ++round) {
      if (round >= fewest_rounds && now() > deadline) break;
      std::vector<std::size_t> order(all.size());
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::ranges::shuffle(order, dice_);
      for (auto const i : order) all[i].sample();
    }
    all.clear();
    ::malloc_trim(0);  // what these leave behind is not to be there for the next
  }

  /// All rows of a group at once, or in batches when memory is short.
  void time_rows(std::vector<measured*> const& entries, double deadline) {
    std::vector<contender> ready;
    std::uint64_t largest = 0;
    for (auto* m : entries) {
      auto const before = measure::available_bytes();
      if (!ready.empty() && before < largest + spare) take_turns(ready, deadline);
      if (auto c = enter(*m)) ready.push_back(std::move(*c));
      auto const after = measure::available_bytes();
      largest = std::max(largest, before > after ? before - after : 0);
    }
    take_turns(ready, deadline);
  }

  void time_group(group const& g, bool entered_twice, double deadline) {
    std::vector<measured*> entries;
    for (auto& m : g.rows) entries.push_back(&m);
    auto found = std::ranges::find_if(entries, is_default_stack, &measured::what);
    if (found == entries.end()) found = entries.begin();
    measured& once = **found;
    measured again;
    again.what = once.what;
    if (entered_twice) entries.insert(found + 1, &again);
    time_rows(entries, deadline);
    if (!again.samples.empty() && once.refused.empty() && again.refused.empty())
      out_.aa.push_back(
          {once.what, measure::ratio_of_medians(again.samples, once.samples, how_.seed)});
  }

  void weigh(measured& m) {
    if (auto const why = does_not_fit(m.what); !why.empty()) return skip(m.what, why);
    auto const ops = find_rung(m.what.rung).audit_ops;
    auto const start = now();
    try {
      auto const [did, bytes] =
          how_.self.empty() ? run_once(m.what, ops) : run_once_apart(how_.self, m.what, ops);
      m.audit = did;
      m.refused = wrong_answer(m.what.rung, ops, did);
      if (bytes > 0) m.bytes_each = bytes;
      learn(m.what, (now() - start) / 2, bytes * static_cast<double>(m.what.n));
    } catch (std::exception const& e) { skip(m.what, e.what()); }
    ::malloc_trim(0);
  }

  void finish(group const& g) {
    refuse_unequal(g.rows);
    for (auto& m : g.rows) {
      if (!m.refused.empty()) m.bytes_each.reset(), m.samples.clear();
      if (!m.samples.empty()) m.ns = measure::summarise(m.samples, how_.seed);
    }
  }

 public:
  runner(rows all, plan const& how, progress const& tell)
      : how_(how), tell_(tell), dice_(how.seed), end_(now() + how.seconds) {
    out_.on = measure::this_machine();
    out_.rows = in_order(std::move(all));
  }

  report run() {
    auto groups = in_turn(out_.rows);
    auto left = std::accumulate(groups.begin(), groups.end(), 0.0,
                                [&](double sum, group const& g) { return sum + weight(g); });
    for (std::size_t i = 0; i < groups.size(); ++i) {
      auto const& g = groups[i];
      if (tell_)
        tell_(fmt::format("{}/{} {} n={}", i + 1, groups.size(), g.first().rung, g.first().n));
      auto const share = left > 0 ? weight(g) / left : 1;
      left -= weight(g);
      if (g.timed()) {
        time_group(g, wants_twice(g) || out_.aa.empty(), now() + (end_ - now()) * share);
      } else {
        for (auto& m : g.rows) weigh(m);
      }
      finish(g);
    }
    // A row that never ran was skipped.
    std::erase_if(out_.rows, [](auto const& m) { return m.audit.ops == 0 && m.refused.empty(); });
    return std::move(out_);
  }
};

}  // namespace

plan quick_plan() { return {.seconds = 18, .rounds = 101, .large_groups = false, .self = {}}; }
plan full_plan() { return {.self = {}}; }

report measure_rows(rows all, plan const& how, progress const& tell) {
  auto out = runner(std::move(all), how, tell).run();
  compare_with_below(out);
  return out;
}

}  // namespace kont::ladder
