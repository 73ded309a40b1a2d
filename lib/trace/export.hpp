// lib/trace/export.hpp -- a trace as text, as a picture, and compared with another.
#pragma once
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lib/trace/ring.hpp"

namespace kont::trace {

/// The name of a kind, as both exports write it; "unknown" for a number that is none.
char const* name(kind k) noexcept;

/// One line an event, `time kind subject object`, decimal, separated by one space: for golden
/// files and for `diff`. O(events). Errors are the stream's.
void write_text(std::ostream& out, std::span<event const> events);

/// Reads what write_text wrote. Throws usage_error, which names the line, when it is not that.
std::vector<event> read_text(std::istream& in);

/// JSON for chrome://tracing and ui.perfetto.dev: a row for each subject, a bar for each span
/// between `begin` and `end`, a tick for every other event. Times are microseconds there. Ends
/// whose begin was overwritten are left out, as viewers ask. `called`: the names of the rows, by
/// subject; `marks`: what the marks of these objects say. O(events). (Trace Event Format, Google
/// 2016: phases B, E, i, M.)
void write_chrome(std::ostream& out, std::span<event const> events,
                  std::span<std::string const> called = {},
                  std::span<std::string const> marks = {});

/// Where two traces part.
struct difference {
  std::size_t index;              ///< of the first event that differs
  std::optional<event> expected;  ///< empty: the expected trace was over
  std::optional<event> found;     ///< empty: the found trace was over
};

/// The first difference, or nothing if they are equal. O(events).
std::optional<difference> first_difference(std::span<event const> expected,
                                           std::span<event const> found);

/// One line: `event 12: expected "5 wake 1 2", found "5 wake 1 3"`.
std::string describe(difference const& d);

}  // namespace kont::trace
