// papers/bruggeman_1996/rows.cpp -- threads that switch every so many calls, and calls that each
// get a continuation, one-shot (stack), multi-shot (copy) and by CPS (closure).
#include <string>

#include "papers/frame/tables.hpp"
#include "papers/ladder/rows.hpp"
#include "papers/workloads/calling.hpp"
#include "papers/workloads/captured_calls.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

namespace kont::papers {

using namespace ladder;
using namespace workloads;

rows bruggeman_rows() {
  rows out;
  for (std::uint64_t const threads : {10u, 100u, 1'000u}) {
    auto const how_many = std::to_string(threads) + " threads";
    for (std::uint64_t interval = 1; interval <= 512; interval *= 2) {
      auto const add = [&]<class World>(std::string_view strategy) {
        out.push_back(row_of<calling<World>>("threads.call", ours(strategy, how_many), interval,
                                             threads, interval));
      };
      add.operator()<world<stack>>("stack");
      add.operator()<world<copy>>("copy");
      add.operator()<world<closure>>("closure");
    }
  }
  out.push_back(row_of<captured_calls<stack>>("tak.captured", ours("stack"), 1));
  out.push_back(row_of<captured_calls<copy>>("tak.captured", ours("copy"), 1));
  out.push_back(row_of<plain_calls>("tak.captured", baseline("calls"), 1));
  return out;
}

}  // namespace kont::papers
