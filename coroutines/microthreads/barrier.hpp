// coroutines/microthreads/barrier.hpp -- nobody goes on before all have come, time and again.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include "coroutines/microthreads/blocking.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/rule.hpp"

namespace kont {

/// A meeting of `expected` microthreads, phase after phase. The last to come does not wait: it
/// runs `completion`, which must not wait, before any of the others runs; on a crew, under the lock
/// of the barrier. Who is called off while it waits, by a deadline or an exception, has not come.
/// Every operation O(1), the last of a phase O(expected). (std::barrier; uthread's Synchronizer.)
template <class World = scheduler<>> class barrier : public blocking<World> {
  using typename blocking<World>::section;

 public:
  barrier(World& world, std::size_t expected, std::function<void()> completion = {},
          std::string name = "a barrier")
      : blocking<World>(world, std::move(name)),
        expected_(expected),
        completion_(std::move(completion)) {
    rule(expected != 0, "barrier: somebody must be expected");
  }

  // In the dialect co, await what these return; in the dialect cps, pass the rest and return it.
  /// Waits until all have come. Throws, in the last, what `completion` throws.
  template <class... Rest> [[gnu::always_inline]] auto arrive_and_wait(Rest... rest) {
    return World::await(arriving<void>(*this), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether all have.
  template <class... Rest>
  [[gnu::always_inline]] auto arrive_and_wait_until(instant t, Rest... rest) {
    return World::await(arriving<bool>(*this), t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto arrive_and_wait_for(timeline::duration d, Rest... rest) {
    return arrive_and_wait_until(World::moment(d), std::move(rest)...);
  }
  /// One fewer is expected, from this phase on.
  void arrive_and_drop() {
    section const alone(this->guard_);
    rule(expected_ != 0, "arrive_and_drop: nobody is expected any more");
    if (arrived_ == --expected_ && arrived_ != 0) complete();
  }

 private:
  struct arrival : operation_on<barrier> {
    explicit arrival(barrier& b) noexcept : operation_on<barrier>(b, b.queue_, "arrive_and_wait") {}
    bool ready() {
      if (this->object.arrived_ + 1 < this->object.expected_) return false;
      this->object.complete();
      return true;
    }
    void enqueue(typename World::thread& me) noexcept {
      operation_on<barrier>::enqueue(me);
      ++this->object.arrived_;
    }
    bool call_off(bool) noexcept final {
      this->withdraw();
      if (!has_met && !this->is_orphan()) --this->object.arrived_;
      return true;
    }
    bool has_met = false;  // all had come
  };
  template <class R> struct arriving final : arrival {
    using arrival::arrival;
    R result(bool in_time) const noexcept { return answered<R>(in_time || this->has_met); }
  };
  void complete() {
    if constexpr (World::shared) {  // who is woken may run at once, on another worker
      struct then {
        barrier& b;
        ~then() { b.let_go(); }
      } const afterwards{*this};
      if (completion_) completion_();
    } else {
      let_go();  // they run when we leave
      if (completion_) completion_();
    }
  }
  // On a crew, one whose deadline comes just now counts as come: the others go on because of it.
  void let_go() noexcept {
    while (auto* const t = queue_.first()) {
      static_cast<arrival*>(t)->has_met = true;
      if (queue_.take(*t)) this->world_.wake(*t);
    }
    arrived_ = 0;  // (last: who came twice, in a select, has left once)
  }

  std::size_t expected_, arrived_ = 0;
  std::function<void()> completion_;
  wait_queue<typename World::thread> queue_;
};

}  // namespace kont
