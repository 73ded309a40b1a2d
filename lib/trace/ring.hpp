// lib/trace/ring.hpp -- the last events that happened, in a fixed piece of memory.
#pragma once
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace kont::trace {

/// What happened. The first three are spans of a subject: it is switched in, switched out, ended.
enum class kind : std::uint32_t {
  begin,    ///< the subject starts to run
  end,      ///< the subject stops running: it yields, waits or is preempted
  finish,   ///< the subject is over
  spawn,    ///< the subject made the object
  wake,     ///< the subject made the object ready
  wait,     ///< the subject waits for the object
  send,     ///< the subject put the object (a word) somewhere
  receive,  ///< the subject took the object (a word)
  mark      ///< anything else: the object is a word of the user's
};
inline constexpr std::size_t kinds = 9;

/// One event. 24 bytes of plain data: equal events are equal bytes, in every run of one seed.
struct event {
  std::int64_t time = 0;  ///< nanoseconds since the clock was made, or a sequence number
  kind what = kind::mark;
  std::uint32_t subject = 0;  ///< who did it; ids, not addresses: addresses differ from run to run
  std::uint64_t object = 0;   ///< to whom, or a word
  bool operator==(event const&) const = default;
};

/// A ring of events: the newest overwrite the oldest, so that it may run for ever. record() is a
/// few instructions and never allocates. Not thread-safe: one ring for each thread.
class ring {
 public:
  /// Room for `least` events, rounded up to a power of two. Throws std::bad_alloc.
  explicit ring(std::size_t least = 4096)
      : mask_(std::bit_ceil(std::max<std::size_t>(least, 1)) - 1),
        events_(std::make_unique<event[]>(mask_ + 1)) {}

  void record(event const& e) noexcept { events_[recorded_++ & mask_] = e; }
  void clear() noexcept { recorded_ = 0; }

  std::size_t capacity() const noexcept { return mask_ + 1; }
  std::uint64_t recorded() const noexcept { return recorded_; }  ///< ever, overwritten ones too
  std::uint64_t lost() const noexcept { return recorded_ - size(); }
  std::size_t size() const noexcept {
    return static_cast<std::size_t>(std::min<std::uint64_t>(recorded_, capacity()));
  }
  /// The i-th event that is still there; 0 is the oldest. Needs i < size().
  event const& operator[](std::size_t i) const noexcept { return events_[(lost() + i) & mask_]; }
  /// All that are still there, oldest first. O(size).
  std::vector<event> events() const {
    std::vector<event> all;
    all.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) all.push_back((*this)[i]);
    return all;
  }

 private:
  std::size_t mask_;
  std::unique_ptr<event[]> events_;
  std::uint64_t recorded_ = 0;
};

}  // namespace kont::trace
