// coroutines/microthreads/deadlock.hpp -- runs a world to its end, or says who waits for whom.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/microthread.hpp"

namespace kont {

/// The first cycle among those who are stuck: each waits for what the next has, and the last for
/// what the first has. Empty: there is none (whom they wait for is not known, or has ended).
/// `left` by id, as run() returns it. O(n log n). (The wait-for graph: Holt 1972.)
inline std::vector<stuck> cycle_among(std::vector<stuck> const& left) {
  auto const find = [&](std::uint64_t id) {
    auto const at = std::ranges::lower_bound(left, id, {}, &stuck::id);
    return at != left.end() && at->id == id ? static_cast<std::size_t>(at - left.begin())
                                            : left.size();
  };
  std::vector<std::size_t> seen_from(left.size(), left.size());  // from where we came by there
  for (std::size_t start = 0; start < left.size(); ++start) {
    std::size_t at = start;
    while (at != left.size() && seen_from[at] == left.size()) {
      seen_from[at] = start;
      at = find(left[at].holder);
    }
    if (at == left.size() || seen_from[at] != start) continue;
    std::vector<stuck> cycle;
    std::size_t const first = at;
    do {
      cycle.push_back(left[at]);
      at = find(left[at].holder);
    } while (at != first);
    return cycle;
  }
  return {};
}

/// The same while others run: the first cycle among those who wait without a deadline. They are
/// stuck for good, unless somebody kills one, or lets go of what is not his. Empty: there is none.
/// At any time, from the world's thread; of a crew while nobody runs. O(all who live), and O(n log
/// n) of the n who wait.
template <class World> std::vector<stuck> cycle_in(World& world) {
  std::vector<stuck> waiting_on;
  world.for_each([&](typename World::thread const& t) {
    if (t.waits == nullptr) return;
    bool until_then = t.waits->nap != 0;
    if constexpr (World::shared) until_then = t.until != World::never;
    if (!until_then) waiting_on.push_back(stuck_in_its_wait(t));
  });
  std::ranges::sort(waiting_on, {}, &stuck::id);
  return cycle_among(waiting_on);
}

/// Some microthreads wait for ever. what() says it in words: the cycle, if there is one, else all.
struct deadlock : std::runtime_error {
  explicit deadlock(std::vector<stuck> all) : deadlock(std::move(all), std::vector<stuck>()) {}

  std::vector<stuck> left;   ///< all who wait
  std::vector<stuck> cycle;  ///< of them, those who wait for one another; see cycle_among

 private:
  deadlock(std::vector<stuck> all, std::vector<stuck>&& found)
      : std::runtime_error((found = cycle_among(all), in_words(all, found))),
        left(std::move(all)),
        cycle(std::move(found)) {}

  static std::string called(stuck const& s) {
    return s.name.empty() ? "microthread " + std::to_string(s.id) : s.name;
  }
  static std::string wish(stuck const& s) {
    return std::string("waits to ") + s.waits_for + (s.on.empty() ? "" : " " + s.on);
  }
  static std::string in_words(std::vector<stuck> const& all, std::vector<stuck> const& cycle) {
    std::string text = "deadlock: ";
    if (cycle.empty()) {
      for (auto const& s : all) text += (&s != &all[0] ? "; " : "") + called(s) + ' ' + wish(s);
      return text;
    }
    text += called(cycle[0]) + ' ' + wish(cycle[0]);
    for (std::size_t i = 1; i <= cycle.size(); ++i) {
      auto const& before = cycle[i - 1];
      auto const& next = cycle[i % cycle.size()];
      text += (before.on.empty() ? " " : ", held by ") + called(next);
      if (i < cycle.size()) text += ", who " + wish(next);
    }
    return text;
  }
};

/// Runs until all have ended. Throws deadlock if some cannot, and what a microthread lets out.
template <class World> void run_to_end(World& world) {
  auto left = world.run();
  if (!left.empty()) throw deadlock(std::move(left));
}

}  // namespace kont
