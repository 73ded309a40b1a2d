// lib/measure/child.hpp -- another program run to its end, with what it said.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kont::measure {

struct child_result {
  int status = 0;  ///< exit code, or 128 + the signal that ended it
  std::string out, err;
};

/// Runs arguments[0] (searched in PATH) with `input` on its standard input and waits. Its output
/// goes through files in memory, so that no pipe can fill up. Empty: it could not be started (not
/// installed). A child that outlives `limit` is killed and answers 128 + SIGKILL.
std::optional<child_result> run_child(std::vector<std::string> arguments, std::string_view input,
                                      std::chrono::seconds limit);

}  // namespace kont::measure
