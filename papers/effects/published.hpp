// papers/effects/published.hpp -- the times that others have published of the same programs.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace kont::effects {

/// One cell of a published table: on their machine, not on this one.
struct published {
  std::string_view program;
  std::int64_t input;
  std::string_view system;
  double ms;
  std::string_view source;  ///< the name of one
};

struct source {
  std::string_view name, citation;
};

/// The table whose systems stand beside ours: it has all eleven programs, with the same inputs.
inline constexpr std::string_view beside = "lexa 2024";

/// The rows of published.csv, in its order. Throws std::logic_error where it is written wrongly.
std::vector<published> all_published();
std::vector<source> all_sources();

}  // namespace kont::effects
