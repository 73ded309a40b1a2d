// lab/replay.hpp -- a recorded run, taken again: `--policy replay:FILE`.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/policies/recording.hpp"
#include "lab/contender.hpp"

namespace kont::lab {

/// What ended a turn: it had been so long, or somebody who became ready was to run instead.
struct turn_end {
  ticks length = for_ever;       ///< at least 1; for ever if somebody was to run instead
  std::uint32_t stopped_by = 0;  ///< of those that became ready in it, the first is 1; 0: nobody
};
/// Who had the turns of a run, by the order in which they came (1, 2, ...), and till when.
struct recorded_turns {
  decisions who{};
  std::vector<turn_end> ends{};
};
/// Of what `kont lab run --events` has written. Throws usage_error: the line and the rule.
recorded_turns turns_in(std::string const& file);

/// Takes whom the log says, each till its turn ended. A choice that cannot be made is the last.
class replayed {
 public:
  using hook = replaying::hook;

  replayed() = default;
  explicit replayed(recorded_turns log) : who_(std::move(log.who)), ends_(std::move(log.ends)) {}

  void reserve(std::size_t n) { who_.reserve(n); }
  void put(hook& t, why w) noexcept {
    ++puts_;
    who_.put(t, w);
  }
  hook* take() noexcept {
    puts_ = 0;
    return who_.take();
  }
  ticks quantum(hook const&) const noexcept { return its_end().length; }
  /// By the count, not by the length: before the next step of who runs, which takes no time.
  bool preempts(hook const&, hook const&) const noexcept { return puts_ == its_end().stopped_by; }
  /// Throws replay_diverged unless every choice of the log has been made.
  void check() const { who_.check(); }

 private:
  turn_end const& its_end() const noexcept { return ends_[who_.choices_made() - 1]; }

  replaying who_;
  std::vector<turn_end> ends_;
  std::uint32_t puts_ = 0;  // in this turn
};
static_assert(policy<replayed>);

/// The policy of that file. It is not on the list: it is none without a run that went before.
/// Throws usage_error.
chosen replay_of(std::string file);

}  // namespace kont::lab
