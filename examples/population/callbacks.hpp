// examples/population/callbacks.hpp -- the same lives without microthreads: a callback each time.
#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "examples/population/town.hpp"
#include "lib/clock.hpp"

namespace kont::population {

/// What the microthreads are compared with: each person is a state machine, and what is to happen
/// lies in a heap by its instant, as the sleepers of a scheduler do. A life in pieces.
class callbacks final : public town {
 public:
  using town::town;
  ~callbacks() override {
    for (auto const& e : later_) delete e.who;
    for (auto const& e : now_) delete e.who;
    for_each_waiting([](void* who) { delete static_cast<person*>(who); });
  }
  history run(std::uint64_t founders, int years);

 private:
  struct happening {
    instant when;
    std::uint64_t order;
    void (*what)(callbacks&, person*);
    person* who;
    bool operator<(happening const& b) const noexcept {
      return when != b.when ? when > b.when : order > b.order;
    }
  };
  using step = void (*)(callbacks&, person*);

  void settle(std::unique_ptr<person> p) override {
    ++alive_;
    now_.push_back({now_is_, 0, begin, p.release()});
  }
  void call(void* place) override {
    now_.push_back({now_is_, 0, go_on, static_cast<person*>(place)});
  }
  std::uint64_t microthreads() override { return alive_ + 1; }

  void at(instant when, step what, person* who) {
    later_.push_back({when, ++order_, what, who});
    std::push_heap(later_.begin(), later_.end());
  }
  static void begin(callbacks& t, person* me) {
    t.begin_year(*me);
    if (t.seeks(*me)) {
      go_on(t, me);
    } else {
      t.at(t.next_year(), end, me);
    }
  }
  static void go_on(callbacks& t, person* me) {
    if (t.must_wait(*me, me)) return;
    t.court(*me);
    t.at(t.next_year(), end, me);
  }
  static void end(callbacks& t, person* me) {
    if (t.ages(*me)) return begin(t, me);
    --t.alive_;
    t.bury(std::unique_ptr<person>(me));
  }
  static void midsummer(callbacks& t, person*) { t.open_fair(); }
  static void late_autumn(callbacks& t, person*) { t.count_year(); }

  instant next_year() const noexcept { return instant(std::chrono::seconds(year() + 1)); }
  void drain();

  std::vector<happening> later_;
  std::deque<happening> now_;
  instant now_is_{};
  std::uint64_t order_ = 0, alive_ = 0;
};

}  // namespace kont::population
