// lab/engines.cpp -- runs by either engine, told in the same ticks.
#include "lab/engines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "lib/measure/cpu_clock.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {

engine_choice choose_engine(std::string_view text, double tick_us) {
  if (text != "simulated" && text != "real" && text != "both")
    throw usage_error(
        fmt::format("--engine is simulated, real or both, not '{}'", std::string(text)));
  if (!(tick_us >= 1 && tick_us <= 1e6))
    throw usage_error("--tick is a number of microseconds, from 1 to 1000000");
  engine_choice which{text != "real", text != "simulated"};
  if (which.real) which.at = measured_pace(std::llround(tick_us * 1'000));
  return which;
}

std::string in_words(engine_choice const& which) {
  auto const real = fmt::format("real microthreads, a tick is {:g} us",
                                static_cast<double>(which.at.tick) / 1'000);
  return !which.real ? "simulated" : which.simulated ? "simulated, and " + real : real;
}

lab_run run_simulated(chosen const& policy, workload const& work) {
  auto log = lab::run(policy, work);
  auto const of = sum_up(work, log);
  return {std::move(log), of};
}

namespace {

void check_length(workload const& work, ticks tick) {
  if (work.jobs.size() > most_real_jobs)
    throw usage_error(
        fmt::format("the real engine runs {} jobs at most, for each has a stack", most_real_jobs));
  double all = 0, last = 0;  // whoever comes last may find the others done
  for (auto const& j : work.jobs) {
    auto const pauses = j.pause_every == for_ever ? 0 : (j.length - 1) / j.pause_every;
    all += static_cast<double>(j.length);
    for (auto const& s : j.steps)  // others may wait for it while it pauses
      if (s.what != doing::run)
        all += static_cast<double>(s.length) * static_cast<double>(j.rounds);
    last = std::max(last, static_cast<double>(j.arrives) +
                              static_cast<double>(pauses) * static_cast<double>(j.pause_for));
  }
  auto const ns = std::min(all + last, static_cast<double>(work.until)) * static_cast<double>(tick);
  if (ns > static_cast<double>(longest_real_run))
    throw usage_error(
        fmt::format("a real run of these jobs may take {:.0f} s, and {} are allowed; "
                    "a smaller --tick or 'until' helps",
                    ns / 1e9, longest_real_run / 1'000'000'000));
}

/// The same jobs, where a tick is a nanosecond.
workload in_nanoseconds(workload work, ticks tick) {
  auto const scale = [tick](ticks& t) { t = t > for_ever / tick ? for_ever : t * tick; };
  for (auto& j : work.jobs)
    for (auto* t : {&j.arrives, &j.length, &j.pause_every, &j.pause_for, &j.deadline}) scale(*t);
  scale(work.until);
  return work;
}

}  // namespace

lab_run run_really(chosen const& policy, workload const& work, pace at) {
  check_length(work, at.tick);
  auto const before = measure::thread_cpu_ns();
  auto made = in_the_name_of(policy, [&] { return policy.who->run.real(work, policy.with, at); });
  auto const had = static_cast<double>(measure::thread_cpu_ns() - before);
  auto of = sum_up(in_nanoseconds(work, at.tick), made.log);
  if (of.busy > 0) of.stolen = std::max(0.0, 1 - had / (of.busy * of.length));
  of = in_ticks(of, at.tick);
  if (made.decisions > 0)
    of.decision_ns = static_cast<double>(made.deciding) / static_cast<double>(made.decisions);
  for (auto& e : made.log) e.at = (e.at + at.tick / 2) / at.tick;
  return {std::move(made.log), of};
}

}  // namespace kont::lab
