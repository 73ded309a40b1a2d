// tools/player/recording.hpp -- a recorded run, read: who went to whom, step by step.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lib/trace/recorder.hpp"

namespace kont::player {

using trace::ending;
using trace::op;

/// What control brings along, as far as it can be shown.
struct value {
  enum class kind : std::uint8_t { none, number, letter, truth, text, address };
  kind is = kind::none;
  std::int64_t n = 0;  ///< of a text: which of recording::texts; addresses count from 1
};

/// What became of a microthread: of the computation `who` with that name.
struct change {
  op what = op::none;  ///< spawn, ready, take, wait, give or over
  std::uint32_t who = 0;
  std::uint32_t detail = 0;  ///< ready: a kont::why; wait: for which text
  value gift{};              ///< give: what it is given
};

/// Control went to another computation, or one was made or dropped.
struct step {
  op what = op::none;      ///< start, fork, transfer, unwind, finish or gone
  std::uint32_t line = 1;  ///< on which line of control: each thread has its own
  ending how = ending::returned;
  std::uint32_t who = 0;   ///< who ran
  std::uint32_t whom = 0;  ///< who runs now; or who was made, or is gone: `who`, its thread
  std::uint32_t site = 0;  ///< the calls that led here: which of recording::sites
  std::uint32_t use = 0;   ///< bytes that `who` has on its stack; 0: not known
  value brings{};
  std::uint32_t changes_end = 0;  ///< the changes since the step before end here
};

/// One of a run's computations; the first is whoever was running before: the thread itself. So is
/// the first of each other thread.
struct computation {
  std::uint32_t name = 0;         ///< which of recording::texts; 0: it has none
  std::uint32_t site = 0;         ///< where it was made
  std::uint64_t begins_with = 0;  ///< the address of its first function; 0: not known
  std::uint32_t microthread = 0;  ///< its id, if it is one
};

struct recording {
  std::vector<std::string> texts{""};
  std::vector<computation> computations;
  std::vector<step> steps;
  std::vector<change> changes;  ///< those of step i end where it says, and begin where i - 1 ended
  std::vector<std::vector<std::uint64_t>> sites{{}};  ///< return addresses, innermost first
  bool full = false;                                  ///< it goes on, but there was no room

  /// The index of a text, which is added when it is new.
  std::uint32_t text(std::string_view t);
  std::size_t changes_begin(std::size_t i) const noexcept {
    return i == 0 ? 0 : steps[i - 1].changes_end;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> known_{{"", 0}};
};

/// Reads what trace::record wrote. Addresses of code become those in the program's file. O(size).
/// Throws usage_error when it is no recording.
recording read(std::string_view bytes);

/// What a microthread's being ready is due to: the words of kont::why.
std::string_view reason(std::uint32_t why) noexcept;
std::string_view name(op what) noexcept;

}  // namespace kont::player
