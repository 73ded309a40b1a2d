// papers/frame/judge.cpp -- each kind of claim as one number with its interval, and what it allows.
#include "papers/frame/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <regex>

#include "papers/ladder/lines.hpp"
#include "papers/ladder/report.hpp"

namespace kont::papers {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double alignment = 1.15;   // what may be where a loop lies
constexpr std::uint64_t seed = 1;    // the same result has the same verdicts
constexpr std::size_t shape_of = 3;  // points make a line, at least

using spans = std::vector<std::span<double const>>;
using ladder::number;

/// What cannot be judged: nothing was measured, or the selector is no good.
struct unjudged {
  verdict why;
};
[[noreturn]] void cannot(finding is, std::string why) {
  throw unjudged{{is, std::nullopt, std::move(why)}};
}

std::vector<point const*> all_of(result const& from, std::string const& selector) {
  auto found = matching(from, selector);
  if (!found.empty()) return found;
  for (auto const& m : from.absent)
    if (std::regex_search(m.key, std::regex(selector)))
      cannot(finding::not_applicable, fmt::format("{}: {}", m.key, m.why));
  cannot(finding::not_applicable, fmt::format("nothing measured here matches {}", selector));
}

point const& only_one(result const& from, std::string const& selector) {
  auto const found = all_of(from, selector);
  if (found.size() > 1)
    cannot(finding::cannot_tell,
           fmt::format("{} matches {} points, where one is meant", selector, found.size()));
  return *found.front();
}

/// A series along n, in its order.
struct curve {
  std::vector<double> xs;
  spans samples;
};
curve along(result const& from, std::string const& selector, std::size_t least) {
  std::vector<std::pair<double, point const*>> found;
  for (auto const* p : all_of(from, selector))
    if (auto const x = number_of(p->at); x && !p->samples.empty()) found.emplace_back(*x, p);
  std::ranges::sort(found);
  curve out;
  for (auto const& [x, p] : found) out.xs.push_back(x), out.samples.push_back(p->samples);
  if (out.xs.size() < least)
    cannot(finding::cannot_tell,
           fmt::format("{} has {} points along n, {} are needed", selector, out.xs.size(), least));
  if (std::ranges::adjacent_find(out.xs) != out.xs.end())
    cannot(finding::cannot_tell, selector + " matches two points of one n");
  return out;
}

struct allowed {
  double low, high;
};

std::string value_text(double x) {
  if (std::isinf(x)) return "beyond all";
  return x < 1 ? fmt::format("{:.3f}", x) : number(x);
}

std::string bound(allowed a) {
  if (a.low <= 0) return fmt::format("at most {}", value_text(a.high));
  if (std::isinf(a.high)) return fmt::format("at least {}", value_text(a.low));
  return fmt::format("{} to {}", value_text(a.low), value_text(a.high));
}

/// Where the interval, made `wider` times as wide, lies.
verdict decide(measure::estimate const& e, allowed a, double wider, std::string_view what) {
  auto const low = e.ci95.low / wider, high = e.ci95.high * wider;
  auto const is = low >= a.low && high <= a.high ? finding::holds
                  : high < a.low || low > a.high ? finding::fails
                                                 : finding::cannot_tell;
  auto reason = fmt::format("{} {} [{}, {}], wanted {}", what, value_text(e.value),
                            value_text(e.ci95.low), value_text(e.ci95.high), bound(a));
  if (is == finding::cannot_tell)
    reason += wider > 1 ? fmt::format("; with {:.0f} % for noise that is on both sides",
                                      100 * (wider - 1))
                        : "; that is on both sides";
  return {is, e, reason};
}

measure::estimate ratio(result const& from, claim const& c) {
  auto const &top = only_one(from, c.of), &bottom = only_one(from, c.to);
  if (top.samples.empty() || bottom.samples.empty())
    cannot(finding::not_applicable, "an answer has no time");
  return measure::ratio_of_medians(top.samples, bottom.samples, seed);
}

verdict slope(result const& from, claim const& c) {
  auto const line = along(from, c.of, shape_of);
  auto const r2 = [&](std::span<double const> ys) { return ladder::fit(line.xs, ys).r2; };
  auto const e = measure::estimate_of_medians(line.samples, r2, seed);
  spans const& all = line.samples;
  std::vector<double> ys;
  for (auto const& s : all) ys.push_back(measure::median(s));
  if (ladder::fit(line.xs, ys).slope <= 0)
    return {finding::fails, e, "it does not grow with n at all"};
  return decide(e, {c.low, 1}, 1, "r²");
}

verdict flat(result const& from, claim const& c) {
  auto const line = along(from, c.of, shape_of);
  auto const spread = [](std::span<double const> ys) {
    auto const [least, most] = std::ranges::minmax(ys);
    return (most - least) / least;
  };
  return decide(measure::estimate_of_medians(line.samples, spread, seed), {0, c.high}, 1,
                "(most - least) ÷ least");
}

/// Where the first rises above the second for good; 0 when it never was below, for ever if it
/// never does.
double crossing(std::span<double const> xs, std::span<double const> above) {
  auto i = above.size();
  while (i > 0 && above[i - 1] > 0) --i;
  if (i == above.size()) return inf;
  if (i == 0) return 0;
  auto const step = above[i - 1] / (above[i - 1] - above[i]);
  return xs[i - 1] + step * (xs[i] - xs[i - 1]);
}

verdict crossover(result const& from, claim const& c) {
  auto const rising = along(from, c.of, 2), other = along(from, c.to, 2);
  if (rising.xs != other.xs)
    cannot(finding::cannot_tell, "the two were not measured at the same n");
  auto both = rising.samples;
  both.insert(both.end(), other.samples.begin(), other.samples.end());
  auto const n = rising.xs.size();
  auto const where = [&](std::span<double const> ys) {
    std::vector<double> above(n);
    for (std::size_t i = 0; i < n; ++i) above[i] = ys[i] - ys[n + i];
    return crossing(rising.xs, above);
  };
  auto v =
      decide(measure::estimate_of_medians(both, where, seed), {c.low, c.high}, 1, "they cross at");
  auto const at = v.value->value;
  if (at > 0 && std::isfinite(at)) return v;
  v.is = v.is == finding::holds ? finding::fails : v.is;  // from 0 on is not from somewhere on
  v.reason = fmt::format("they do not cross{}: {} is above {}, wanted {}",
                         v.is == finding::cannot_tell ? ", but other samples may" : "",
                         at > 0 ? c.to : c.of, at > 0 ? "to the end" : "at every n",
                         bound({c.low, c.high}));
  return v;
}

verdict exact(result const& from, claim const& c) {
  auto const& p = only_one(from, c.of);
  if (p.answer == c.answer) return {finding::holds, std::nullopt, "is " + p.answer};
  return {finding::fails, std::nullopt, fmt::format("is {}, wanted {}", p.answer, c.answer)};
}

}  // namespace

std::string_view in_words(finding f) {
  switch (f) {
    case finding::holds:
      return "holds";
    case finding::fails:
      return "does not hold";
    case finding::cannot_tell:
      return "cannot tell";
    default:
      return "not applicable";
  }
}

verdict judge(claim const& c, result const& from) {
  if (!c.not_applicable.empty()) return {finding::not_applicable, std::nullopt, c.not_applicable};
  try {
    switch (c.is) {
      case kind::order:
        return decide(ratio(from, c), {0, 1}, std::max(alignment, from.noise), "the ratio is");
      case kind::ratio:
        return decide(ratio(from, c), {c.low, c.high}, from.noise, "the ratio is");
      case kind::slope:
        return slope(from, c);
      case kind::flat:
        return flat(from, c);
      case kind::crossover:
        return crossover(from, c);
      default:
        return exact(from, c);
    }
  } catch (unjudged const& said) { return said.why; }
}

std::vector<verdict> judge_all(paper const& p, result const& from) {
  std::vector<verdict> out;
  for (auto const& c : p.claims) out.push_back(judge(c, from));
  return out;
}

}  // namespace kont::papers
