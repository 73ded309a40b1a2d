// lab/draw_workloads.cpp -- random workloads, and smaller ones that still break a rule.
#include "lab/conformance.hpp"
#include "lab/workload.hpp"
#include "lib/usage_error.hpp"

#if KONT_HAVE_RAPIDCHECK
#include <rapidcheck.h>

namespace kont::lab {
namespace {

/// A number from `least` to `most`; it shrinks towards the least.
rc::Gen<ticks> number(ticks least, ticks most) {
  return rc::gen::resize(rc::kNominalSize, rc::gen::inRange<ticks>(least, most + 1));
}

/// What can be missing is 0, so that it shrinks to be missing.
rc::Gen<job> drawn_job() {
  auto const make = [](auto const& numbers) {
    auto const& [arrives, length, pause_every, pause_for, weight, currency, priority, due] =
        numbers;
    job j{.arrives = arrives, .length = length, .weight = weight};
    j.currency = static_cast<std::uint32_t>(currency);
    j.priority = static_cast<std::int32_t>(priority);
    if (pause_every > 0) j.pause_every = pause_every, j.pause_for = pause_for;
    if (due > 0) j.allowance = due, j.deadline = arrives + due;
    return j;
  };
  return rc::gen::map(
      rc::gen::tuple(number(0, 40), number(1, 20), number(0, 10), number(0, 15), number(1, 5),
                     number(0, most_currency), number(0, 4), number(0, 60)),
      make);
}

workload of(std::vector<job> jobs) {
  for (std::size_t i = 0; i < jobs.size(); ++i) jobs[i].name = "j" + std::to_string(i);
  return {std::move(jobs)};
}

}  // namespace

standing try_rule(chosen const& policy, rule r, std::uint64_t workloads, std::uint64_t seed) {
  auto const drawn = rc::gen::nonEmpty(rc::gen::container<std::vector<job>>(drawn_job()));
  auto const look = [&](std::vector<job> const& jobs) -> finding {
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
