// lab/account_faults.cpp -- histories that cannot be, and those that end in a deadlock.
#include <utility>

#include "coroutines/microthreads/deadlock.hpp"
#include "lab/account.hpp"

namespace kont::lab {
namespace {

/// What may follow what, followed.
class witness {
 public:
  /// `exact`: in simulated time.
  witness(workload const& work, bool exact)
      : exact_(exact), work_(work), its_(work.jobs.size()), holders_(work.locks.size(), nobody) {}

  /// The rule that this event breaks; null: none.
  char const* broken_by(event const& e) {
    if (e.at < now_) return "time goes back";
    if (exact_ && e.at > now_ && !runs_ && ready_ > 0)
      return "nobody ran, though somebody was ready";
    auto const passed = e.at - std::exchange(now_, e.at);
    auto& its = its_[e.job];
    if (runs_) its_[running_].served += passed;
    switch (e.what) {
      case happening::comes:
        return gets_ready(its, state::nowhere);
      case happening::wakes:
        return gets_ready(its, state::away);
      case happening::runs:
        return runs(its, e.job);
      case happening::stops:
      case happening::yields:
        return leaves(its, state::ready);
      case happening::pauses:
      case happening::blocks:
      case happening::waits:
        return leaves(its, state::away);
      case happening::locks:
        return locks(e);
      case happening::unlocks:
        return unlocks(e);
      case happening::sends:
      case happening::receives:
        return nullptr;
      case happening::ends:
        break;
    }
    if (exact_ && its.served != work_.jobs[e.job].length)
      return "it ends, and has not had its service";
    return leaves(its, state::over);
  }

 private:
  enum class state : std::uint8_t { nowhere, ready, running, away, over };
  struct job_seen {
    state is = state::nowhere;
    ticks served = 0;
  };
  char const* gets_ready(job_seen& its, state before) {
    if (its.is != before) return "it was there already";
    its.is = state::ready;
    ++ready_;
    return nullptr;
  }
  char const* runs(job_seen& its, std::uint32_t job) {
    if (runs_) return "another one runs";
    if (its.is != state::ready) return "it runs and was not ready";
    its.is = state::running;
    --ready_;
    runs_ = true;
    running_ = job;
    return nullptr;
  }
  char const* leaves(job_seen& its, state to) {
    if (its.is != state::running) return "it leaves and did not run";
    its.is = to;
    runs_ = false;
    ready_ += to == state::ready;
    return nullptr;
  }

  char const* locks(event const& e) {
    return std::exchange(holders_[e.on], e.job) == nobody ? nullptr : "another one has the lock";
  }
  char const* unlocks(event const& e) {
    return std::exchange(holders_[e.on], nobody) == e.job ? nullptr : "it has not the lock";
  }

  static constexpr std::int64_t nobody = -1;
  bool exact_;
  workload const& work_;
  std::vector<job_seen> its_;
  std::vector<std::int64_t> holders_;  // of each lock
  std::int64_t ready_ = 0;
  bool runs_ = false;
  std::uint32_t running_ = 0;
  ticks now_ = 0;
};

}  // namespace

std::optional<std::string> deadlock_in(workload const& work, history const& log) {
  std::vector<event> last(work.jobs.size());  // comes, of one that has not come
  std::vector<std::uint64_t> holders(work.locks.size());
  for (auto const& e : log) {
    if (e.what == happening::locks) holders[e.on] = e.job + 1;
    if (e.what == happening::unlocks) holders[e.on] = 0;
    if (!is_an_act(e.what)) last[e.job] = e;
  }
  std::vector<stuck> left;
  bool others = false;  // who may still wake them
  for (std::uint32_t i = 0; i < last.size(); ++i) {
    auto const& name = work.jobs[i].name;
    auto const on = last[i].on;
    if (last[i].what == happening::blocks)
      left.push_back({i + 1, name, "lock", work.locks[on], holders[on]});
    else if (last[i].what == happening::waits)
      left.push_back({i + 1, name, "receive from", work.boxes[on], 0});
    else
      others |= last[i].what != happening::ends;
  }
  if (left.empty() || (others && cycle_among(left).empty())) return std::nullopt;
  return deadlock(std::move(left)).what();
}

std::optional<std::string> fault_in(workload const& work, history const& log) {
  witness seen(work, true);
  for (auto const& e : log) {
    if (char const* const rule = seen.broken_by(e))
      return work.jobs[e.job].name + " (job " + std::to_string(e.job) + ") at " +
             std::to_string(e.at) + ": " + rule;
  }
  return std::nullopt;
}

std::optional<std::pair<std::size_t, std::string>> impossible_in(workload const& work,
                                                                 history const& log) {
  witness seen(work, false);
  for (std::size_t i = 0; i < log.size(); ++i)
    if (char const* const rule = seen.broken_by(log[i])) return std::pair(i, std::string(rule));
  return std::nullopt;
}

}  // namespace kont::lab
