// tests/explorer/memory.hpp -- what each thread has seen: happens-before, by vector clocks.
//
// The model. Operations happen one after the other, in an order that the explorer chooses; but a
// load need not read the latest store. Each location keeps its whole history, and a load may read
// any store of it that C++20 [intro.races, atomics.order] lets it read:
//
//   coherence      none older than one that has been stored or read before it (happens-before)
//   acquire        reading a release store, or what continues its release sequence -- since C++20
//                  read-modify-writes only -- makes what happened before the store happen before
//   fences         a release fence gives later relaxed stores what a release store has; an acquire
//                  fence takes up what earlier relaxed loads have passed by
//   seq_cst        the single total order S is the order of execution; [atomics.order]/4 then says
//                  what a load may no longer read: see location::must_see
//
// It is sound for finding: modification order and S are the order of execution, which is one of
// those the standard allows, so that whatever is reported can happen. It is not complete. It misses
// what needs a modification order, or an S, against the order of execution, and loads that read
// stores which are executed after them (load buffering): a fault that only shows so is not found.
// Both are tested, on random programs and against the axioms themselves (axioms.hpp): no outcome
// that they forbid is shown, and of those they allow about nine tenths are.
//
// (Lidbury & Donaldson, POPL 2017; relacy by Vyukov. C11Tester, ASPLOS 2021, misses less.)
#pragma once
#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/explorer/choices.hpp"

namespace kont::explore {

inline constexpr std::size_t most_threads = 4;  // 0 sets up and looks at the end; 1 to 3 run

/// The when of a thread: how many operations it has done.
using epoch = std::uint32_t;

/// For each thread, up to when.
struct clock {
  std::array<epoch, most_threads> at{};
  void join(clock const& c) {
    for (std::size_t i = 0; i < most_threads; ++i) at[i] = std::max(at[i], c.at[i]);
  }
  bool covers(clock const& c) const { return std::ranges::equal(c.at, at, std::less_equal{}); }
};

/// What one knows, and passes on by releasing.
struct view {
  clock happened;    ///< what happens before
  clock ordered;     ///< what happened before the seq_cst fences up to the last one we know of
  epoch fenced = 0;  ///< when in S that fence was
  void join(view const& v) {
    happened.join(v.happened);
    ordered.join(v.ordered);
    fenced = std::max(fenced, v.fenced);
  }
};

inline char const* name_of(std::memory_order o) {
  constexpr std::array names{"relaxed", "consume", "acquire", "release", "acq_rel", "seq_cst"};
  return names[static_cast<std::size_t>(o)];
}
inline bool acquires(std::memory_order o) {
  return o != std::memory_order::relaxed && o != std::memory_order::release;
}
inline bool releases(std::memory_order o) {
  return o >= std::memory_order::release;  // release, acq_rel, seq_cst
}

/// Thrown out of an explored thread when its run has failed.
struct failure {};

/// What all locations have in common.
class memory {
 public:
  explicit memory(choices& from) : choices_(from) {}

  std::size_t me = 0;  ///< who runs
  std::string fault;   ///< what went wrong first
  bool over() const { return !fault.empty(); }

  view& now() { return threads_[me].now; }
  view& now_of(std::size_t i) { return threads_[i].now; }
  clock const& fences() const { return fences_; }
  epoch time() const { return time_; }

  /// An operation begins; its epoch.
  epoch tick() {
    ++time_;
    return ++now().happened.at[me];
  }
  std::size_t among(std::size_t n) { return over() ? 0 : choices_.among(n, about::memory); }

  /// Reads what was released with a store.
  void take(view const& released, std::memory_order o) {
    (acquires(o) ? now() : threads_[me].passed_by).join(released);
  }
  /// What a store of this order releases.
  view const& give(std::memory_order o) { return releases(o) ? now() : threads_[me].fenced_off; }

  void fence(std::memory_order o) {
    tick();
    if (story != nullptr) tell("has a fence", o);
    if (acquires(o)) now().join(threads_[me].passed_by);
    if (o == std::memory_order::seq_cst) {
      fences_.join(now().happened);
      now().ordered = fences_;
      now().fenced = time_;
    }
    if (releases(o)) threads_[me].fenced_off = now();
  }

  /// What happens is told here, if anybody listens: a line each.
  std::vector<std::string>* story = nullptr;
  void tell(std::string const& what) {
    if (story != nullptr) story->push_back("thread " + std::to_string(me) + ' ' + what);
  }
  void tell(std::string const& what, std::memory_order o) { tell(what + ", " + name_of(o)); }
  /// Atoms are called by numbers, in the order in which they are made.
  std::size_t new_number() { return ++numbers_; }

  /// The first fault counts; what comes after it is only cleaning up.
  void note(std::string what) {
    if (!over()) fault = std::move(what);
  }
  void fail(std::string what) {
    if (over()) return;
    note(std::move(what));
    throw failure{};
  }

 private:
  struct thread {
    view now;
    view passed_by;   // released with what was read relaxed
    view fenced_off;  // what it knew at its last release fence
  };
  std::array<thread, most_threads> threads_;
  clock fences_;    // what happened before any seq_cst fence so far
  epoch time_ = 0;  // of all threads together
  std::size_t numbers_ = 0;
  choices& choices_;
};

}  // namespace kont::explore
