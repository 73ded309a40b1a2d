// lib/measure/child.hpp -- another program: run to its end, or asked line by line.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kont::measure {

inline constexpr auto no_bound = std::numeric_limits<std::uint64_t>::max();

struct child_result {
  int status = 0;  ///< exit code, or 128 + the signal that ended it
  std::string out, err;
};

/// Runs arguments[0] (searched in PATH) with `input` on its standard input and waits. Its output
/// goes through files in memory, so that no pipe can fill up. Empty: it could not be started (not
/// installed). A child that outlives `limit` is killed and answers 128 + SIGKILL; one that prints,
/// or writes to a file, more than `most` bytes is ended there and answers 128 + SIGXFSZ. It never
/// outlives this process.
std::optional<child_result> run_child(std::vector<std::string> arguments, std::string_view input,
                                      std::chrono::seconds limit, std::uint64_t most = no_bound);

class memory_file;

/// Another program that answers each line on its standard input with a line. It ends when this
/// does; where this process ends before, its input does. Not to be used by two threads at once.
class dialogue {
  std::unique_ptr<memory_file> err_;
  int socket_ = -1;
  pid_t child_ = 0;
  std::string unread_;

  [[noreturn]] void ended();

 public:
  /// Starts arguments[0] (searched in PATH). Throws std::runtime_error: it is not installed.
  explicit dialogue(std::vector<std::string> arguments);
  dialogue(dialogue const&) = delete;
  ~dialogue();

  /// The line it answers, without its end. Throws std::runtime_error: that it was silent for
  /// `limit`, or, where it has ended, the first line of what it said of that.
  std::string ask(std::string_view line, std::chrono::seconds limit);
};

}  // namespace kont::measure
