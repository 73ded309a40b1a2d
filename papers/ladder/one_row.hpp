// papers/ladder/one_row.hpp -- one row run once: here, or in a process of its own.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "papers/ladder/row.hpp"

namespace kont::ladder {

struct outcome {
  work did;
  double bytes_each = 0;
  std::uint64_t mappings = 0;
};

/// Makes the row's fixture, runs it once, tears it down.
outcome run_once(row const& r, std::uint64_t ops);

/// The arguments that make this program do run_once and print its outcome as one line of JSON.
std::vector<std::string> command_for(std::vector<std::string> self, row const& r,
                                     std::uint64_t ops);

/// The same in a fresh process, so that memory that others left behind is not counted and that
/// running out of it ends only that process. Throws std::runtime_error with the reason.
outcome run_once_apart(std::vector<std::string> const& self, row const& r, std::uint64_t ops);

std::string to_json(outcome const& o);

}  // namespace kont::ladder
