// papers/workloads/touching.hpp -- the floor of many alive: their stacks' lines, and no switch.
#pragma once
#include <cstdint>
#include <vector>

#include "lib/stacks/stack.hpp"
#include "papers/workloads/serial.hpp"

namespace kont::workloads {

/// One operation is one number added, and one line written at the top of the next of n stacks. What
/// is left between this and a yield is ours; this much is the page walk and the cache miss of a
/// machine that keeps one page a stack, whoever switches.
template <stacks::shape Shape = {}> class touched_stacks : public fixture {
 public:
  explicit touched_stacks(std::uint64_t n) {
    stacks_.reserve(n);
    try {
      while (stacks_.size() < n) stacks_.push_back(stacks::acquire(kind));
    } catch (...) {
      give_back();
      throw;
    }
    touched_stacks::run(n);
  }
  ~touched_stacks() override { give_back(); }

  work run(std::uint64_t ops) override {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < ops; ++i) {
      std::uint64_t v = i;
      opaque(v);
      sum += v;
      if (next_ == stacks_.size()) next_ = 0;
      auto* const top = stacks_[next_++]->top();
      reinterpret_cast<std::uint64_t volatile*>(top)[-1 - static_cast<int>(v % 8)] = v;
    }
    return {.ops = ops, .checksum = sum};
  }

 private:
  static constexpr unsigned kind = stacks::kind_of(Shape);

  void give_back() noexcept {
    for (auto* const s : stacks_) stacks::release(s);
  }

  std::vector<stacks::head*> stacks_;
  std::size_t next_ = 0;
};

}  // namespace kont::workloads
