// coroutines/microthreads/policies/work_stealing.hpp -- a deque for each worker; who is idle robs.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

#include "coroutines/microthreads/policies/random_victim.hpp"
#include "coroutines/microthreads/policies/work_sharing.hpp"

namespace kont {

/// A worker puts at the end of its own deque whom it makes ready, and takes its newest; who yields
/// goes to the other end, so that the others come first. A worker that has nobody takes the oldest
/// of a victim, which `V` names, and else of the next ones round. put O(1), amortized; take O(1),
/// or O(workers) when it robs.
/// (Blumofe & Leiserson: Scheduling multithreaded computations by work stealing, JACM 1999.)
template <victims V = random_victim> class work_stealing {
 public:
  struct hook {};
  explicit work_stealing(unsigned workers = 1) {
    for (unsigned w = 0; w < (workers < 1 ? 1 : workers); ++w) all_.push_back({V(w), {}});
  }

  void put(hook& t, why w, unsigned worker) noexcept {
    auto& ready = all_[worker].ready;
    w == why::yielded || w == why::preempted ? ready.push_front(&t) : ready.push_back(&t);
  }
  hook* take(unsigned worker) noexcept {
    auto& me = all_[worker];
    if (!me.ready.empty()) {
      hook* const newest = me.ready.back();
      me.ready.pop_back();
      return newest;
    }
    auto const n = static_cast<unsigned>(all_.size());
    auto const first = me.whom.choose(n);
    for (unsigned i = 0; i < n; ++i) {
      auto& victim = all_[(first + i) % n].ready;
      if (victim.empty()) continue;
      hook* const oldest = victim.front();
      victim.pop_front();
      ++steals_;
      return oldest;
    }
    return nullptr;
  }
  std::uint64_t steals() const noexcept { return steals_; }

 private:
  struct one {
    V whom;
    std::deque<hook*> ready;
  };
  std::vector<one> all_;
  std::uint64_t steals_ = 0;
};
static_assert(workers_policy<work_stealing<>>);

}  // namespace kont
