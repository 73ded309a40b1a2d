// lab/explore.cpp -- runs a program by an order, and says what went wrong.
#include "lab/explore.hpp"

#include <fmt/format.h>

#include <charconv>
#include <exception>

#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

/// Calls f(who, turns) for each time that somebody is taken, till it is another's turn.
template <class F> void each_stay(decisions const& schedule, F f) {
  for (std::size_t from = 0, to = 0; from < schedule.size(); from = to) {
    while (to < schedule.size() && schedule[to] == schedule[from]) ++to;
    f(schedule[from], to - from);
  }
}

std::string what_is_left(world& w) {
  auto const left = stuck_in(w);
  if (left.empty()) return {};
  auto const& first = left.front();
  return fmt::format("microthread {} {} waits for ever, in {}", first.id, first.name,
                     first.waits_for);
}

}  // namespace

namespace detail {

course run_once(program const& run, order& whose) {
  course c;
  world w{ordered(whose)};
  try {
    auto const check = run(w);
    c.cut = w.run_some(most_turns_of_a_run);
    if (!c.cut) c.end.what = what_is_left(w);
    if (!c.cut && c.end.what.empty()) c.end.what = check();
  } catch (std::exception const& e) { c.end.what = *e.what() != '\0' ? e.what() : "an exception"; }
  c.end.schedule = w.policy().log();
  c.end.names = w.policy().names();
  return c;
}

}  // namespace detail

exploration explore_by(program const& run, orders const& order_of, std::uint64_t first,
                       std::uint64_t last) {
  exploration seen;
  for (auto seed = first;; ++seed) {
    auto const whose = order_of(seed);
    auto c = detail::run_once(run, *whose);
    ++seen.schedules;
    seen.cut += c.cut;
    if (!c.end.what.empty()) {
      c.end.seed = seed;
      seen.found = std::move(c.end);
    }
    if (seen.found || seed >= last) return seen;
  }
}

failure replay(program const& run, decisions const& schedule) {
  by<replaying> again{replaying(schedule)};
  auto c = detail::run_once(run, again);
  again.inner.check();
  return std::move(c.end);
}

std::size_t switches_in(decisions const& schedule) {
  std::size_t stays = 0;
  each_stay(schedule, [&](auto, auto) { ++stays; });
  return stays == 0 ? 0 : stays - 1;
}

std::string text_of(decisions const& schedule) {
  std::string text;
  each_stay(schedule, [&](std::uint32_t who, std::size_t turns) {
    if (!text.empty()) text += ',';
    text += turns == 1 ? fmt::format("{}", who) : fmt::format("{}x{}", who, turns);
  });
  return text;
}

decisions schedule_in(std::string_view text) {
  decisions schedule;
  auto const* at = text.data();
  auto const* const end = at + text.size();
  auto const number = [&](std::uint32_t most) {
    std::uint32_t n = 0;
    auto const read = std::from_chars(at, end, n);
    if (read.ec != std::errc() || n < 1 || n > most)
      throw usage_error(
          fmt::format("a schedule is a list as 1x2,2,1 (who, and for how many turns: "
                      "numbers from 1), not '{}'",
                      text));
    at = read.ptr;
    return n;
  };
  while (true) {
    auto const who = number(1'000'000);
    std::uint32_t turns = 1;
    if (at != end && *at == 'x') ++at, turns = number(1'000'000);
    schedule.insert(schedule.end(), turns, who);
    if (at == end) return schedule;
    if (*at != ',')
      at = end;  // which is no number
    else
      ++at;
    if (schedule.size() > most_turns_of_a_run)
      throw usage_error(fmt::format("a schedule has at most {} turns", most_turns_of_a_run));
  }
}

std::string story(failure const& broken) {
  std::string text;
  each_stay(broken.schedule, [&](std::uint32_t who, std::size_t turns) {
    auto const& name = who <= broken.names.size() ? broken.names[who - 1] : "";
    text += fmt::format("  {:>3} {:<12} {} turn{}\n", who, name, turns, turns == 1 ? "" : "s");
  });
  return text + "  " + (broken.what.empty() ? "nothing is wrong" : broken.what) + '\n';
}

}  // namespace kont::lab
