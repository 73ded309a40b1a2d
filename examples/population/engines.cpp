// examples/population/engines.cpp -- the list of engines: strategies under policies, and peers.
#include "examples/population/engines.hpp"

#include <algorithm>
#include <string>

#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/copy.hpp"
#include "continuations/strategies/frame.hpp"
#include "continuations/strategies/stack.hpp"
#include "continuations/strategies/thread.hpp"
#include "continuations/strategies/ucontext.hpp"
#include "examples/population/run_settlement.hpp"
#if KONT_HAVE_BOOST_CONTEXT
#include "continuations/strategies/context.hpp"
#endif

namespace kont::population {
namespace {

history run_on_stacks(request const& r) {
  return r.workers == 1 ? run_settlement<stack>(r) : run_by_crew(r);
}

constexpr engine all[] = {
    {"frame", "fifo", run_settlement<frame>},
    {"closure", "fifo", run_settlement<closure>},
    {"copy", "fifo", run_settlement<copy>},
    {"stack", "fifo", run_on_stacks},
    {"packed", "fifo", run_settlement<packed_stack>},
#if KONT_HAVE_BOOST_CONTEXT
    {"context", "fifo", run_settlement<context>},
#endif
    {"ucontext", "fifo", run_settlement<ucontext>},
    {"callbacks", "fifo", run_by_callbacks},
#if KONT_HAVE_BOOST_FIBER
    {"boost-fiber", "fifo", run_by_boost_fiber},
#endif
    {"frame", "lifo", run_settlement<frame, lifo>},
    {"frame", "dice", run_settlement<frame, kont::dice>},
    {"stack", "lifo", run_settlement<stack, lifo>},
    {"stack", "dice", run_settlement<stack, kont::dice>},
    {"thread", "fifo", run_settlement<thread>},
};

}  // namespace

std::span<engine const> engines() { return all; }

engine const& find_engine(std::string_view name, std::string_view policy) {
  auto const found = std::ranges::find_if(
      all, [&](engine const& e) { return e.name == name && e.policy == policy; });
  if (found != std::end(all)) return *found;
  std::string list;
  for (auto const& e : all) {
    if (!list.empty()) list += ", ";
    list += std::string(e.name) + (e.policy == "fifo" ? "" : " with " + std::string(e.policy));
  }
  throw usage_error("no strategy '" + std::string(name) + "' with the policy '" +
                    std::string(policy) + "'; there are " + list);
}

}  // namespace kont::population
