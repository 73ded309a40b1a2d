// papers/effects/effects.hpp -- the effect-handler suite in one call: measure, print, report.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lib/measure/machine.hpp"
#include "lib/measure/statistics.hpp"
#include "papers/effects/suite.hpp"
#include "papers/ladder/runner.hpp"

namespace kont::effects {

/// What the command line of `kont effects` says. Nothing here is checked by the parser: run() does.
struct options {
  bool quick = false;          ///< smaller inputs: within 30 s; else within some minutes
  bool list = false;           ///< print the keys that are chosen and stop
  std::string only;            ///< ECMAScript regex searched in the keys; "": all
  std::filesystem::path json;  ///< a copy of effects.json; "": none
  std::filesystem::path output_dir = "build/reports/effects";  ///< made when missing
  std::uint64_t seed = 1;  ///< of the order of the runs and of the bootstrap
};

struct timed {
  way what;
  std::vector<double> samples;  ///< ms, of the thread's CPU, one a run
  std::optional<measure::summary> ms;
  std::string refused;  ///< why it has no time: it cannot be had, or its answer was wrong
};
struct measured_program {
  program what;
  number input = 0, answer = 0;
  std::vector<timed> ways;
};
struct report {
  measure::machine on;
  bool quick = false;
  std::vector<measured_program> programs;
};

/// The table for a terminal of so many columns; 80 are enough.
std::string to_text(report const& r, std::size_t columns);
std::string to_markdown(report const& r);
std::string to_json(report const& r);

/// Measures what is chosen of `all`: each way has to answer the small input first, and then, taking
/// turns in random order, the large one (with `quick`, the quick one, of which the plain program
/// says the answer). Throws usage_error for a bad regex.
report measure(options const& chosen, std::vector<program> const& all,
               ladder::progress const& tell);

/// Measures it, prints the table and writes effects.{json,md}. Returns 0, or 1 when an answer
/// was wrong. Throws usage_error (exit code 2) for a bad regex or file.
int run(options const& chosen, std::vector<program> const& all);

}  // namespace kont::effects
