// tests/explorer/world.hpp -- one run: a few threads that are kont's own continuations, and who of
// them does the next operation.
#pragma once
#include <array>
#include <cstddef>
#include <exception>
#include <string>

#include "continuations/strategies/stack.hpp"
#include "tests/explorer/memory.hpp"

namespace kont::explore {

/// The threads of one run. Each operation of an atom asks step() first, and there another thread
/// may go on: to switch is to resume a continuation, so that a whole run takes microseconds.
class world {
  using K = stack::continuation;

 public:
  static constexpr std::size_t step_limit = 5'000;
  /// The one that runs. Explorations do not nest, and one process explores in one thread.
  static inline world* here = nullptr;

  explicit world(choices& from) : memory_(from), choices_(from) { here = this; }
  world(world&&) = delete;
  ~world() { here = nullptr; }
  memory& seen() { return memory_; }

  /// Runs thread(1) … thread(n) of the program, from where we are, to their ends.
  template <class Program> void run(Program& program, std::size_t n) {
    threads_ = n;
    try {
      for (std::size_t i = 1; i <= n; ++i) {
        memory_.now_of(i) = memory_.now_of(0);
        rest_[i] = stack::start([this, &program, i](arrival<K>& back) {
          back_[i] = &back;
          program.thread(i);
        });
      }
      drive();
    } catch (failure const&) {  // it is noted
    } catch (std::exception const& e) {
      memory_.note(std::string("an exception: ") + e.what());
    } catch (...) { memory_.note("an exception"); }
    for (memory_.me = n; memory_.me > 0; --memory_.me) rest_[memory_.me] = {};  // after a fault
    for (std::size_t i = 1; i <= n; ++i) memory_.now().join(memory_.now_of(i));
  }

  /// The running thread is about to do an operation: perhaps another goes first.
  void step() {
    if (memory_.me == 0) return;  // nobody else is there
    if (memory_.over()) return leave();
    if (++steps_ > step_limit) memory_.fail("step limit: it does not come to an end");
    pick(memory_.me, about::interruption);
    if (next_ != memory_.me) transfer(*back_[memory_.me]);
  }
  /// The running thread goes on only when the condition holds.
  void wait_for(bool const& condition, char const* what) {
    step();
    while (!condition) {
      if (memory_.over()) return leave();
      waits_[memory_.me] = {&condition, what};
      transfer(*back_[memory_.me]);
    }
    waits_[memory_.me] = {};
  }

 private:
  struct wait {
    bool const* condition = nullptr;
    char const* what = "";
  };

  // After a fault: who is not being unwound already leaves its body.
  static void leave() {
    if (std::uncaught_exceptions() == 0) throw failure{};
  }
  bool ready(std::size_t i) const {
    return rest_[i] && (waits_[i].condition == nullptr || *waits_[i].condition);
  }
  // Who is next: `first`, unless another is chosen. False: nobody is ready.
  bool pick(std::size_t first, about what) {
    std::array<std::size_t, most_threads> may{};
    std::size_t n = 0;
    if (what == about::interruption) may[n++] = first;
    for (std::size_t i = 1; i <= threads_; ++i) {
      if (ready(i) && i != first) may[n++] = i;
    }
    if (n != 0) next_ = may[choices_.among(n, what)];
    return n != 0;
  }
  void drive() {
    while (pick(0, about::who_goes_on)) {
      do {
        memory_.me = next_;
        rest_[next_].step();
      } while (next_ != memory_.me);  // it chose another; else it has ended, or waits
    }
    std::string stuck;
    for (std::size_t i = 1; i <= threads_; ++i) {
      if (rest_[i]) stuck += "; thread " + std::to_string(i) + " waits for " + waits_[i].what;
    }
    if (!stuck.empty()) memory_.fail("deadlock" + stuck);
  }

  memory memory_;
  choices& choices_;
  std::array<K, most_threads> rest_;
  std::array<arrival<K>*, most_threads> back_{};
  std::array<wait, most_threads> waits_{};
  std::size_t threads_ = 0;
  std::size_t next_ = 0;
  std::size_t steps_ = 0;
};

/// A claim that holds in every run.
inline void require(bool holds, char const* claim) {
  if (!holds) world::here->seen().fail(std::string("not so: ").append(claim));
}

}  // namespace kont::explore
