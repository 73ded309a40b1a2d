// papers/frame/report.hpp -- a table, published beside measured, and what it says of each claim.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "papers/frame/judge.hpp"
#include "papers/frame/paper.hpp"
#include "papers/frame/result.hpp"

namespace kont::papers {

/// A paper with what was measured of it, and judged.
struct reproduction {
  paper of;
  result found;
  std::vector<verdict> verdicts;  ///< of its claims, in their order
};
reproduction judged(paper p, result r);

/// A line of the table: one n of one series. Ratios are to the first series at the same n.
struct line {
  std::string series{}, at{};
  std::string published{}, measured{};  ///< as one reads them; "": none
  std::string least{};  ///< of the samples, in brackets, where programs of others are measured
  std::optional<double> published_x{}, measured_x{};  ///< the numbers, where they are numbers
  std::string published_ratio{}, measured_ratio{};
};
std::vector<line> lines_of(reproduction const& r);

/// "7 hold, 1 does not hold, 2 cannot be told".
std::string tally(std::vector<verdict> const& all);

/// For a terminal of so many columns; 80 are enough.
std::string to_text(reproduction const& r, std::size_t columns);
std::string to_markdown(reproduction const& r);
std::string to_csv(reproduction const& r);
/// One self-contained page; the plots by gnuplot, and without it the page says so.
std::string to_html(reproduction const& r);
/// All verdicts on one page, with links to KEY/index.html.
std::string index_page(std::vector<reproduction> const& all);

}  // namespace kont::papers
