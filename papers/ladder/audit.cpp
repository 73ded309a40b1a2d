// papers/ladder/audit.cpp -- answers against the closed form, counts against the rest of the group.
#include "papers/ladder/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "papers/ladder/rungs.hpp"

namespace kont::ladder {
namespace {

/// The value most rows have; the earliest row's where two are as frequent. 0: nobody counted.
std::uint64_t usual(std::span<measured const> group, std::uint64_t work::*count) {
  std::map<std::uint64_t, int> votes;
  for (auto const& m : group)
    if (m.refused.empty() && m.audit.*count != 0) ++votes[m.audit.*count];
  std::uint64_t best = 0;
  for (auto const& m : group)
    if (auto const value = m.audit.*count; votes[value] > votes[best]) best = value;
  return best;
}

void refuse_where_unusual(std::span<measured> group, std::uint64_t work::*count,
                          std::string_view name) {
  auto const expected = usual(group, count);
  for (auto& m : group) {
    auto const value = m.audit.*count;
    if (value == 0 || value == expected || !m.refused.empty()) continue;
    m.refused =
        fmt::format("unequal work: {} {}, the others of its group did {}", value, name, expected);
  }
}

}  // namespace

std::string wrong_answer(std::string const& rung, std::uint64_t ops, work const& did) {
  if (did.ops != ops) return fmt::format("wrong work: {} operations, asked for {}", did.ops, ops);
  auto const right = answer(rung, ops);
  if (did.checksum == right) return "";
  return fmt::format("wrong checksum: {}, the answer for {} operations is {}", did.checksum, ops,
                     right);
}

void refuse_unequal(std::span<measured> those) {
  while (!those.empty()) {
    auto const& first = those.front().what;
    auto const other = std::ranges::find_if(
        those, [&](measured const& m) { return m.what.rung != first.rung || m.what.n != first.n; });
    auto const group = those.first(static_cast<std::size_t>(other - those.begin()));
    refuse_where_unusual(group, &work::switches, "switches");
    refuse_where_unusual(group, &work::contexts, "contexts");
    refuse_where_unusual(group, &work::messages, "messages");
    those = those.subspan(group.size());
  }
}

}  // namespace kont::ladder
