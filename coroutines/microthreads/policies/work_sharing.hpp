// coroutines/microthreads/policies/work_sharing.hpp -- several workers, and one queue for them all.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>

#include "coroutines/microthreads/policies/fifo.hpp"

namespace kont {

/// A policy for several workers, 0, 1, ...: the two verbs say who puts, and who asks. Simulated by
/// `kont lab workers`; on threads, crew.hpp has its own.
template <class P>
concept workers_policy = requires(P p, typename P::hook& t, why w, unsigned worker) {
  { p.put(t, w, worker) }
  noexcept;
  { p.take(worker) }
  noexcept->std::same_as<typename P::hook*>;
  { p.steals() } -> std::same_as<std::uint64_t>;  // how many were taken from another worker
};

/// Whoever is free takes who has waited longest: no worker is idle while somebody is ready, and all
/// of them meet at one queue. put and take O(1).
/// (Eager, Lazowska & Zahorjan: A comparison of receiver-initiated and sender-initiated adaptive
/// load sharing, Performance Evaluation 1986, compares sharing and stealing.)
class work_sharing {
 public:
  using hook = fifo::hook;
  explicit work_sharing(unsigned = 1) noexcept {}

  void reserve(std::size_t n) { ready_.reserve(n); }
  void put(hook& t, why w, unsigned) noexcept { ready_.put(t, w); }
  hook* take(unsigned) noexcept { return ready_.take(); }
  std::uint64_t steals() const noexcept { return 0; }

 private:
  fifo ready_;
};
static_assert(workers_policy<work_sharing>);

}  // namespace kont
