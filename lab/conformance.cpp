// lab/conformance.cpp -- judges two runs of a policy on one workload.
#include "lab/conformance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lab/account.hpp"
#include "lab/read_steps.hpp"

namespace kont::lab {
namespace {

/// A run, to its end or to its policy's.
struct attempt {
  history log{};
  std::optional<offence> by{};
  std::string said{};
  bool operator==(attempt const&) const = default;
};
attempt attempted(chosen const& policy, workload const& work) {
  attempt a;
  try {
    policy.who->run.simulated(work, policy.with, &a.log, most_turns);
  } catch (policy_broken const& e) {
    a.by = e.by;
    a.said = e.what();
  }
  return a;
}

constexpr rule broken_by(offence o) {
  switch (o) {
    case offence::loses:
      return rule::none_lost;
    case offence::doubles:
      return rule::none_doubled;
    case offence::idles:
      return rule::work_conserving;
    case offence::stops:
      break;
  }
  return rule::quantum_of_one;
}

std::string too_long(chosen const& policy, workload const& work, history const& log) {
  auto const most = policy.who->most_wait(work, policy.with);
  auto const all = outcomes(work, log);
  auto const longest = std::ranges::max_element(all, {}, &outcome::longest_wait);
  if (longest == all.end() || longest->longest_wait <= most) return {};
  auto const& who = work.jobs[static_cast<std::size_t>(longest - all.begin())];
  return fmt::format("{} waits for {}, at a stretch; it is promised {} at most", who.name,
                     longest->longest_wait, most);
}

}  // namespace

bool promises(chosen const& policy, rule r, workload const& work) {
  if (r != rule::bounded_wait) return true;
  auto const promise = policy.who->most_wait;
  return promise != nullptr && promise(work, policy.with) != for_ever;
}

std::array<finding, rules> judge(chosen const& policy, workload const& work) {
  std::array<finding, rules> all;
  auto const of = [&](rule r) -> finding& { return all[static_cast<std::size_t>(r)]; };
  auto const first = attempted(policy, work);
  of(rule::same_again).judged = true;
  if (attempted(policy, work) != first)
    of(rule::same_again).fault = "two runs with one seed take two courses";
  if (first.by) {
    of(broken_by(*first.by)) = {true, first.said};
    return all;
  }
  for (auto r : {rule::none_lost, rule::none_doubled, rule::quantum_of_one, rule::work_conserving})
    of(r).judged = true;
  if (auto const fault = fault_in(work, first.log)) of(rule::work_conserving).fault = *fault;
  if (promises(policy, rule::bounded_wait, work))
    of(rule::bounded_wait) = {true, too_long(policy, work, first.log)};
  return all;
}

namespace {

nlohmann::ordered_json json_of(std::vector<step> const& steps, workload const& work) {
  auto list = nlohmann::ordered_json::array();
  for (auto const& s : steps) {
    nlohmann::ordered_json value;
    if (lasts(s.what)) {
      value = s.length;
    } else {
      value = (is_on_a_lock(s.what) ? work.locks : work.boxes)[s.on];
    }
    list.push_back({{name_of(s.what), std::move(value)}});
  }
  return list;
}

}  // namespace

std::string json_of(workload const& work) {
  auto jobs = nlohmann::ordered_json::array();
  job const standard;
  for (auto const& j : work.jobs) {
    nlohmann::ordered_json one;
    auto const write = [&](char const* name, auto value, auto unless) {
      if (value != unless) one[name] = value;
    };
    write("name", j.name, "");
    write("arrives", j.arrives, standard.arrives);
    if (j.steps.empty()) {
      one["length"] = j.length;
    } else {
      one["steps"] = json_of(j.steps, work);
    }
    if (j.pause_every != for_ever) {
      one["pause_every"] = j.pause_every;
      one["pause_for"] = j.pause_for;
    }
    write("weight", j.weight, standard.weight);
    write("currency", j.currency, standard.currency);
    write("priority", j.priority, standard.priority);
    write("deadline", j.deadline, standard.deadline);
    jobs.push_back(std::move(one));
  }
  nlohmann::ordered_json file{{"jobs", std::move(jobs)}};
  if (work.until != for_ever) file["until"] = work.until;
  return file.dump();
}

}  // namespace kont::lab
