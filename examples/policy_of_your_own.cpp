// examples/policy_of_your_own.cpp -- a policy to copy into lab/own: ./kont lab has it at once.
#include <algorithm>
#include <vector>

#include "lab/enlist.hpp"

struct longest_first {
  struct hook {
    kont::ticks length = 1;  // what is called as a member of lab::job, the workload tells
  };
  void put(hook& t, kont::why) noexcept { ready.push_back(&t); }
  hook* take() noexcept {  // who runs next; null: nobody is ready
    auto const best = std::ranges::max_element(ready, {}, [](hook* t) { return t->length; });
    if (best == ready.end()) return nullptr;
    hook* const chosen = *best;
    return ready.erase(best), chosen;
  }
  std::vector<hook*> ready;
};
kont::lab::enlisted<longest_first> const here("longest_first", "the longest job first");
