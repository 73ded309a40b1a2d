// examples/lessons/14_measure/solution.cpp -- a table that noise cannot spoil.
#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

struct contestant {
  std::string name;
  std::function<long()> run;  // returns a checksum of what it did
};
struct row {
  std::string name;
  long shortest;
};

// Runs each of them `runs` times, in turns; the shortest run of each. Empty: unequal work.
std::vector<row> measure(std::vector<contestant> const& all, int runs,
                         std::function<long()> clock) {
  std::vector<row> table;
  for (auto const& c : all) table.push_back({c.name, std::numeric_limits<long>::max()});
  std::optional<long> sum;
  for (int i = 0; i < runs; ++i) {
    for (std::size_t c = 0; c < all.size(); ++c) {
      long const before = clock();
      long const s = all[c].run();
      table[c].shortest = std::min(table[c].shortest, clock() - before);
      if (sum.value_or(s) != s) return {};
      sum = s;
    }
  }
  return table;
}

// Who is faster; "~": they differ by less than 15 %.
std::string compare(row const& a, row const& b) {
  auto const [smaller, larger] = std::minmax(a.shortest, b.shortest);
  if (100 * larger < 115 * smaller) return "~";
  return a.shortest < b.shortest ? a.name : b.name;
}

#include "examples/lessons/14_measure/checks.hpp"
