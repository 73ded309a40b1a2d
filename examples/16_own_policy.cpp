// examples/16_own_policy.cpp -- a policy of your own: simulated, then ordering microthreads.
#include <algorithm>
#include <iostream>
#include <vector>

#include "coroutines/microthreads/scheduler.hpp"
#include "lab/account.hpp"
#include "lab/chart.hpp"
#include "lab/simulation.hpp"

// Whoever has waited longest for its length runs next: short jobs soon, and long ones at last.
// (Highest response ratio next: Brinch Hansen, 1971.)
class highest_ratio {
 public:
  struct hook {
    kont::ticks length = 1, since = 0;  // the first is told by the workload, the other is ours
  };
  void reserve(std::size_t n) { ready_.reserve(n); }
  void tick(kont::ticks now) noexcept { now_ = now; }
  void put(hook& t, kont::why) noexcept { t.since = now_, ready_.push_back(&t); }
  hook* take() noexcept {
    auto const ratio = [&](hook* t) { return double(now_ - t->since) / double(t->length); };
    auto const best = std::ranges::max_element(ready_, {}, ratio);
    if (best == ready_.end()) return nullptr;
    hook* const chosen = *best;
    ready_.erase(best);
    return chosen;
  }

 private:
  kont::ticks now_ = 0;
  std::vector<hook*> ready_;
};

int main() {
  kont::lab::workload const work{{{.name = "A", .arrives = 0, .length = 30},
                                  {.name = "B", .arrives = 1, .length = 20},
                                  {.name = "C", .arrives = 2, .length = 2},
                                  {.name = "D", .arrives = 29, .length = 4}}};
  highest_ratio simulated;
  auto const log = kont::lab::simulate(work, simulated);
  std::cout << kont::lab::in_a_line(work, log) << '\n';
  std::cout << "mean turnaround: " << kont::lab::sum_up(work, log).turnaround.mean << '\n';

  // The same class orders microthreads. Time is told by metered<>; here it counts turns.
  using world = kont::scheduler<kont::metered<highest_ratio>>;
  world w;
  for (auto const& j : work.jobs) {
    w.spawn({.name = j.name, .properties = {.length = j.length}}, [&j] {
      for (int turn = 0; turn < 3; ++turn, world::yield()) std::cout << j.name << ' ';
    });
  }
  w.run();
  std::cout << '\n';
}

// To have it in `kont lab`: policy_of_your_own.cpp is a file to copy into lab/own.
