// coroutines/microthreads/policies/dice.hpp -- whoever the dice say, the same for the same seed.
#pragma once
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "coroutines/microthreads/policy.hpp"

namespace kont {

/// Picks uniformly among the ready: what depends on an order by accident shows itself. The
/// generator's output is fixed by the standard: one seed, one run, on every machine.
/// put and take O(1), 8 bytes a microthread. (Random walk: Musuvathi & Qadeer's baseline.)
class dice {
 public:
  struct hook {};

  dice() = default;
  explicit dice(std::uint64_t seed) : next_(seed) {}

  void reserve(std::size_t n) {
    if (n > ready_.capacity()) ready_.reserve(2 * n);
  }
  void put(hook& t, why) noexcept { ready_.push_back(&t); }
  hook* take() noexcept {
    if (ready_.empty()) return nullptr;
    std::swap(ready_[next_() % ready_.size()], ready_.back());
    hook* const chosen = ready_.back();
    ready_.pop_back();
    return chosen;
  }

 private:
  std::mt19937_64 next_;
  std::vector<hook*> ready_;
};
static_assert(policy<dice>);

}  // namespace kont
