// papers/stackless/rows.cpp -- switches by the words they copy; and microthreads with a channel
// each, in rings, in chains and at hackysack.
#include "papers/ladder/rows.hpp"
#include <utility>

#include "papers/frame/tables.hpp"
#include "papers/workloads/chain.hpp"
#include "papers/workloads/hackysack.hpp"
#include "papers/workloads/resuming.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

namespace kont::papers {

using namespace ladder;
using namespace workloads;

namespace {

using numbers = std::initializer_list<std::uint64_t>;

/// A run of `ops` operations, and no other.
row just(row r, std::uint64_t ops) {
  r.min_ops = r.max_ops = ops;
  return r;
}

/// A sample is whole games: one where that takes long, some where what is left over is little.
template <class S> void add_games(rows& out, std::string_view strategy, numbers players) {
  for (auto const n : players) {
    auto r = just(row_of<games<world<S>>>("hackysack.game", ours(strategy), n, n), kicks_of_a_game);
    if (n < 1'000 && strategy != "thread") r.max_ops = 0;
    out.push_back(std::move(r));
  }
}
template <class S> void add_hackysack(rows& out, std::string_view strategy, numbers players) {
  add_games<S>(out, strategy, players);
  using kick = kicks<world<S>, goes::to_one_by_chance>;
  for (auto const n : players) out.push_back(row_of<kick>("hackysack.kick", ours(strategy), n, n));
}
template <class S> void add_rings(rows& out, std::string_view strategy, numbers links) {
  using ring = kicks<world<S>, goes::to_the_next>;
  for (std::uint64_t const n : {2u, 100u, 128u, 1'000u, 10'000u})
    out.push_back(row_of<ring>("channel.ring", ours(strategy), n, n));
  for (auto const n : links)
    out.push_back(just(row_of<chains<world<S>>>("channel.chain", ours(strategy), n, n), n));
}
template <class S> void add_words(rows& out, std::string_view strategy, numbers all) {
  for (auto const words : all)
    out.push_back(
        row_of<resuming<S>>("words.copied", ours(strategy, "10 alive"), 8 * words, 10, 8 * words));
}

}  // namespace

rows stackless_rows() {
  rows out;
  add_words<copy>(out, "copy", {1, 25, 50, 75, 100});
  add_words<stack>(out, "stack", {1, 100});
  add_hackysack<stack>(out, "stack", {10, 100, 1'000, 10'000, many});
  add_hackysack<frame>(out, "frame", {10, 100, 1'000, 10'000, many});
  add_hackysack<closure>(out, "closure", {10, 100, 1'000, 10'000});
  add_hackysack<copy>(out, "copy", {10, 100, 1'000, 10'000});
  add_games<thread>(out, "thread", {10, 100, 1'000});
  add_rings<stack>(out, "stack", {1'000, many});
  add_rings<copy>(out, "copy", {1'000});
  add_rings<frame>(out, "frame", {1'000, many});
  add_rings<closure>(out, "closure", {1'000});
  return out;
}

}  // namespace kont::papers
