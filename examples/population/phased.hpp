// examples/population/phased.hpp -- a town without virtual time: the calendar waits for everybody.
//
// Where no clock stands still while somebody is busy -- on many workers, and in Boost.Fiber -- the
// calendar goes on when nobody is awake. There is no lock: everybody writes her place in the list
// of the hand that she is in, and whoever is last to rest wakes the calendar.
#pragma once
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "examples/population/engines.hpp"
#include "examples/population/town.hpp"
#include "lib/measure/resident.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {

/// A town over a Kit: spawn(f); here(), the place of who calls; wait(); wake(place), which waits
/// until that one waits; hand(); and run().
template <class Kit> class phased final : public town {
 public:
  phased(Kit& kit, request const& r)
      : town(r.rules, r.seed, r.workers), kit_(kit), asleep_(r.workers) {
    if (r.rules.suitors_wait || r.rules.alone_waits || r.rules.year_ms != 0)
      throw usage_error("suitors_wait, alone_waits and year_ms: not with --workers or boost-fiber");
    on_year = r.on_year;
  }
  history run(std::uint64_t founders, int years) {
    before_ = measure::resident_bytes();
    kit_.spawn([this, founders, years] { keep_calendar(founders, years); });
    kit_.run();
    auto h = so_far();
    h.bytes = grown_ / founders;
    return h;
  }

 private:
  using place = typename Kit::place;

  void settle(std::unique_ptr<person> p) override {
    awake_.fetch_add(1, std::memory_order_relaxed);
    kit_.spawn([this, me = std::move(p)]() mutable { live(std::move(me)); });
  }
  void live(std::unique_ptr<person> me) {
    do {
      begin_year(*me);
      if (seeks(*me)) {
        while (must_wait(*me, kit_.here())) rest();
        court(*me);
      }
      asleep_[hand()].places.push_back(kit_.here());
      rest();
    } while (ages(*me));
    bury(std::move(me));
    be_quiet();
  }
  void rest() {
    be_quiet();
    kit_.wait();
  }
  void be_quiet() {
    if (awake_.fetch_sub(1) == 1) kit_.wake(calendar_);
  }
  void call(void* where) override {
    awake_.fetch_add(1);
    kit_.wake(static_cast<place>(where));
  }
  std::uint64_t microthreads() override {
    std::uint64_t n = 1;
    for (auto const& a : asleep_) n += a.places.size();
    return n;
  }
  unsigned hand() const noexcept override { return kit_.hand(); }

  void keep_calendar(std::uint64_t founders, int years) {
    calendar_ = kit_.here();
    found(founders);
    wait_for_all();
    grown_ = measure::resident_since(before_);
    for (int y = 0; y < years; ++y) {
      open_fair();
      wait_for_all();
      count_year();
      if (y + 1 == years) stop();
      wake_all();
      wait_for_all();
    }
  }
  // The calendar is awake itself.
  void wait_for_all() {
    if (awake_.fetch_sub(1) != 1) kit_.wait();
    awake_ = 1;
  }
  void wake_all() {
    auto const all = std::exchange(asleep_, std::vector<list>(asleep_.size()));
    for (auto const& a : all) awake_ += a.places.size();
    for (auto const& a : all)
      for (auto const p : a.places) kit_.wake(p);
  }

  struct alignas(64) list {
    std::vector<place> places;
  };
  Kit& kit_;
  std::vector<list> asleep_;  // by hand
  std::atomic<std::uint64_t> awake_ = 1;
  place calendar_{};
  std::uint64_t before_ = 0, grown_ = 0;  // bytes of this process
};

}  // namespace kont::population
