// examples/population/phased.hpp -- a town without virtual time: the calendar waits for everybody.
//
// Where there is no clock that stands still while somebody is busy -- on many workers, and in
// Boost.Fiber -- the calendar counts who is awake, and goes on when nobody is.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>

#include "examples/population/town.hpp"

namespace kont::population {

/// A town over a Kit: its mutex, its condition, how these are made, and spawn.
template <class Kit> class phased : public town {
 public:
  phased(Kit& kit, parameters const& p, std::uint64_t seed, unsigned hands = 1)
      : town(p, seed, hands), kit_(kit) {}

  /// Begins everybody's life; then the kit is to run, and so_far() is the history.
  void prepare(std::uint64_t founders, int years) {
    found(founders);
    kit_.spawn([this, years] { keep_calendar(years); });
  }

 protected:
  std::uint64_t microthreads() override { return awake_ + asleep_ + 1; }

 private:
  using guard = std::unique_lock<typename Kit::mutex>;
  struct place {
    explicit place(Kit& kit) : turn(kit.made()) {}
    typename Kit::condition turn;
    bool called = false;
  };

  void settle(std::unique_ptr<person> p) override {
    {
      guard const alone(mutex_);
      ++awake_;
    }
    kit_.spawn([this, me = std::move(p)]() mutable { live(std::move(me)); });
  }
  void live(std::unique_ptr<person> me) {
    do {
      begin_year(*me);
      if (seeks(*me)) {
        place here(kit_);
        while (must_wait(*me, &here)) wait_until_called(here);
        court(*me);
      }
      wait_for_new_year();
    } while (ages(*me));
    bury(std::move(me));
    guard const alone(mutex_);
    rests();
  }

  void wait_until_called(place& here) {
    guard alone(mutex_);
    rests();
    while (!here.called) here.turn.wait(alone);
    here.called = false;
  }
  void call(void* where) override {
    auto& there = *static_cast<place*>(where);
    guard const alone(mutex_);
    ++awake_;
    there.called = true;
    there.turn.notify_one();
  }
  void wait_for_new_year() {
    guard alone(mutex_);
    auto const this_year = begun_;
    ++asleep_;
    rests();
    while (begun_ == this_year) new_year_.wait(alone);
  }
  void rests() {
    if (--awake_ == 0) all_rest_.notify_one();
  }

  void keep_calendar(int years) {
    for (int y = 0; y < years; ++y) {
      wait_for_all();
      open_fair();
      wait_for_all();
      count_year();
      if (y + 1 == years) stop();
      guard const alone(mutex_);
      awake_ += std::exchange(asleep_, 0);
      ++begun_;
      new_year_.notify_all();
    }
  }
  void wait_for_all() {
    guard alone(mutex_);
    while (awake_ != 0) all_rest_.wait(alone);
  }

  Kit& kit_;
  typename Kit::mutex mutex_ = kit_.made_mutex();  // of all that follows
  std::uint64_t awake_ = 0, asleep_ = 0;
  std::int64_t begun_ = 0;  // years
  typename Kit::condition all_rest_ = kit_.made(), new_year_ = kit_.made();
};

}  // namespace kont::population
