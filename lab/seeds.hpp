// lab/seeds.hpp -- seeds as the command line says them.
#pragma once
#include <cstdint>
#include <string>

namespace kont::lab {

struct range {
  std::uint64_t first = 1, last = 1;
};
/// `7` or `1..20`, at most `most` of them. Throws usage_error.
range seeds_in(std::string const& text, std::uint64_t most = 10'000);

}  // namespace kont::lab
