// examples/lessons/12_policies/solution.cpp -- the shortest first, with patience for the long.
#include <algorithm>
#include <vector>

#include "coroutines/microthreads/policy.hpp"

class patient {
 public:
  struct hook {  // what the policy knows of a microthread; it is part of it
    int length = 1;
    int passed = 0;  // by how many, since it was put
  };
  void put(hook& t, kont::why) noexcept {
    t.passed = 0;
    ready_.push_back(&t);
  }
  hook* take() noexcept {
    auto next = std::ranges::find_if(ready_, [](hook* t) { return t->passed >= 5; });
    if (next == ready_.end()) next = std::ranges::min_element(ready_, {}, &hook::length);
    if (next == ready_.end()) return nullptr;
    hook* const taken = *next;
    ready_.erase(next);
    for (hook* t : ready_) ++t->passed;
    return taken;
  }

 private:
  std::vector<hook*> ready_;  // in the order in which they were put
};
static_assert(kont::policy<patient>);

#include "examples/lessons/12_policies/checks.hpp"
