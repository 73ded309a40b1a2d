// papers/frame/measure.hpp -- runs what a table is about: rows in turns, the suite, the lab.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "papers/frame/paper.hpp"
#include "papers/frame/result.hpp"
#include "papers/ladder/row.hpp"
#include "papers/ladder/runner.hpp"

namespace kont::papers {

struct effort {
  bool quick = false;
  std::uint64_t seed = 1;         ///< of the order of the samples
  double seconds = 30;            ///< for the rows that take turns, besides what sets them up
  unsigned rounds = 151;          ///< samples of a row, at most
  std::vector<std::string> self;  ///< to weigh rows in a process of their own; empty: in this one
  /// Where programs in other languages are built.
  std::filesystem::path built = "build/reports/papers/programs";
};
effort quick_effort();

/// What the rows of a table are chosen from: those of the ladder, and those of papers besides.
ladder::rows rows_of_papers(std::vector<missing>& absent);

/// Rows of all rungs and all n take turns in random order, so that what disturbs the machine
/// disturbs them alike; the first is entered twice, and how far the two differ is the noise. A row
/// with a wrong answer, or that did other work than its group, is in `absent` with the reason.
void measure_rows(ladder::rows const& some, effort const& how, ladder::progress const& tell,
                  result& into);

/// Throws usage_error where a selector of rows matches none: it was written wrongly.
void refuse_unmatched(paper const& p);

/// Everything that `p` names.
result measure(paper const& p, effort const& how, ladder::progress const& tell);

}  // namespace kont::papers
