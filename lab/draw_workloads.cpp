// lab/draw_workloads.cpp -- random workloads, and smaller ones that still break a rule.
#include "lab/conformance.hpp"
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"

#if KONT_HAVE_RAPIDCHECK
#include <rapidcheck.h>

#include <algorithm>
#include <tuple>

namespace kont::lab {
namespace {

/// A number from `least` to `most`; it shrinks towards the least.
rc::Gen<ticks> number(ticks least, ticks most) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<ticks>(least, most + 1));
}

/// A job, and what it does in the middle: holds locks, and then sends or receives.
struct drawn_job {
  job its;
  ticks lock = 0;     // 1 or 2; 3: the second within the first; 0: none
  ticks message = 0;  // 1: it sends, 2: it receives
};

/// What can be missing is 0, so that it shrinks to be missing.
rc::Gen<drawn_job> draw_a_job() {
  auto const make = [](auto const& all) {
    auto const& [numbers, lock, message] = all;
    auto const& [arrives, length, pause_every, pause_for, weight, currency, priority, due] =
        numbers;
    job j{.arrives = arrives, .length = length, .weight = weight};
    j.currency = static_cast<std::uint32_t>(currency);
    j.priority = static_cast<std::int32_t>(priority);
    if (pause_every > 0) j.pause_every = pause_every, j.pause_for = pause_for;
    if (due > 0) j.allowance = due;
    return drawn_job{j, lock, message};
  };
  auto const numbers =
      rc::gen::tuple(number(0, 40), number(1, 20), number(0, 10), number(0, 15), number(1, 5),
                     number(0, most_currency), number(0, 4), number(0, 60));
  return rc::gen::map(rc::gen::tuple(numbers, number(0, 3), number(0, 2)), make);
}

/// The steps of a job that locks, or sends, or receives; a third of its service each. If it pauses,
/// then with the locks: so others wait for these, whatever the policy. Who has both took the first
/// one first, as all do: nobody waits in a circle.
std::vector<step> steps_of(drawn_job const& d, bool receives) {
  std::vector<step> steps;
  auto const run = [&](ticks length) {
    if (length > 0) steps.push_back({doing::run, length, 0});
  };
  auto const third = d.its.length / 3, within = d.its.length - 2 * third;
  bool const first = d.lock == 1 || d.lock == 3, second = d.lock >= 2;
  auto const between = first && second ? within / 2 : 0;
  run(third);
  if (first) steps.push_back({doing::lock, 0, 0});
  run(between);
  if (second) steps.push_back({doing::lock, 0, 1});
  run(within - between);
  if (d.its.pause_every != for_ever) steps.push_back({doing::pause, d.its.pause_for, 0});
  if (second) steps.push_back({doing::unlock, 0, 1});
  if (first) steps.push_back({doing::unlock, 0, 0});
  if (d.message == 1) steps.push_back({doing::send, 0, 0});
  if (receives) steps.push_back({doing::receive, 0, 0});
  run(third);
  return steps;
}

/// The jobs, and when the last comes at the latest: as that shrinks, they come together.
using drawn_jobs = std::tuple<ticks, std::vector<drawn_job>>;

/// Of receivers, no more than there are senders: nobody waits for ever, however it shrinks.
workload of(drawn_jobs const& all) {
  auto const& [latest, drawn] = all;
  workload work{.jobs = {}, .locks = {"a", "b"}, .boxes = {"box"}};
  auto sent = std::ranges::count(drawn, ticks{1}, &drawn_job::message);
  for (auto const& d : drawn) {
    auto& j = work.jobs.emplace_back(d.its);
    j.name = "j" + std::to_string(work.jobs.size() - 1);
    j.arrives = std::min(j.arrives, latest);
    if (j.allowance != for_ever) j.deadline = j.arrives + j.allowance;
    bool const receives = d.message == 2 && sent-- > 0;
    if (d.lock == 0 && d.message != 1 && !receives) continue;
    j.pause_every = for_ever, j.pause_for = 0;
    j.steps = steps_of(d, receives);
  }
  return work;
}

}  // namespace

standing try_rule(chosen const& policy, rule r, std::uint64_t workloads, std::uint64_t seed) {
  auto const drawn = rc::gen::tuple(
      number(0, 40), rc::gen::nonEmpty(rc::gen::container<std::vector<drawn_job>>(draw_a_job())));
  auto const look = [&](drawn_jobs const& jobs) -> finding {
    return judge(policy, of(jobs))[static_cast<std::size_t>(r)];
  };
  standing all;
  rc::Random dice(seed);
  for (std::uint64_t i = 0; i < workloads; ++i) {
    auto work = drawn(dice.split(), static_cast<int>(i % 25) + 1);  // the jobs, at most
    auto found = look(work.value());
    if (found.fault.empty()) {
      all.held += found.judged;
      continue;
    }
    for (auto smaller = work.shrinks(); auto const next = smaller.next();) {
      auto const its = look(next->value());
      if (its.fault.empty()) continue;
      found = its;
      work = *next;
      smaller = work.shrinks();
    }
    all.broken = {of(work.value()), found.fault};
    return all;
  }
  return all;
}

}  // namespace kont::lab

#else

namespace kont::lab {

standing try_rule(chosen const&, rule, std::uint64_t, std::uint64_t) {
  throw usage_error(
      "kont lab check draws workloads by rapidcheck, which was missing when kont was "
      "built: install librapidcheck-dev, then ./kont clean");
}

}  // namespace kont::lab
#endif
