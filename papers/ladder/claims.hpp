// papers/ladder/claims.hpp -- the ratios this table has to show, and what a run says of them.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/measure/statistics.hpp"

namespace kont::ladder {

struct measured;

/// What a claim is about.
enum class quantity {
  cost,      ///< the ratio of two medians; without a denominator, bytes each
  mappings,  ///< of the memory of all of them
  misfit,    ///< 1 - r² of the line through the minima, over n
  spread     ///< (the most - the least) ÷ the least of the minima
};

/// One number and its bound. The selectors are regular expressions searched in a row's key
/// "rung/strategy/system/variant/n"; of a cost the first row that matches is meant, else all do.
struct claim {
  std::string_view text;         ///< "stack ÷ boost.context"
  std::string_view where;        ///< "switch"
  std::string_view numerator;    ///< selector
  std::string_view denominator;  ///< selector, or ""
  double bound = 0;              ///< it holds when the value is at most this
  quantity of = quantity::cost;
};

/// What one run says: no value where a row was not measured.
struct verdict {
  claim what;
  std::optional<measure::estimate> value;
  bool holds() const { return value && value->value <= what.bound; }
};

/// "holds", "falls short" or "not measured".
std::string_view in_words(verdict const& v);

/// The claims of this project.
std::span<claim const> claims();

/// "WHERE: TEXT VALUE, at most BOUND: holds", for the tables that measure by themselves.
std::string line_of(verdict const& v);
/// A figure that is exact, or that has no interval, beside its claim.
verdict exactly(claim what, double value);

/// Looks every claim up in the rows of one run. O(claims × rows).
std::vector<verdict> judge(std::span<claim const> wanted, std::vector<measured> const& from,
                           std::uint64_t seed);

}  // namespace kont::ladder
