// papers/ladder/contender.cpp -- runs a fixture between two readings of a clock, and checks it.
#include "papers/ladder/contender.hpp"

#include <algorithm>
#include <exception>
#include <limits>
#include <stdexcept>

#include "lib/measure/cpu_clock.hpp"
#include "papers/ladder/audit.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

constexpr double sample_ns = 1'500'000;
constexpr double sample_elsewhere_ns = 10'000'000;  // another process has to warm its caches first
// Caches that learn need some laps till they keep what comes again. A million are more than they
// hold, and settle no more after the first.
constexpr std::uint64_t laps_to_settle = 4, ops_to_settle = 400'000;
constexpr std::int64_t long_enough_to_scale_ns = 500'000;

}  // namespace

contender::contender(measured& into)
    : into_(into),
      fixture_(into.what.make()),
      self_timed_(dynamic_cast<self_timed const*>(fixture_.get())),
      clock_(into.what.by_wall_clock ? measure::wall_ns : measure::thread_cpu_ns) {
  if (!fixture_) throw std::runtime_error("could not be made");
}

std::int64_t contender::timed_run(std::uint64_t ops) {
  try {
    auto const start = clock_();
    work const did = fixture_->run(ops);
    auto const end = clock_();
    into_.refused = wrong_answer(into_.what.rung, ops, did);
    return std::max<std::int64_t>(self_timed_ ? self_timed_->took_ns() : end - start, 1);
  } catch (std::exception const& e) {
    into_.refused = std::string("ended by an exception: ") + e.what();
    return 1;
  }
}

void contender::audit() {
  auto const ops = find_rung(into_.what.rung).audit_ops;
  try {
    into_.audit = fixture_->run(ops);
    into_.refused = wrong_answer(into_.what.rung, ops, into_.audit);
  } catch (std::exception const& e) {
    into_.refused = std::string("ended by an exception: ") + e.what();
  }
  if (auto const bytes = fixture_->bytes_each(); bytes > 0) into_.bytes_each = bytes;
}

std::uint64_t contender::most() const {
  return into_.what.max_ops != 0 ? into_.what.max_ops
                                 : std::numeric_limits<std::uint64_t>::max() / 4;
}
std::uint64_t contender::lap() const {
  return find_rung(into_.what.rung).laps ? std::min(into_.what.n, most()) : 0;
}

std::uint64_t contender::laps_before() const {
  auto const ops = lap();
  return ops == 0 ? 0 : std::clamp<std::uint64_t>(ops_to_settle / ops, 1, laps_to_settle);
}

void contender::calibrate() {
  if (refused()) return;
  auto const bound = most(), least = std::max(into_.what.min_ops, lap());
  std::uint64_t ops = std::min(std::max<std::uint64_t>(64, least), bound);
  auto took = timed_run(ops);
  while (!refused() && took < long_enough_to_scale_ns && ops < bound) {
    ops = std::min(ops * (took < long_enough_to_scale_ns / 16 ? 8 : 2), bound);
    took = timed_run(ops);
  }
  op_ns_ = static_cast<double>(took) / static_cast<double>(ops);
  auto const scaled = (self_timed_ ? sample_elsewhere_ns : sample_ns) / op_ns_;
  into_.ops = scaled < static_cast<double>(bound) ? static_cast<std::uint64_t>(scaled) : bound;
  into_.ops = std::max(into_.ops, least);
}

void contender::sample() {
  if (refused()) return;
  for (auto laps = laps_before(); laps > 0; --laps) timed_run(lap());
  auto const took = timed_run(into_.ops);
  into_.samples.push_back(static_cast<double>(took) / static_cast<double>(into_.ops));
}

}  // namespace kont::ladder
