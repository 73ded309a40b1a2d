// lab/check.cpp -- `kont lab check`: a row for each rule, and what breaks it.
#include <fmt/format.h>

#include <algorithm>

#include "lab/conformance.hpp"
#include "lab/lab.hpp"
#include "lab/outputs.hpp"
#include "lab/seeds.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

/// One policy by all rules; the workload that breaks the first of them, if one is broken.
struct report {
  std::string text;
  std::string breaks{};
};
report on(chosen const& policy, std::uint64_t workloads, std::uint64_t seed) {
  report all{fmt::format("{}: {} workloads, seed {}\n", policy.name(), workloads, seed)};
  for (std::size_t i = 0; i < rules; ++i) {
    auto const r = static_cast<rule>(i);
    all.text += fmt::format("  {:<27} ", names_of_rules[i]);
    if (!promises(policy, r, {{job{}}})) {
      all.text += "not promised\n";
      continue;
    }
    auto const its = try_rule(policy, r, workloads, seed);
    if (!its.broken) {
      all.text += fmt::format("held on {}\n", its.held);
      continue;
    }
    auto const json = json_of(its.broken->work);
    all.text += fmt::format("BROKEN, after {}: {}\n  {}\n", its.held, its.broken->fault, json);
    if (all.breaks.empty()) all.breaks = json + '\n';
  }
  return all;
}

}  // namespace

int check(options const& how) {
  std::vector<chosen> policies;
  for (auto const& name : how.policies) policies.push_back(choose(name));
  if (std::ranges::any_of(policies, [](chosen const& c) { return !c.with.file.empty(); }))
    throw usage_error(
        "check: replay takes the turns of one run, and makes no choice on other workloads");
  if (policies.empty())
    for (auto const& c : contenders()) policies.push_back(choose(c.name));
  if (how.workloads < 1 || how.workloads > 1'000'000)
    throw usage_error("--workloads is a number from 1 to 1000000");
  auto const seed = seeds_in(how.seeds, 1).first;
  check_outputs(how);
  std::string breaks;
  for (auto& policy : policies) {
    policy.with.seed = seed;
    auto const its = on(policy, how.workloads, seed);
    fmt::print("{}", its.text);
    if (breaks.empty()) breaks = its.breaks;
  }
  if (!how.json.empty() && !breaks.empty()) measure::replace_file(how.json, breaks);
  return breaks.empty() ? 0 : 1;
}

}  // namespace kont::lab
