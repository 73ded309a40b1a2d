// papers/workloads/calling.hpp -- microthreads that compute fib(20) again and again, and leave to
// the next after every so many calls: by calls on a stack, and by CPS with its rests on the heap.
//
// (Bruggeman, Waddell, Dybvig: Representing control in the presence of one-shot continuations,
// PLDI 1996, figure 5.)
#pragma once
#include <cstdint>
#include <deque>
#include <stdexcept>
#include <utility>

#include "papers/workloads/yields.hpp"

namespace kont::workloads {

/// What the microthreads share: numbers, one a call, and how many calls are left until a switch.
struct calls {
  count numbers{};
  std::uint64_t interval = 1, left = 1;

  [[gnu::always_inline]] void note() {
    number v = 0;
    if (!numbers.take(v)) [[unlikely]]
      numbers.no_more();
  }
  [[gnu::always_inline]] bool is_time() {
    if (--left != 0) return false;
    left = interval;
    return true;
  }
  /// Each thread checks what it computed, but where it was ended on the way.
  void found(number fib_of_20) const {
    if (!numbers.ending && fib_of_20 != 6'765) throw std::logic_error("fib(20) is 6765");
  }
};

inline constexpr number fib_argument = 20;

template <class World> [[gnu::noinline]] number counted_fib(calls& shared, number n) {
  shared.note();
  if (shared.numbers.ending) return 0;
  if (shared.is_time()) World::yield();
  return n < 2 ? n : counted_fib<World>(shared, n - 1) + counted_fib<World>(shared, n - 2);
}

/// fib in continuation-passing style: what remains to be done with a value lies on the heap, a
/// record for each, linked; and a switch is an ordinary step.
class fib_by_rests {
 public:
  struct rest {
    rest* then;
    number other;  // the argument of the second call; or, `second`: the value of the first
    bool second;
  };
  /// Where records come from; those given back are taken first.
  class heap {
    std::deque<rest> all_;
    rest* free_ = nullptr;

   public:
    [[gnu::always_inline]] rest* take(rest const& r) {
      if (free_ == nullptr) return &all_.emplace_back(r);
      rest* const one = std::exchange(free_, free_->then);
      *one = r;
      return one;
    }
    [[gnu::always_inline]] rest* give_back(rest* r) {
      return std::exchange(r->then, std::exchange(free_, r));
    }
  };

  explicit fib_by_rests(heap& from) : heap_(&from) {}
  ~fib_by_rests() {
    while (rests_ != nullptr) rests_ = heap_->give_back(rests_);
  }
  fib_by_rests(fib_by_rests const&) = delete;

  number argument = fib_argument;

  /// The body of the call fib(argument), up to the next call, whose argument is then set. False:
  /// there is none, and `argument` is the value of the whole.
  bool go_on() {
    if (argument >= 2) {
      rests_ = heap_->take({rests_, argument - 2, false});
      --argument;
      return true;
    }
    for (; rests_ != nullptr; rests_ = heap_->give_back(rests_)) {
      if (!rests_->second) {
        std::swap(argument, rests_->other);
        return rests_->second = true;
      }
      argument += rests_->other;
    }
    return false;
  }

 private:
  heap* heap_;
  rest* rests_ = nullptr;
};

template <class World>
typename World::strategy_type::action call_on(calls& shared, fib_by_rests& mine) {
  for (;;) {
    shared.note();
    if (shared.numbers.ending) return World::done();
    auto const body = [&shared, &mine] {
      if (mine.go_on()) return;
      shared.found(mine.argument);
      mine.argument = fib_argument;
    };
    if (shared.is_time()) {
      return World::yield([&shared, &mine, body] {
        body();
        return call_on<World>(shared, mine);
      });
    }
    body();
  }
}

/// One operation is one call, with n microthreads that do nothing else. In place of the one that
/// ends a run another begins.
template <class World> class calling : public fixture {
 public:
  calling(std::uint64_t threads, std::uint64_t interval) {
    shared_.interval = shared_.left = interval;
    for (std::uint64_t k = 0; k < threads; ++k) add();
    calling::run(threads * interval);  // now all have begun
  }
  ~calling() override {
    shared_.numbers = {.ending = true};
    world_.run();
  }

  work run(std::uint64_t ops) override {
    shared_.numbers = {.end = ops};
    try {
      world_.run();
    } catch (all_taken const&) { add(); }
    return {.ops = ops, .checksum = shared_.numbers.sum};
  }

 private:
  void add() {
    if constexpr (World::style == dialect::direct) {
      world_.spawn([this] {
        while (!shared_.numbers.ending) shared_.found(counted_fib<World>(shared_, fib_argument));
      });
    } else {
      auto& mine = by_rests_.emplace_back(heap_);
      world_.spawn([this, &mine] { return call_on<World>(shared_, mine); });
    }
  }

  calls shared_;
  fib_by_rests::heap heap_;
  std::deque<fib_by_rests> by_rests_;
  World world_;
};

}  // namespace kont::workloads
