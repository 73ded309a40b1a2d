// papers/frame/measure.cpp -- rows of many groups in one rotation; then what is not timed so.
#include "papers/frame/measure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <regex>
#include <set>

#include "lab/account.hpp"
#include "lab/chart.hpp"
#include "lab/contender.hpp"
#include "lib/usage_error.hpp"
#include "papers/effects/effects.hpp"
#include "papers/frame/tables.hpp"
#include "papers/koppel_2018/routes.hpp"
#include "papers/ladder/all_rows.hpp"
#include "papers/ladder/audit.hpp"
#include "papers/ladder/contender.hpp"
#include "papers/ladder/one_row.hpp"
#include "papers/ladder/rungs.hpp"
#include "papers/stackless/rows.hpp"

namespace kont::papers {
namespace {

constexpr unsigned fewest_rounds = 15;
constexpr auto only_full = "only a full run measures it: the same without --quick";

/// Whether one of the selectors is found in a row's key.
auto among(std::vector<std::string> const& selectors) {
  std::vector<std::regex> patterns;
  for (auto const& text : selectors) patterns.emplace_back(text, std::regex::ECMAScript);
  return [patterns](ladder::row const& r) {
    return std::ranges::any_of(
        patterns, [&](auto const& each) { return std::regex_search(ladder::key(r), each); });
  };
}

std::string rung_of(point const& p) { return p.key.substr(0, p.key.find('/')); }

/// The rows of a table, alive together.
class rotation {
  std::vector<ladder::measured> entries_;  // the first twice, the second time at the end
  std::vector<ladder::contender> ready_;
  result& into_;

  void absent(ladder::row const& r, std::string why) {
    into_.absent.push_back({ladder::key(r), std::move(why)});
  }

 public:
  rotation(std::vector<ladder::row> const& some, result& into) : into_(into) {
    for (auto const& r : some) entries_.emplace_back().what = r;
    if (!some.empty()) entries_.emplace_back().what = some.front();
    ready_.reserve(entries_.size());
  }

  void set_up(ladder::progress const& tell) {
    for (auto& m : entries_) try {
        if (tell) tell(ladder::key(m.what));
        ladder::contender c(m);
        c.audit();
        c.calibrate();
        ready_.push_back(std::move(c));
      } catch (std::exception const& e) { m.refused = e.what(); }
  }

  void take_turns(effort const& how, ladder::progress const& tell) {
    std::mt19937_64 dice(how.seed);
    auto const deadline = measure::wall_ns() + static_cast<std::int64_t>(how.seconds * 1e9);
    std::vector<std::size_t> order(ready_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (unsigned round = 0; round < how.rounds; ++round) {
      if (round >= fewest_rounds && measure::wall_ns() > deadline) break;
      if (tell) tell(fmt::format("round {} of {}", round + 1, how.rounds));
      std::ranges::shuffle(order, dice);
      for (auto const i : order) ready_[i].sample();
    }
  }

  void file(std::uint64_t seed) {
    if (entries_.empty()) return;
    auto const again = std::move(entries_.back());
    entries_.pop_back();
    ladder::refuse_unequal(entries_);
    auto const& once = entries_.front();
    if (!once.samples.empty() && !again.samples.empty()) {
      auto const aa = measure::ratio_of_medians(again.samples, once.samples, seed).ci95;
      into_.noise = std::max({into_.noise, aa.high, 1 / aa.low});
    }
    for (auto& m : entries_) {
      if (!m.refused.empty())
        absent(m.what, m.refused);
      else if (!m.samples.empty())
        into_.points.push_back({.key = ladder::key(m.what),
                                .at = std::to_string(m.what.n),
                                .samples = std::move(m.samples)});
    }
  }
};

void weigh(ladder::row const& r, effort const& how, result& into) {
  auto const ops = ladder::find_rung(r.rung).audit_ops;
  try {
    auto const once =
        how.self.empty() ? ladder::run_once(r, ops) : ladder::run_once_apart(how.self, r, ops);
    auto const wrong = ladder::wrong_answer(r.rung, ops, once.did);
    if (!wrong.empty()) throw std::runtime_error(wrong);
    into.points.push_back(
        {.key = ladder::key(r),
         .at = std::to_string(r.n),
         .samples = once.bytes_each > 0 ? std::vector{once.bytes_each} : std::vector<double>{},
         .answer = std::to_string(once.did.checksum)});
  } catch (std::exception const& e) { into.absent.push_back({ladder::key(r), e.what()}); }
}

/// What the ladder says of it, to two digits behind the point.
std::string answer_of(simulated const& s) {
  auto const log = lab::run(lab::choose(s.policy), s.work);
  if (s.says == "chart") return lab::in_a_line(s.work, log);
  auto const all = lab::sum_up(s.work, log);
  auto const& mean = s.says == "waiting"      ? all.waiting
                     : s.says == "turnaround" ? all.turnaround
                                              : all.response;
  return fmt::format("{:.2f}", mean.mean);
}

void run_suite(std::vector<effects::program> const& programs, effort const& how,
               ladder::progress const& tell, result& into) {
  effects::options chosen;
  chosen.quick = how.quick;
  chosen.seed = how.seed;
  auto const found = effects::measure(chosen, programs, tell);
  for (auto const& m : found.programs)
    for (auto const& t : m.ways) {
      auto const key = effects::key(m.what, t.what);
      if (!t.refused.empty())
        into.absent.push_back({key, t.refused});
      else
        into.points.push_back({.key = key, .at = std::string(m.what.name), .samples = t.samples});
    }
}

}  // namespace

effort quick_effort() { return {.quick = true, .seconds = 6, .rounds = 101, .self = {}}; }

ladder::rows rows_of_papers(std::vector<missing>& absent) {
  auto ladders = ladder::all_rows();
  for (auto& s : ladders.missing) absent.push_back({s.system, s.why});
  auto all = std::move(ladders.all);
  for (auto* const list :
       {boost_fiber_rows, bruggeman_rows, farvardin_rows, kerneis_rows, libaco_rows, libfork_rows,
        ocaml_rows, r7rs_rows, stackless_rows, factorial_rows, sax_rows})
    for (auto& r : list()) all.push_back(std::move(r));
  return all;
}

void measure_rows(ladder::rows const& some, effort const& how, ladder::progress const& tell,
                  result& into) {
  ladder::rows timed;
  for (auto const& r : some)
    if (r.timed) timed.push_back(r);
  std::ranges::stable_sort(
      timed, {}, [](ladder::row const& r) { return std::pair(ladder::place(r.rung), r.n); });
  {
    rotation all(timed, into);
    all.set_up(tell);
    all.take_turns(how, tell);
    all.file(how.seed);
  }
  for (auto const& r : some) {
    if (r.timed) continue;
    if (tell) tell(ladder::key(r));
    weigh(r, how, into);
  }
}

void refuse_unmatched(paper const& p) {
  if (p.rows.empty()) return;
  std::vector<missing> absent;
  auto const all = rows_of_papers(absent);
  for (std::size_t i = 0; i < p.rows.size(); ++i) {
    if (std::ranges::any_of(all, among({p.rows[i]}))) continue;
    auto named = p.rows[i];  // rows of a system that is not here may have been meant
    std::erase(named, '\\');
    if (std::ranges::any_of(absent, [&](auto const& m) { return named.find(m.key) != named.npos; }))
      continue;
    throw usage_error(fmt::format(
        "{}/paper.json: /rows/{}: '{}' matches no row; a row is rung/strategy/system/variant/n",
        p.key, i, p.rows[i]));
  }
}

result measure(paper const& p, effort const& how, ladder::progress const& tell) {
  result out{.on = measure::this_machine(), .quick = how.quick, .points{}, .absent{}};
  if (!p.rows.empty() || !p.programs.empty()) {
    auto some = rows_of_papers(out.absent);
    auto const wanted = among(p.rows), full = among(p.full);
    std::erase_if(some, [&](ladder::row const& r) {
      if (wanted(r) && how.quick && full(r)) out.absent.push_back({ladder::key(r), only_full});
      return !wanted(r) || (how.quick && full(r));
    });
    std::set<std::string> theirs;  // rungs
    for (auto const& each : p.programs) {
      if (tell) tell("building " + each.system);
      for (auto& r : languages::rows_of(each, how.built))
        theirs.insert(r.rung), some.push_back(std::move(r));
    }
    measure_rows(some, how, tell, out);
    // what they do all of has operations for lines, whose n differ
    if (std::ranges::all_of(out.points,
                            [&](point const& each) { return theirs.contains(rung_of(each)); }))
      for (auto& each : out.points) each.at = rung_of(each);
  }
  for (auto const& s : p.lab) out.points.push_back({.key = s.key, .answer = answer_of(s)});
  if (p.effects) run_suite(effects::suite(), how, tell, out);
  if (p.queens) run_suite(queens_by_routes(), how, tell, out);
  return out;
}

}  // namespace kont::papers
