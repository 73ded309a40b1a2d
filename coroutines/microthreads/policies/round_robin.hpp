// coroutines/microthreads/policies/round_robin.hpp -- everybody in turn, each for a quantum.
#pragma once
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// First in, first out, and whoever has run for a quantum goes to the end. A quantum that is never
/// used up makes it fifo. put and take O(1).
/// (Kleinrock: Analysis of a time-shared processor, Naval Research Logistics Quarterly 1964.)
class round_robin : public fifo {
 public:
  explicit round_robin(ticks quantum = 1) noexcept : quantum_(quantum) {}
  ticks quantum(hook const&) const noexcept { return quantum_; }

 private:
  ticks quantum_;
};
static_assert(policy<round_robin>);

}  // namespace kont
