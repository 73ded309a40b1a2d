// examples/lessons/14_measure/checks.hpp -- a machine whose clock is known, and whose noise is.
#pragma once
#include "examples/lessons/check.hpp"

namespace {

// Time passes by work alone; while the machine is busy, ten times as fast.
struct machine {
  long now = 0, busy_until = 0;
  lesson::trace ran{};

  contestant does(std::string name, long ticks, long sum = 42) {
    return {name, [this, name, ticks, sum] {
              now += now < busy_until ? 10 * ticks : ticks;
              ran.push_back(name);
              return sum;
            }};
  }
  std::vector<std::string> table(std::vector<contestant> const& all, int runs) {
    std::vector<std::string> lines;
    for (auto const& r : measure(all, runs, [this] { return now; }))
      lines.push_back(r.name + "=" + std::to_string(r.shortest));
    return lines;
  }
};

}  // namespace

int main() {
  using lesson::check;
  machine quiet;
  check("on a quiet machine a run takes what it takes",
        quiet.table({quiet.does("a", 100), quiet.does("b", 120)}, 3), {"a=100", "b=120"});
  check("contestants are run in turns", quiet.ran, {"a", "b", "a", "b", "a", "b"},
        {{"a a a b b b", "one after the other: whoever has bad luck has it alone"}});
  machine noisy{.busy_until = 4'000};  // nearly two rounds
  check("noise at the beginning changes nothing",
        noisy.table({noisy.does("a", 100), noisy.does("b", 120)}, 6), {"a=100", "b=120"},
        {{"a=1000 b=120", "all runs of a were in the noise: they are not interleaved"},
         {"a=1000 b=1200", "the longest run is taken, or the first"}});
  check("unequal work has no table", quiet.table({quiet.does("a", 9, 1), quiet.does("b", 5, 2)}, 2),
        {}, {{"a=9 b=5", "b has done something else: its time says nothing"}});
  check("nor has work that changes from run to run",
        [] {
          machine m;
          long calls = 0;
          auto odd = m.does("a", 5);
          return m.table({{"a", [&, odd] { return odd.run() + (++calls == 3); }}}, 4);
        }(),
        {});
  check("100 is faster than 120", compare({"a", 100}, {"b", 120}), "a");
  check("whoever comes first", compare({"a", 120}, {"b", 100}), "b");
  check("100 and 110 are the same: it may be how a loop is aligned",
        compare({"a", 110}, {"b", 100}), "~");
  check("a row against itself is the same", compare({"a", 100}, {"a again", 100}), "~");
  return lesson::done();
}
