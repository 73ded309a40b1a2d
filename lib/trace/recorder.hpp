// lib/trace/recorder.hpp -- writes down who switches to whom, in programs compiled to be traced.
//
// A program compiled with -DKONT_TRACE=1 has a call of this at each switch; in all others
// `if constexpr (trace::on)` leaves nothing there: see tests/player/off_costs_nothing.sh.
// What is written are addresses, as they are; who is who is found out afterwards: recording.hpp.
// What several threads do is written in one order: a computation goes on somewhere only after it
// was written where it had waited.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#ifndef KONT_TRACE
#define KONT_TRACE 0
#endif

namespace kont::trace {

/// Whether this program is compiled to be traced.
inline constexpr bool on = KONT_TRACE != 0;

/// What happened: `a` of an entry, `b` and `c` behind it, each an address unless it says otherwise.
enum class op : std::uint16_t {
  none,      ///< nothing any more: the recording ends here
  start,     ///< a: a computation that has not begun; b: its first function; c: where its stack
             ///< begins, or null
  fork,      ///< a has got a twin b
  transfer,  ///< who runs waits at a; b goes on, with the word c
  unwind,    ///< who runs waits at a; b, dropped, unwinds
  finish,    ///< who runs has ended; b goes on, with the word c. detail: see ending
  gone,      ///< a is no more, and nothing of it ran
  number,    ///< the value that the next transfer brings: a, a signed number
  letter,    ///< … the character a
  truth,     ///< … a, true or false
  text,      ///< … a text, which follows
  spawn,     ///< the microthread a has the computation started last; site: its id; its name
             ///< follows
  ready,     ///< the microthread a is ready; detail: a kont::why
  take,      ///< the microthread a is the next to run; null: nobody is ready
  wait,      ///< the microthread a waits; for what follows
  give,      ///< the microthread a, or null: who runs, is given the value that was told last
  over,      ///< the microthread a has ended
  frames,    ///< the calls of which `site` is the number follow, as addresses, innermost first
  line,      ///< from here on things happen on the line of control `site`; they count from 1
  line_ends  ///< this one: its thread has ended
};
/// How a computation ended: by itself, by an exception, or unwound because it was dropped.
enum class ending : std::uint16_t { returned, thrown, dropped };

/// One thing that happened, as it lies in the recording. What follows one is filled up to whole
/// entries.
struct entry {
  op what = op::none;
  std::uint16_t detail = 0;  ///< an ending, a kont::why; how many bytes or addresses follow
  std::uint32_t site = 0;    ///< the calls that led here: see op::frames; 0: not known
  std::uint64_t a = 0;
};
/// What follows those up to op::gone.
struct where_to {
  std::uint64_t b = 0, c = 0;
};
static_assert(sizeof(entry) == 16 && sizeof(where_to) == 16);

/// A recording is made of windows of so many bytes; op::none leads to the next one.
inline constexpr std::size_t window_size = std::size_t{1} << 20;

/// So many addresses follow op::frames; those that are known come first.
inline constexpr std::size_t deepest = 8;

/// What a recording begins with, in the place of four entries.
struct heading {
  std::uint64_t magic = magic_number;
  std::uint64_t loaded_at = 0;  ///< what to take from an address of code to have that in the file
  std::uint64_t stack = 0;      ///< where the stack of the thread began, about
  std::uint64_t full = 0;       ///< not 0: there was no room for more
  std::uint64_t unused[4] = {};
  static constexpr std::uint64_t magic_number = 0x31656361'72746e6b;  // "kntrace1"
};
static_assert(sizeof(heading) == 4 * sizeof(entry));

/// Writes a switch down, if the environment's KONT_TRACE_FILE names a file to be made. `frame` is
/// the caller's, from which the calls are followed upward: compile with -fno-omit-frame-pointer.
/// What was written is there even if the program dies. Nanoseconds; allocates nothing. Thread-safe.
void record(op what, std::uint64_t a, std::uint64_t b, std::uint64_t c, ending how,
            void const* frame) noexcept;
/// The same of what is no switch, and of which it does not matter from where.
void note(op what, std::uint64_t a, std::uint16_t detail = 0) noexcept;
/// With a text that follows, shortened to what a reader takes in.
void note_text(op what, std::uint64_t a, std::uint32_t id, std::string_view text) noexcept;

/// The line of control that a thread carries on: each thread has one of its own, but where each
/// computation has a thread of its own, the line goes with control from thread to thread.
class line_of_control {
 public:
  void leave() noexcept;              ///< this thread gives it away
  void arrive_here() const noexcept;  ///< and this one goes on with it

 private:
  std::uint32_t number_ = 0;
};
struct no_line {
  void leave() const noexcept {}
  void arrive_here() const noexcept {}
};
using carried_line = std::conditional_t<on, line_of_control, no_line>;

inline std::uint64_t address(void const volatile* p) noexcept {
  return reinterpret_cast<std::uint64_t>(p);
}
/// What a switch does, from where it is written. (Not `const`: what is there need not be set yet.)
[[gnu::always_inline]] inline void record_here(op what, void* a, void* b = nullptr,
                                               void* c = nullptr,
                                               ending how = ending::returned) noexcept {
  record(what, address(a), address(b), address(c), how, __builtin_frame_address(0));
}
/// A computation is made, that has not begun; `first` is the function it begins with, and its
/// address is where its stack begins, if it is `on_stack`.
template <class F>
[[gnu::always_inline]] inline void record_start(void* computation, F* first,
                                                bool on_stack = false) noexcept {
  record_here(op::start, computation, reinterpret_cast<void*>(first),
              on_stack ? computation : nullptr);
}
/// The same of a coroutine's frame, which begins with the address of what resumes it.
[[gnu::always_inline]] inline void record_frame(void* computation, void* frame) noexcept {
  record_here(op::start, computation, *static_cast<void**>(frame));
}
/// One ends, and `to` goes on.
[[gnu::always_inline]] inline void record_end(void* to, void* word, bool thrown,
                                              bool dropped) noexcept {
  auto const how = dropped ? ending::dropped : thrown ? ending::thrown : ending::returned;
  record_here(op::finish, nullptr, to, word, how);
}

/// Tells what value the next transfer brings, where it can be shown.
template <class V> void carries(V const& v) noexcept {
  if constexpr (std::same_as<V, bool>) {
    note(op::truth, v);
  } else if constexpr (std::same_as<V, char>) {
    note(op::letter, static_cast<unsigned char>(v));
  } else if constexpr (std::integral<V> || std::is_enum_v<V>) {
    note(op::number, static_cast<std::uint64_t>(static_cast<std::int64_t>(v)));
  } else if constexpr (std::convertible_to<V const&, std::string_view>) {
    note_text(op::text, 0, 0, std::string_view(v));
  }
}

}  // namespace kont::trace
