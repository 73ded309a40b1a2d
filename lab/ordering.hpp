// lab/ordering.hpp -- any policy, behind one interface: jobs are numbers, calls are virtual.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "lab/acts.hpp"
#include "lab/job.hpp"

namespace kont::lab {

/// What who drives a policy says to it, and asks. The types of policies are erased here, and only
/// here: so one engine of microthreads, compiled once, runs them all. (A simulation is a template.)
class ordering {
 public:
  ordering() = default;
  ordering(ordering&&) = delete;
  virtual ~ordering() = default;

  virtual void tick(ticks now) noexcept = 0;
  virtual void put(std::uint32_t job, why w) noexcept = 0;
  /// Nobody; or one of the jobs; or `stranger`: what it gives was never put.
  virtual std::optional<std::uint32_t> take() noexcept = 0;
  static constexpr auto stranger = ~std::uint32_t{0};
  virtual void ran(std::uint32_t job, ticks length) noexcept = 0;
  virtual ticks quantum(std::uint32_t job) noexcept = 0;
  virtual bool preempts(std::uint32_t a, std::uint32_t b) const noexcept = 0;
  virtual void ended(std::uint32_t job) noexcept = 0;
  virtual void waits_for(std::uint32_t job, std::optional<std::uint32_t> holder) noexcept = 0;
};

/// The ordering of these jobs by `policy`: the object itself, unchanged. Holds a hook for each.
template <policy P> class ordering_by final : public ordering {
  struct entry : P::hook {
    std::uint32_t number = 0;
  };

 public:
  ordering_by(P& policy, std::span<job const> jobs) : policy_(policy), entries_(jobs.size()) {
    make_room(policy_, jobs.size());
    for (std::uint32_t i = 0; i < jobs.size(); ++i) {
      tell_properties<typename P::hook>(entries_[i], jobs[i]);
      entries_[i].number = i;
    }
  }
  void tick(ticks now) noexcept override { tell_time(policy_, now); }
  void put(std::uint32_t job, why w) noexcept override { policy_.put(entries_[job], w); }
  std::optional<std::uint32_t> take() noexcept override {
    auto* const t = static_cast<entry*>(policy_.take());
    if (t == nullptr) return std::nullopt;
    std::less<> const before;
    bool const ours = !before(t, entries_.data()) && before(t, entries_.data() + entries_.size());
    return ours ? t->number : stranger;
  }
  void ran(std::uint32_t job, ticks length) noexcept override {
    tell_ran(policy_, entries_[job], length);
  }
  ticks quantum(std::uint32_t job) noexcept override { return quantum_of(policy_, entries_[job]); }
  bool preempts(std::uint32_t a, std::uint32_t b) const noexcept override {
    return kont::preempts(policy_, entries_[a], entries_[b]);
  }
  void ended(std::uint32_t job) noexcept override { tell_ended(policy_, entries_[job]); }
  void waits_for(std::uint32_t job, std::optional<std::uint32_t> holder) noexcept override {
    tell_waits_for(policy_, entries_[job], holder ? &entries_[*holder] : nullptr);
  }

 private:
  P& policy_;
  std::vector<entry> entries_;
};

}  // namespace kont::lab
