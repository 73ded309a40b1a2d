// papers/ladder/audit.hpp -- no time without the right answer: which rows' work does not count.
#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "papers/ladder/report.hpp"

namespace kont::ladder {

/// What is wrong with a run of `ops` operations of that rung, or "" when its answer is right.
std::string wrong_answer(std::string const& rung, std::uint64_t ops, work const& did);

/// Refuses rows whose audit counts differ from what most of their group (same rung, same n) did;
/// those of a group stand together. A count of 0 says nothing and is not compared.
void refuse_unequal(std::span<measured> those);

}  // namespace kont::ladder
