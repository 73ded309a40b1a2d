// tools/player/text.hpp -- a recorded run as text, to be compared, and for viewers of traces.
#pragma once
#include <string>

#include "tools/player/lines.hpp"
#include "tools/player/recording.hpp"

namespace kont::player {

/// How a computation is called: its name; of several with one name, and without a name, its number.
class names {
 public:
  explicit names(recording const& run);
  std::string of(std::uint32_t who) const;

 private:
  recording const& run_;
  std::vector<std::uint32_t> count_;  // by text: how many computations are called so
};

/// As a C++ programmer writes it: 42, 'x', true, "text"; of an address, which one: &1. Empty: none.
std::string spell(recording const& run, value v);

/// A line each step, `STEP KIND WHO WHOM VALUE FILE:LINE`, a dash for what there is not, then the
/// changes of microthreads: for golden files, and for diff. The first step is 1.
std::string as_text(recording const& run, lines const& where);

/// For chrome://tracing and ui.perfetto.dev, by trace::write_chrome: a row each computation, a
/// microsecond each step, for a recording has no times.
std::string as_chrome(recording const& run);

}  // namespace kont::player
