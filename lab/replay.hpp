// lab/replay.hpp -- a recorded run, taken again: `--policy replay:FILE`.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/policies/recording.hpp"
#include "lab/contender.hpp"

namespace kont::lab {

/// Who had the turns of a run, by the order in which they came (1, 2, ...), and for how long.
struct recorded_turns {
  decisions who{};
  std::vector<ticks> lengths{};  ///< at least 1
};
/// Of what `kont lab run --events` has written. Throws usage_error: the line and the rule.
recorded_turns turns_in(std::string const& file);

/// Takes whom the log says, each for as long as then. A choice that cannot be made is the last.
class replayed {
 public:
  using hook = replaying::hook;

  replayed() = default;
  explicit replayed(recorded_turns log)
      : who_(std::move(log.who)), lengths_(std::move(log.lengths)) {}

  void reserve(std::size_t n) { who_.reserve(n); }
  void put(hook& t, why w) noexcept { who_.put(t, w); }
  hook* take() noexcept { return who_.take(); }
  ticks quantum(hook const&) const noexcept { return lengths_[who_.choices_made() - 1]; }
  /// Throws replay_diverged unless every choice of the log has been made.
  void check() const { who_.check(); }

 private:
  replaying who_;
  std::vector<ticks> lengths_;
};
static_assert(policy<replayed>);

/// The policy of that file. It is not on the list: it is none without a run that went before.
/// Throws usage_error.
chosen replay_of(std::string file);

}  // namespace kont::lab
