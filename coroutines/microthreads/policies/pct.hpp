// coroutines/microthreads/policies/pct.hpp -- random priorities with a few changes: finds bugs.
#pragma once
#include <random>
#include <vector>

#include "coroutines/microthreads/policies/by_key.hpp"

namespace kont {

/// Each microthread gets a priority by chance, and whoever has the highest runs; at `depth` - 1
/// turns, drawn from the first `steps`, who is about to run falls below all others. A bug that
/// takes `depth` steps in the right order, among n microthreads, is found by a run with a
/// probability of at least 1 / (n * steps^(depth - 1)). The same for the same seed. put and take
/// O(log n).
/// (Burckhardt, Kothari, Musuvathi & Nagarakatte: A randomized scheduler with probabilistic
/// guarantees of finding bugs, ASPLOS 2010.)
class pct {
 public:
  struct hook {
    ticks rank = 0;  // the smaller, the sooner
  };
  struct options {
    std::uint64_t seed = 0;
    std::uint32_t depth = 3;
    std::uint64_t steps = 100;
  };
  pct() : pct(options{}) {}
  explicit pct(options how) : chance_(how.seed) {
    for (std::uint32_t i = 1; i < how.depth; ++i)
      changes_.push_back(1 + chance_() % (how.steps == 0 ? 1 : how.steps));
  }

  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why w) noexcept {
    if (w == why::created) t.rank = static_cast<ticks>(chance_() >> 2);
    ready_.put(t, t.rank);
  }
  hook* take() noexcept {
    ++step_;
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i] != step_) continue;
      hook* const first = ready_.take();
      if (first == nullptr) return nullptr;
      first->rank = for_ever - static_cast<ticks>(i);
      ready_.put(*first, first->rank);
    }
    return ready_.take();
  }

 private:
  std::mt19937_64 chance_;
  std::vector<std::uint64_t> changes_;  // the turns at which a priority falls
  std::uint64_t step_ = 0;
  by_key<hook, ticks> ready_;
};
static_assert(policy<pct>);

}  // namespace kont
