// papers/koppel_2018/routes.cpp -- the list of routes: by hand, by replay, by continuations.
#include "papers/koppel_2018/routes.hpp"

#include "papers/workloads/effects_plain.hpp"
#include "papers/workloads/queens_by_control.hpp"
#include "papers/workloads/queens_by_hand.hpp"
#include "papers/workloads/strategies.hpp"

namespace kont::papers {
namespace {

namespace by = workloads::queens_by;
namespace the = workloads::suite;
using effects::number;

constexpr number largest_of_the_slow = 10;  // what throws, or drops continuations, at each failure

struct board {
  std::string_view name;
  number size, answer;
};
constexpr board boards[] = {
    {"8", 8, 92}, {"9", 9, 352}, {"10", 10, 724}, {"11", 11, 2'680}, {"12", 12, 14'200}};

void add_routes(effects::program& to, bool all) {
  auto const add = [&](std::string_view strategy, std::string_view style, number (*run)(number)) {
    to.ways.push_back({std::string(strategy), std::string(style), run, ""});
  };
  auto const add_slow = [&](std::string_view strategy, std::string_view style,
                            number (*run)(number)) {
    if (all) return add(strategy, style, run);
    to.ways.push_back({std::string(strategy), std::string(style), nullptr,
                       "each failure unwinds: seconds on so large a board"});
  };
  add("", "plain", the::plain::nqueens);
  add("", "own stack", by::own_stack);
  add("", "success", by::success);
  add("", "CPS by hand", the::nqueens_cps);
  add("", "replay by hand", by::replay);
  add_slow("", "exceptions", by::exceptions);
  add("stack", "generators", by::generators<stack>);
  add("frame", "generators", by::generators<frame>);
  add("copy", "forks", the::nqueens_forked<copy>);
  add("replay", "forks", the::nqueens_forked<replay>);
  add("copy", "shift", by::shift<copy>);
  add_slow("copy", "control0", by::control0<copy>);
  add_slow("copy", "lists", by::lists<copy>);
  add("copy", "handlers", the::nqueens<copy>);
}

}  // namespace

std::vector<effects::program> queens_by_routes() {
  std::vector<effects::program> out;
  for (auto const& b : boards) {
    auto& p = out.emplace_back(effects::program{.name = b.name,
                                                .what = "queens on a board",
                                                .small = 6,
                                                .small_answer = 4,
                                                .large = b.size,
                                                .large_answer = b.answer,
                                                .quick = b.size,
                                                .ways = {}});
    add_routes(p, b.size <= largest_of_the_slow);
  }
  return out;
}

}  // namespace kont::papers
