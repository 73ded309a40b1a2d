// examples/population/microthreads.hpp -- a town whose people are microthreads of a scheduler.
#pragma once
#include <fmt/format.h>

#include <cstdint>
#include <memory>
#include <new>
#include <utility>

#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/timer.hpp"
#include "examples/population/life.hpp"
#include "examples/population/town.hpp"
#include "lib/measure/resident.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {

/// Every person a microthread of her own, and one for the calendar.
template <policy P, class S = stack, clock C = virtual_clock> class settlement : public town {
 public:
  settlement(parameters const& p, std::uint64_t seed, P policy = {})
      : town(p, seed), world_(std::move(policy)) {}

  /// The history of so many years. Throws usage_error where so many founders cannot be had.
  history run(std::uint64_t founders, int years) {
    auto const before = measure::resident_bytes();
    begin_all(founders);
    auto const grown = measure::resident_since(before);
    begin_calendar(years);
    auto const stuck = world_.run();
    auto h = so_far();
    h.bytes = grown / founders;
    h.waiting_for_ever = stuck.size();
    return h;
  }

 protected:
  using World = scheduler<P, S, C>;

  /// Lets years begin: so many, or till somebody says stop(), which is for when a year has been
  /// counted: from then on people leave, and may be at no fair.
  void begin_calendar(int years) {
    years_ = years;
    call_at(world_, world_.clock().now() + a_year() / 2, [this] { midsummer(); });
  }
  void settle(std::unique_ptr<person> p) override { spawn(std::move(p)); }
  typename World::handle spawn(std::unique_ptr<person> p) {
    return world_.spawn(life<World>(*this, std::move(p)));
  }

  World world_;

 private:
  void call(void* place) override { world_.wake(*static_cast<typename World::thread*>(place)); }
  std::uint64_t microthreads() override { return world_.alive(); }

  // Each has her first turn from outside: what cannot be had for her is said here, not to whoever
  // would have switched to her.
  void begin_all(std::uint64_t founders) try {
    found(founders);
    for (std::uint64_t n = 0; n < founders; ++n) world_.run_some(1);
  } catch (std::bad_alloc const& why) {
    auto const begun = so_far().person_years;
    throw usage_error(fmt::format("--people: after {} no more can be had: {}",
                                  begun != 0 ? begun : world_.alive(), why.what()));
  }
  void midsummer() {
    if (stopped()) return;  // all have left
    open_fair();
    call_at(world_, World::moment(a_year() / 4), [this] { late_in_the_year(); });
  }
  void late_in_the_year() {
    count_year();
    if (year() == years_) return stop();
    call_at(world_, World::moment(3 * a_year() / 4), [this] { midsummer(); });
  }

  std::int32_t years_ = 0;
};

}  // namespace kont::population
