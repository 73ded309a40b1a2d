// lab/quiz.hpp -- scheduling problems to solve by hand, as in a book's homework.
#pragma once
#include <cstdint>
#include <string>

#include "lab/contender.hpp"

namespace kont::lab {

/// A few jobs, and the policy that orders them.
struct problem {
  chosen policy;
  workload work;
};
/// The same for the same seed. (Arpaci-Dusseau: Operating Systems: Three Easy Pieces, the homework
/// of chapter 7.)
problem problem_of(std::uint64_t seed);
/// The jobs and the rule, and what is asked.
std::string question(problem const& p);
/// Who runs when, and the response, turnaround and waiting of each, with their means.
std::string answer(problem const& p);

}  // namespace kont::lab
