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

#include "lib/stacks/stack.hpp"
#include "papers/ladder/audit.hpp"
#include "papers/ladder/budget.hpp"
#include "papers/ladder/contender.hpp"
#include "papers/ladder/one_row.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

constexpr std::uint64_t large = 100'000;  // alive; above it set-up takes seconds and gigabytes
constexpr std::uint64_t many = 10'000;    // alive; above it that can be so on a slow machine
constexpr double grace = 0.5;             // of all time, for who is not large
constexpr unsigned fewest_rounds = 5;     // below it an interval says nothing
constexpr double set_up_and_down = 3;     // times what it takes to set up alone
constexpr double spare = 1 << 30;         // bytes of memory to leave to the system
constexpr double overruns = 0.02;         // of all time, by groups that take longer to tear down
constexpr double of_the_small = 0.25;     // of it: or where pages come slowly, they would have none

/// The rows of one rung with one n, or of all n where they are fitted along n: a range of
/// report::rows.
struct group {
  std::span<measured> rows;
  row const& first() const { return rows.front().what; }
  bool large_n() const { return first().n > large; }
  bool timed() const { return first().timed; }
};

std::vector<measured> in_order(rows all) {
  std::multimap<std::pair<std::size_t, std::uint64_t>, row> sorted;  // equal keys keep their order
  for (auto& r : all) sorted.emplace(std::pair(place(r.rung), r.n), std::move(r));
  std::vector<measured> out;
  for (auto& [where, r] : sorted) {
    auto& m = out.emplace_back();
    m.note = r.note;
    if (r.timed && r.by_wall_clock) m.note += m.note.empty() ? "wall clock" : "; wall clock";
    m.what = std::move(r);
  }
  return out;
}

/// Those that take seconds to set up last, the largest of all at the end; memory before time.
std::vector<group> in_turn(std::vector<measured>& rows) {
  std::vector<group> groups;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const begins =
        i == 0 || rows[i].what.rung != rows[i - 1].what.rung ||
        (rows[i].what.n != rows[i - 1].what.n && !find_rung(rows[i].what.rung).along_n);
    if (begins) groups.push_back({{&rows[i], 0}});
    groups.back().rows = {groups.back().rows.data(), groups.back().rows.size() + 1};
  }
  std::ranges::sort(groups, {}, [](group const& g) {
    return std::tuple(g.large_n() ? g.first().n : 0, g.timed(), g.rows.data());
  });
  return groups;
}

/// The groups that get an A/A pair, besides the first that is timed: three kinds of work.
bool wants_twice(group const& g) {
  auto const& r = g.first();
  return r.rung == "switch" || r.rung == "generator.element" ||
         (r.rung == "microthread.yield" && r.n == 2);
}

/// What was alive leaves nothing behind for the next.
void give_memory_back() {
  stacks::trim();
  ::malloc_trim(0);
}

bool is_peer(row const& r) { return r.system != "kont" && r.system != "baseline"; }

/// The default and the peers go first: what claims divide by one another is to be alive together.
bool goes_first(measured const* m) { return is_default_stack(m->what) || is_peer(m->what); }

/// Whom to enter twice: the default, or else the first of ours, or nobody. Never a peer: two of its
/// rows may not be able to live in one thread, where Boost.Fiber, say, has one scheduler.
std::vector<measured*>::iterator for_both(std::vector<measured*>& entries) {
  auto const found = std::ranges::find_if(entries, is_default_stack, &measured::what);
  if (found != entries.end()) return found;
  return std::ranges::find_if_not(entries, is_peer, &measured::what);
}

class runner {
  plan const& how_;
  progress const& tell_;
  report out_;
  costs known_;
  std::mt19937_64 dice_;
  double const end_;
  double owed_ = 0;  // seconds, to take down those who are alive

  double now() const { return static_cast<double>(how_.here.wall_ns()) * 1e-9; }
  double free_bytes() const { return static_cast<double>(how_.here.free_bytes()); }

  double set_up(std::span<measured* const> some) const {
    return std::accumulate(some.begin(), some.end(), 0.0, [&](double sum, measured const* m) {
      return sum + known_.of(m->what).seconds;
    });
  }
  /// Seconds that each of the small rows is timed for.
  double least() const {
    return of_the_small * how_.seconds / static_cast<double>(out_.rows.size());
  }
  /// Of the budget. A plan without large groups keeps no time for them.
  need need_of(group const& g) const {
    if (g.large_n() && !how_.large_groups) return {};
    need out{.rows = g.timed() ? g.rows.size() : 0};
    // one bad median of a line spoils it; and on several processors there is noise of each
    auto const many_rounds = find_rung(g.first().rung).along_n ||
                             std::ranges::any_of(g.rows, &row::by_wall_clock, &measured::what);
    if (many_rounds) out.rows *= 3;
    if (!g.large_n()) out.seconds = least() * static_cast<double>(out.rows);
    for (auto const& m : g.rows) out.seconds += known_.of(m.what).seconds;
    return out;
  }

  /// The seconds for the first of the groups that are left.
  double share(std::span<group const> groups) const {
    std::vector<need> needs;
    for (auto const& g : groups) needs.push_back(need_of(g));
    return share_of_first(needs, end_ - now() - overruns * how_.seconds);
  }

  /// Bytes that are to be free before it enters. Up to half as much again may be touched when its
  /// many end, whatever entered later being gone by then; and something is left to the system.
  double room_for(row const& r) const { return 1.5 * known_.of(r).bytes + spare; }

  void skip(measured const& m, std::string_view why) {
    bool const listed = &m >= out_.rows.data() && &m < out_.rows.data() + out_.rows.size();
    if (listed)  // else it would have been there twice
      out_.absent.push_back({m.what.system, fmt::format("{}: {}", key(m.what), why)});
  }

  /// Many alive only: whether there is time and memory for it, by what a smaller n has taught, or
  /// by a guess. (Of memory that would be too dear: of some, one alive takes 24 bytes.)
  std::string does_not_fit(row const& r) const {
    if (r.n <= many) return "";
    auto const end = r.n > large ? end_ : end_ + grace * how_.seconds;
    auto const seconds = known_.of(r).seconds, left = std::max(0.0, end - now() - owed_);
    if (seconds > left) return fmt::format("needs {:.0f} s, {:.0f} s are left", seconds, left);
    auto const bytes = room_for(r), free = free_bytes();
    if (known_.know(r) && bytes > free)
      return fmt::format("needs {}B, {}B are free", number(bytes), number(free));
    return "";
  }

  /// Makes one contender, audits it, and notes what that took. Empty: skipped or refused.
  std::optional<contender> enter(measured& m) {
    if (auto const why = does_not_fit(m.what); !why.empty()) return skip(m, why), std::nullopt;
    auto const start = now();
    auto const before = how_.here.held_bytes();
    try {
      contender c(m);
      auto const after = how_.here.held_bytes();
      auto const bytes = after > before ? static_cast<double>(after - before) : 0;
      auto const made = now() - start;
      c.audit();
      c.calibrate();
      known_.learn(m.what, {set_up_and_down * made + fewest_rounds * c.laps_seconds(), bytes});
      owed_ += (set_up_and_down - 1) * made;
      return c;
    } catch (std::exception const& e) {
      skip(m, e.what());
      return std::nullopt;
    }
  }

  void take_turns(std::vector<contender>& all, double deadline) {
    auto const start = now();
    deadline -= owed_;
    for (unsigned round = 0; round < how_.rounds; ++round) {
      if (how_.here.interrupted()) break;
      auto const one_more = round > 0 ? (now() - start) / round : 0;
      if (round >= fewest_rounds && now() + one_more > deadline) break;
      std::vector<std::size_t> order(all.size());
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::ranges::shuffle(order, dice_);
      for (auto const i : order) all[i].sample();
    }
    for (; !all.empty(); give_memory_back()) all.pop_back();  // the last first: see room_for
    owed_ = 0;
  }

  /// All rows of a group at once, or in batches when memory is short.
  void time_rows(std::span<measured*> entries, double deadline) {
    std::vector<contender> ready;
    for (; !entries.empty() && !how_.here.interrupted(); entries = entries.subspan(1)) {
      auto& m = *entries.front();
      if (!ready.empty() && room_for(m.what) > free_bytes())
        take_turns(ready, deadline - set_up(entries));
      if (auto c = enter(m)) ready.push_back(std::move(*c));
    }
    take_turns(ready, deadline);
  }

  void time_group(group const& g, bool entered_twice, double deadline) {
    std::vector<measured*> entries;
    for (auto& m : g.rows) entries.push_back(&m);
    std::ranges::stable_partition(entries, goes_first);
    auto const found = for_both(entries);
    if (!entered_twice || found == entries.end()) return time_rows(entries, deadline);
    measured& once = **found;
    measured again;
    again.what = once.what;
    entries.insert(found + 1, &again);
    time_rows(entries, deadline);
    if (again.samples.size() >= fewest_rounds && once.refused.empty() && again.refused.empty())
      out_.aa.push_back(
          {once.what, measure::ratio_of_medians(again.samples, once.samples, how_.seed)});
  }

  void weigh(measured& m) {
    if (how_.here.interrupted()) return;
    if (auto const why = does_not_fit(m.what); !why.empty()) return skip(m, why);
    auto const ops = find_rung(m.what.rung).audit_ops;
    auto const start = now();
    try {
      auto const [did, bytes, mappings] =
          how_.self.empty() ? run_once(m.what, ops) : run_once_apart(how_.self, m.what, ops);
      m.audit = did;
      m.refused = wrong_answer(m.what.rung, ops, did);
      if (bytes > 0) m.bytes_each = bytes, m.mappings = mappings;
      known_.learn(m.what, {now() - start, bytes * static_cast<double>(m.what.n)});
    } catch (std::exception const& e) {
      if (!how_.here.interrupted()) skip(m, e.what());  // else a process of its own was, too
    }
    give_memory_back();
  }

  // A row that never ran was skipped; of one that was interrupted early, there is no median.
  bool says_nothing(measured const& m) const {
    if (!m.refused.empty()) return false;
    return m.audit.ops == 0 ||
           (out_.interrupted && m.what.timed && m.samples.size() < fewest_rounds);
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
    for (std::size_t i = 0; i < groups.size() && !how_.here.interrupted(); ++i) {
      auto const& g = groups[i];
      if (tell_)
        tell_(fmt::format("{}/{} {} n={}", i + 1, groups.size(), g.first().rung, g.first().n));
      if (g.timed()) {
        time_group(g, wants_twice(g) || out_.aa.empty(),
                   now() + share(std::span(groups).subspan(i)));
      } else {
        for (auto& m : g.rows) weigh(m);
      }
      finish(g);
    }
    out_.interrupted = how_.here.interrupted();
    std::erase_if(out_.rows, [this](auto const& m) { return says_nothing(m); });
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
