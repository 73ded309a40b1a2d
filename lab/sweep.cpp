// lab/sweep.cpp -- the same workload with one number changed, again and again.
#include "lab/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "lab/account.hpp"
#include "lab/named.hpp"
#include "lab/report.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

double mean_service(open_queue const& q) {
  if (q.service != open_queue::law::bimodal) return q.mean;
  return q.long_part * q.longer + (1 - q.long_part) * q.shorter;
}

template <class Read> double mean(chosen policy, plan const& p, range seeds, Read read) {
  double sum = 0, n = 0;
  for (auto seed = seeds.first;; ++seed) {
    policy.with.seed = seed;
    auto const work = make(p, seed);
    sum += read(sum_up(work, run(policy, work)));
    ++n;
    if (seed == seeds.last) return sum / n;
  }
}

template <auto Member> double turnaround(figures const& f) {
  return f.of_all(f.turnaround.*Member);
}

std::size_t place_of_quantum(chosen const& c) {
  auto const& all = c.who->settings;
  return static_cast<std::size_t>(std::ranges::find(all, "quantum", &setting::name) - all.begin());
}

sweep empty(std::vector<chosen> const& policies) {
  sweep s;
  for (auto const& c : policies) s.policies.push_back(brief(c.name()));
  s.curves.resize(policies.size());
  return s;
}

sweep by_load(std::vector<chosen> const& policies, plan p, range seeds) {
  if (!p.open) throw usage_error("--sweep load is of a workload with an 'open' queue");
  auto const service = mean_service(*p.open);
  auto s = empty(policies);
  s.x = "load";
  s.y = "p99 of turnarounds, in ticks";
  s.logarithmic_y = true;
  for (double const load : {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95}) {
    s.values.push_back(load);
    p.open->every = service / load;
    for (std::size_t i = 0; i < policies.size(); ++i)
      s.curves[i].push_back(mean(policies[i], p, seeds, turnaround<&spread::p99>));
  }
  return s;
}

sweep by_quantum(std::vector<chosen> policies, plan const& p, range seeds) {
  auto s = empty(policies);
  s.x = "quantum";
  s.y = "Jain's fairness index";
  s.logarithmic_x = true;
  for (auto const& c : policies)
    if (place_of_quantum(c) == c.who->settings.size())
      throw usage_error(fmt::format("--sweep quantum: {} has no quantum", c.who->name));
  for (ticks const quantum : {1, 2, 5, 10, 20, 50, 100, 200, 500, 1'000}) {
    s.values.push_back(static_cast<double>(quantum));
    for (std::size_t i = 0; i < policies.size(); ++i) {
      policies[i].with.of[place_of_quantum(policies[i])] = quantum;
      s.curves[i].push_back(
          mean(policies[i], p, seeds, [](figures const& f) { return f.fairness; }));
    }
  }
  return s;
}

/// The mean turnaround by each policy.
std::vector<double> turnarounds(std::vector<chosen> const& policies, plan const& p, range seeds) {
  std::vector<double> all;
  for (auto const& policy : policies)
    all.push_back(mean(policy, p, seeds, turnaround<&spread::mean>));
  return all;
}

void add_column(sweep& s, std::string name, std::vector<double> const& values) {
  double best = unknown;
  for (auto const v : values) best = std::fmin(best, v);
  s.values.push_back(static_cast<double>(s.names.size()));
  s.names.push_back(std::move(name));
  for (std::size_t i = 0; i < values.size(); ++i) s.curves[i].push_back(values[i] / best);
}

sweep by_workload(std::vector<chosen> const& policies, plan const& p, range seeds) {
  auto s = empty(policies);
  s.x = "workload";
  s.y = "mean turnaround, as a multiple of the best";
  auto const own = std::filesystem::path(p.file).filename().string();
  add_column(s, own, turnarounds(policies, p, seeds));
  for (auto const& w : named_workloads())
    if (w.name != own)
      add_column(s, std::string(w.name), turnarounds(policies, *named_plan(w.name), seeds));
  return s;
}

}  // namespace

sweep run_sweep(std::string_view what, std::vector<chosen> const& policies, plan const& p,
                range seeds) {
  if (what == "load") return by_load(policies, p, seeds);
  if (what == "quantum") return by_quantum(policies, p, seeds);
  if (what == "workload") return by_workload(policies, p, seeds);
  throw usage_error(fmt::format("--sweep is load, quantum or workload, not '{}'", what));
}

namespace {

/// A row for each policy; a column for each name. Names are wider than numbers, so every other one
/// is in a second line.
std::string table_of_map(sweep const& s) {
  constexpr std::size_t policy = 31, number = 6, first = policy + 1 + number;
  auto text = fmt::format("{:>{}.{}}", s.names.front(), first, first);
  std::string second(policy, ' ');
  for (std::size_t i = 1; i < s.names.size(); ++i)
    (i % 2 == 0 ? text : second) += fmt::format(" {:>{}}", s.names[i], 2 * number + 1);
  text += '\n' + second + '\n';
  for (std::size_t i = 0; i < s.policies.size(); ++i) {
    text += fmt::format("{:<{}.{}}", s.policies[i], policy, policy);
    for (auto const v : s.curves[i]) text += ' ' + fitted(v, 2, number);
    text += '\n';
  }
  return text;
}

/// A row for each value; policies go on in a second table.
std::string table_of_curves(sweep const& s) {
  std::size_t width = 10;
  for (auto const& name : s.policies) width = std::max(width, name.size());
  width = std::min<std::size_t>(width, 90);
  auto const side_by_side = 92 / (width + 1);
  std::string text;
  for (std::size_t first = 0; first < s.policies.size(); first += side_by_side) {
    auto const last = std::min(first + side_by_side, s.policies.size());
    text += fmt::format("{}{:>8}", first == 0 ? "" : "\n", s.x);
    for (auto i = first; i < last; ++i)
      text += fmt::format(" {:>{}.{}}", s.policies[i], width, width);
    text += '\n';
    for (std::size_t v = 0; v < s.values.size(); ++v) {
      text += fmt::format("{:>8g}", s.values[v]);
      for (auto i = first; i < last; ++i) text += ' ' + fitted(s.curves[i][v], 3, width);
      text += '\n';
    }
  }
  return text;
}

}  // namespace

std::string table_of(sweep const& s) {
  return explained(s.names.empty() ? table_of_curves(s) : table_of_map(s));
}

std::string csv_of(sweep const& s) {
  auto text = fmt::format("policy,{},\"{}\"\n", s.x, s.y);
  for (std::size_t i = 0; i < s.policies.size(); ++i)
    for (std::size_t v = 0; v < s.values.size(); ++v)
      text += fmt::format("\"{}\",{},{}\n", s.policies[i],
                          s.names.empty() ? fmt::format("{}", s.values[v]) : s.names[v],
                          field(s.curves[i][v]));
  return text;
}

}  // namespace kont::lab
