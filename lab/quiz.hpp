// lab/quiz.hpp -- scheduling problems to solve by hand, as in a book's homework.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lab/contender.hpp"

namespace kont::lab {

/// A few jobs, and the policy that orders them.
struct problem {
  chosen policy;
  workload work;
  std::vector<std::uint64_t> draws{};  ///< of a lottery: what is drawn, a number for each tick
};
/// So many jobs at most: each has a letter.
inline constexpr std::uint64_t most_asked = 26;
/// The same for the same seed. Of a kind, `round_robin` or `round_robin:quantum=3`: any, if it is
/// empty; with so many jobs: from 3 to 5, unless said. Throws usage_error, which names the kinds.
/// (Arpaci-Dusseau: Operating Systems: Three Easy Pieces, the homework of chapters 7 to 9.)
problem problem_of(std::uint64_t seed, std::string_view kind = {},
                   std::optional<std::uint64_t> jobs = {});
/// The jobs and the rule, and what is asked.
std::string question(problem const& p);
/// Who runs when, and the response, turnaround and waiting of each, with their means.
std::string answer(problem const& p);

}  // namespace kont::lab
