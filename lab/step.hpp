// lab/step.hpp -- what a job does: it is served, pauses, locks, unlocks, sends and receives.
#pragma once
#include <cstdint>
#include <vector>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont::lab {

/// What a step is. Only a run takes service; the others take no time, but where one has to wait.
enum class doing : std::uint8_t {
  run,      ///< so much service
  pause,    ///< waits for so long; 0: only lets others run
  timer,    ///< waits for the next of its periods, which began when it came; one that is missed
            ///< begins anew at once (rt-app's relative mode)
  lock,     ///< has a lock from now on; waits, first come first served, while another has it
  unlock,   ///< the lock is the next one's that waits
  send,     ///< puts a message into a box; nobody waits for that
  receive,  ///< takes one; waits, first come first served, while there is none
};

/// Whether it has a length; else it is on a lock, or on a box.
constexpr bool lasts(doing what) noexcept { return what <= doing::timer; }
constexpr bool is_on_a_lock(doing what) noexcept {
  return what == doing::lock || what == doing::unlock;
}

struct step {
  doing what{};
  ticks length = 0;      ///< of run, pause and timer
  std::uint16_t on = 0;  ///< which lock, or which box
  bool operator==(step const&) const = default;
};

/// The service of all that is done once.
inline ticks service_of(std::vector<step> const& steps) noexcept {
  ticks all = 0;
  for (auto const& s : steps)
    if (s.what == doing::run) all += s.length;
  return all;
}

}  // namespace kont::lab
