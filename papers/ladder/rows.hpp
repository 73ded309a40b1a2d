// papers/ladder/rows.hpp -- how rows are written down, and the lists of them, a rung or two each.
#pragma once
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "papers/ladder/row.hpp"
#include "papers/workloads/weighing.hpp"

namespace kont::ladder {

/// Whose row it is.
struct who {
  std::string_view strategy, system, variant = "";
};
constexpr who ours(std::string_view strategy, std::string_view variant = "") {
  return {strategy, "kont", variant};
}
constexpr who baseline(std::string_view variant, std::string_view strategy = "") {
  return {strategy, "baseline", variant};
}

/// How many are alive in the rows of the rungs that say.
inline constexpr std::uint64_t few[] = {2, 10, 1'000};
inline constexpr std::uint64_t many = 100'000, million = 1'000'000, ten_million = 10'000'000,
                               twenty_million = 20'000'000;

/// A switch of OS threads takes microseconds: no run of theirs does more operations than this.
inline constexpr std::uint64_t slow_ops = 500;

/// A row whose fixture is an F, made from `arguments`.
template <class F, class... A>
row row_of(std::string_view rung, who w, std::uint64_t n, A... arguments) {
  bool const slow = w.strategy == "thread" || w.system == "std.thread";
  return {.rung = std::string(rung),
          .strategy = std::string(w.strategy),
          .system = std::string(w.system),
          .variant = std::string(w.variant),
          .n = n,
          .make = [=] { return std::make_unique<F>(arguments...); },
          .note = "",
          .max_ops = slow ? slow_ops : 0,
          .by_wall_clock = slow};
}
inline row noted(row r, std::string note) {
  r.note = std::move(note);
  return r;
}
/// Of a row whose runs begin threads: as large as the published programs, for which that is little.
inline row by_wall_clock(row r, std::uint64_t published_ops) {
  r.by_wall_clock = true;
  r.min_ops = published_ops;
  return r;
}
/// A row of memory.*: n of an F, weighed; no operation of theirs is timed.
template <class F> row weighed_row(std::string_view rung, who w, std::uint64_t n) {
  row r = row_of<workloads::weighed<F>>(rung, w, n, n);
  r.timed = false;
  return r;
}
inline void append(rows& to, rows more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}
/// `many` of an F; and 10,000, for the quick table, where the others take half a minute to set up.
template <class F>
void append_weighed(rows& to, std::string_view rung, who w, std::string const& note = {}) {
  to.push_back(noted(weighed_row<F>(rung, w, many), note));
  to.back().in = tables::full;
  to.push_back(noted(weighed_row<F>(rung, w, 10'000), note));
  to.back().in = tables::quick;
}

rows serial_rows();  ///< call, closure, cps.step, and a loop for every other rung
rows switch_rows();
rows generator_rows();
rows coroutine_rows();
rows few_microthreads_rows();   ///< microthread.yield up to 1,000 alive
rows many_microthreads_rows();  ///< microthread.yield above
rows channel_rows();
rows create_rows();
rows tree_rows();     ///< forked and joined
rows control_rows();  ///< effect handlers, depth of stack, forks
rows memory_rows();
rows segment_rows();  ///< all those of `segment`, from a library of their own

}  // namespace kont::ladder
