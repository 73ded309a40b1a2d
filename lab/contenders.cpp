// lab/contenders.cpp -- the list of policies: kont's own, and those that others enlist.
#include "lab/contenders.hpp"

#include <algorithm>

#include "lab/enlist.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

std::vector<contender>& the_list() {
  static std::vector<contender> list = [] {
    std::vector<contender> all;
    for (auto const& some : {by_turn(), by_length(), by_share(), by_deadline()})
      all.insert(all.end(), some.begin(), some.end());
    std::ranges::sort(all, {}, &contender::name);
    return all;
  }();
  return list;
}

/// Whether a command can say it: see choose().
bool can_be_said(std::string_view name) {
  return !name.empty() && name.find_first_of(" \t\n\r\v\f:,=") == name.npos;
}

}  // namespace

std::vector<contender> const& contenders() {
  auto const& all = the_list();
  auto const unsaid = std::ranges::find_if_not(all, can_be_said, &contender::name);
  if (unsaid != all.end())
    throw usage_error("a policy, " + std::string(unsaid->says) + ", is called '" +
                      std::string(unsaid->name) +
                      "'; a name is not empty, and has no white space, ':', ',' or '='");
  auto const twice = std::ranges::adjacent_find(all, {}, &contender::name);
  if (twice != all.end())
    throw usage_error("two policies are called '" + std::string(twice->name) +
                      "'; a name belongs to one");
  return all;
}

enlist::enlist(contender c) {
  auto& list = the_list();
  list.insert(std::ranges::upper_bound(list, c.name, {}, &contender::name), std::move(c));
}

}  // namespace kont::lab
