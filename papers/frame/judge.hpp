// papers/frame/judge.hpp -- whether what a paper claims holds here.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/measure/statistics.hpp"
#include "papers/frame/paper.hpp"
#include "papers/frame/result.hpp"

namespace kont::papers {

enum class finding { holds, fails, cannot_tell, not_applicable };

/// "holds", "does not hold", "cannot tell", "not applicable".
std::string_view in_words(finding f);

struct verdict {
  finding is = finding::not_applicable;
  std::optional<measure::estimate> value;
  std::string reason;  ///< the value beside what was wanted, or why there is none
};

/// One rule for all kinds that are measured: a claim allows some values of one number. It holds
/// when the number's 95 % interval is inside, does not when it is outside, and otherwise we cannot
/// tell. Ratios are widened by the run's own noise; an order is told only above 15 %, which may be
/// where a loop happens to lie (Sivaramakrishnan et al., PLDI 2021, 6.1).
verdict judge(claim const& c, result const& from);

std::vector<verdict> judge_all(paper const& p, result const& from);

}  // namespace kont::papers
