// papers/ladder/budget.cpp -- needs come first; what is left over goes by the number of rows.
#include "papers/ladder/budget.hpp"

#include <algorithm>

namespace kont::ladder {
namespace {

constexpr cost guess{8e-6,
                     8.5 * 1024};  // of one alive: two pages, and what the kernel does for them

std::string key_without_n(row const& r) {
  auto const k = key(r);
  return k.substr(0, k.rfind('/'));
}

}  // namespace

void costs::learn(row const& r, cost whole) {
  auto const alive = static_cast<double>(r.n);
  each_[key_without_n(r)] = {whole.seconds / alive, whole.bytes / alive};
}

bool costs::know(row const& r) const { return each_.contains(key_without_n(r)); }

cost costs::of(row const& r) const {
  auto const found = each_.find(key_without_n(r));
  auto const& each = found == each_.end() ? guess : found->second;
  auto const alive = static_cast<double>(r.n);
  return {each.seconds * alive, each.bytes * alive};
}

double share_of_first(std::span<need const> groups, double left) {
  if (groups.empty() || left <= 0) return 0;
  double takers = 0, needed = 0;
  for (auto const& g : groups) needed += g.seconds, takers += static_cast<double>(g.rows);
  auto const& [seconds, own] = groups.front();
  auto const spare = std::max(left - needed, 0.0);
  auto const wanted = own == 0 ? seconds : seconds + spare * static_cast<double>(own) / takers;
  return std::min(wanted, left);
}

}  // namespace kont::ladder
