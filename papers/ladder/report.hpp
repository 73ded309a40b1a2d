// papers/ladder/report.hpp -- what one run of the ladder found, and the five ways to say it.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/measure/machine.hpp"
#include "lib/measure/statistics.hpp"
#include "papers/ladder/claims.hpp"
#include "papers/ladder/row.hpp"

namespace kont::ladder {

/// The cost over the rung below: same strategy, the default variant.
struct step {
  std::string rung;
  double ns = 0;
  bool noise = false;  ///< the two intervals overlap
};

struct measured {
  row what;
  std::uint64_t ops = 0;        ///< of one timed run
  std::vector<double> samples;  ///< ns per operation, one a run
  std::optional<measure::summary> ns;
  std::optional<double> instructions;  ///< per operation
  std::optional<double> bytes_each;
  std::uint64_t mappings = 0;  ///< where bytes_each is known
  work audit;                  ///< what the audit run did
  std::string note;            ///< the row's own and what the runner adds
  std::string refused;         ///< why its time does not count; "": it does
  std::optional<step> below;
};

/// A/A: one row entered twice. What the ratio differs from 1 is noise.
struct twice {
  row what;
  measure::estimate ratio;
};

struct report {
  measure::machine on;
  std::vector<twice> aa;
  std::vector<measured> rows;  ///< by rung, then by n, then as they were listed
  std::vector<skipped> absent;
  std::vector<verdict> claims;
  bool interrupted = false;  ///< not all that was to be measured has been
};

std::string to_json(report const& r);
std::string to_csv(report const& r);
std::string to_markdown(report const& r);
/// One self-contained page. Its plots are drawn by gnuplot; without it the page says so.
std::string to_html(report const& r);
/// The table for a terminal of so many columns; 80 are enough.
std::string to_text(report const& r, std::size_t columns);

/// Fills in measured::below everywhere.
void compare_with_below(report& r);

/// The row that the others of its group (same rung, same n) are divided by: kont's `stack` as
/// users get it, or else the fastest baseline, or else the fastest. Null when nothing was timed.
measured const* reference(report const& r, measured const& of);

/// `of` ÷ its reference, as "0.25", "~" when the two differ by less than the noise, or "".
std::string ratio_text(report const& r, measured const& of);

/// How far from 1 the ratio of two equal rows went in this run: at least 1.
double noise(report const& r);

/// "stack", "stack (bare)", "boost.fiber": who a row is about, where its rung is known.
std::string label(row const& r);

/// Three digits that matter: "0.87", "45.3", "1234", "12.3M". "" for none.
std::string number(std::optional<double> x);

std::optional<double> median(measured const& m);

}  // namespace kont::ladder
