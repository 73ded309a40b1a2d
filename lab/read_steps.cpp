// lab/read_steps.cpp -- each step is an object of one member: {"run": 5}, {"lock": "bus"}.
#include "lab/read_steps.hpp"

#include <algorithm>
#include <set>

#include "lab/workload.hpp"

namespace kont::lab {

namespace {

struct known_step {
  char const* name;
  doing what;
  ticks least;  // of those that last
};
constexpr known_step known[] = {{"run", doing::run, 1},        {"pause", doing::pause, 0},
                                {"timer", doing::timer, 1},    {"lock", doing::lock, 0},
                                {"unlock", doing::unlock, 0},  {"send", doing::send, 0},
                                {"receive", doing::receive, 0}};

step read_step(place const& p, std::vector<std::string>& locks, std::vector<std::string>& boxes) {
  p.is_object({"run", "pause", "timer", "lock", "unlock", "send", "receive"});
  if (p.value.size() != 1)
    p.fail("one of run, pause, timer, lock, unlock, send, receive is wanted");
  auto const& its = *std::ranges::find_if(known, [&](auto const& k) { return p.has(k.name); });
  auto const value = p[its.name];
  if (lasts(its.what)) return {its.what, value.whole(its.least, most_ticks)};
  auto& names = is_on_a_lock(its.what) ? locks : boxes;
  if (names.size() == most_names) value.fail("there are 60000 locks, or boxes, already");
  return {its.what, 0, number_of(value.text(), names)};
}

}  // namespace

char const* name_of(doing what) noexcept {
  return std::ranges::find(known, what, &known_step::what)->name;
}

std::optional<std::pair<std::size_t, std::string>> fault_in(std::vector<step> const& steps) {
  std::set<std::uint16_t> held;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto const& s = steps[i];
    if (s.what == doing::lock && !held.insert(s.on).second)
      return std::pair(i, "it has this lock already");
    if (s.what == doing::unlock && held.erase(s.on) == 0)
      return std::pair(i, "it has not this lock");
  }
  if (!held.empty()) return std::pair(steps.size(), "it still has a lock at their end");
  if (service_of(steps) == 0) return std::pair(steps.size(), "one of them is a run");
  return std::nullopt;
}

std::vector<step> read_steps(place const& p, std::vector<std::string>& locks,
                             std::vector<std::string>& boxes) {
  std::vector<step> steps;
  ticks all = 0;
  p.each([&](place const& q) {
    steps.push_back(read_step(q, locks, boxes));
    all += steps.back().length;
    if (all > most_ticks) q.fail("the steps take more than 10^12 ticks");
  });
  if (auto const fault = fault_in(steps))
    (fault->first == steps.size() ? p : place{p.value[fault->first], p.in}).fail(fault->second);
  return steps;
}

}  // namespace kont::lab
