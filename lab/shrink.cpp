// lab/shrink.cpp -- a failing schedule with fewer switches: delta debugging.
#include <algorithm>
#include <map>

#include "lab/explore.hpp"

namespace kont::lab {
namespace {

/// When `who` has had so many turns, `to` is next. It says the same whatever others are left out,
/// which the number of a turn in the whole run does not.
struct change {
  std::uint32_t who, turns, to;
};
using changes = std::vector<change>;

changes changes_in(decisions const& schedule) {
  changes all;
  std::map<std::uint32_t, std::uint32_t> turns;
  std::uint32_t last = 0;
  for (auto const next : schedule) {
    if (next != last) all.push_back({last, turns[last], next});
    last = next;
    ++turns[next];
  }
  return all;
}

/// Makes these changes where they can be made; else who runs goes on, or the smallest number.
class changing final : public by_number {
 public:
  explicit changing(changes const& all) {
    for (auto const& c : all) to_[{c.who, c.turns}] = c.to;
  }
  std::uint32_t take() override {
    if (nobody()) return 0;
    auto const found = to_.find({last(), turns_[last()]});
    auto const next = found != to_.end() && is_ready(found->second) ? found->second : option(0);
    ++turns_[next];
    return taken(next);
  }

 private:
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> to_;
  std::map<std::uint32_t, std::uint32_t> turns_;
};

/// All but the elements from `from` to `to`.
changes without(changes const& all, std::size_t from, std::size_t to) {
  changes rest(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(from));
  rest.insert(rest.end(), all.begin() + static_cast<std::ptrdiff_t>(to), all.end());
  return rest;
}

/// Leaves out what can be left out, in ever smaller parts, till no single one can.
template <class Fails> void minimize(changes all, Fails fails) {
  std::size_t parts = 2;
  while (!all.empty()) {
    parts = std::min(parts, all.size());
    bool less = false;
    for (std::size_t i = 0; i < parts && !less; ++i) {
      auto const rest = without(all, i * all.size() / parts, (i + 1) * all.size() / parts);
      if (!fails(rest)) continue;
      all = rest;
      less = true;
    }
    if (less) {
      parts = std::max<std::size_t>(parts - 1, 2);
    } else {
      if (parts == all.size()) return;
      parts *= 2;
    }
  }
}

}  // namespace

failure shrink(program const& run, failure const& broken, std::uint64_t tries) {
  auto best = broken;
  auto const size = [](failure const& f) {
    return std::pair(switches_in(f.schedule), f.schedule.size());
  };
  minimize(changes_in(broken.schedule), [&](changes const& some) {
    if (tries == 0) return false;
    --tries;
    changing whose(some);
    auto c = detail::run_once(run, whose);
    if (c.end.what.empty()) return false;
    c.end.seed = broken.seed;
    if (size(c.end) < size(best)) best = std::move(c.end);
    return true;
  });
  // what is left may be needed only together: so look for others that switch less, the least first
  auto const most = static_cast<std::uint32_t>(switches_in(best.schedule));
  auto other = explore(run, exhaustive{.preemptions = most, .schedules = tries}).found;
  if (other && size(*other) < size(best)) {
    best = std::move(*other);
    best.seed = broken.seed;
  }
  return best;
}

}  // namespace kont::lab
