// papers/cores/cores.cpp -- skynet and fork-join, by one scheduler, by crews and by peers.
//
//   cores [ROUNDS]      default 5: the rows of each table in turn, so often; medians, and ratios
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "lib/measure/cpu_clock.hpp"
#include "papers/peers/peers.hpp"
#include "papers/workloads/trees.hpp"
#if KONT_HAVE_TBB
#include <tbb/global_control.h>
#include <tbb/task_group.h>
#endif

namespace {
using namespace kont;
using namespace workloads;

constexpr number leaf_count = 1'000'000, answer = 499'999'500'000;
constexpr int fib_of = 30;

constexpr auto all_leaves = [](auto const& child) { return skynet(0, leaf_count, child); };
constexpr auto fib30 = [](auto const& child) { return fib(fib_of, child); };

template <class World, class Work, class... A> auto in(Work work, A... arguments) {
  return [=] {
    World world(arguments...);
    number result = 0;
    world.spawn([&] { result = static_cast<number>(work(children_in(world))); });
    world.run();
    return result;
  };
}
template <class Work> auto in_crew(unsigned workers, Work work) {
  return in<crew<>>(work, workers);
}
template <class Work> auto in_scheduler(Work work) { return in<depth_first<stack>>(work); }

double median(std::vector<double> of) {
  std::ranges::sort(of);
  return of[of.size() / 2];
}
struct row {
  std::string name;
  std::function<number()> run;
  std::vector<double> wall{}, cpu{};
};
void table(char const* title, std::vector<row> rows, number right, double ops, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    for (auto& r : rows) {
      auto const cpu = measure::process_cpu_ns(), wall = measure::wall_ns();
      if (r.run() != right) {
        std::printf("%s: wrong answer\n", r.name.c_str());
        std::exit(1);
      }
      r.cpu.push_back(static_cast<double>(measure::process_cpu_ns() - cpu));
      r.wall.push_back(static_cast<double>(measure::wall_ns() - wall));
    }
  }
  std::printf("%s: medians of %d rounds, ns each, and as a part of the last row\n", title, rounds);
  std::printf("  %-24s %20s %20s\n", "", "wall", "processor");
  for (auto& r : rows) {
    std::printf("  %-24s %11.1f %8.3f %11.1f %8.3f\n", r.name.c_str(), median(r.wall) / ops,
                median(r.wall) / median(rows.back().wall), median(r.cpu) / ops,
                median(r.cpu) / median(rows.back().cpu));
  }
}

#if KONT_HAVE_TBB
int fib_tbb(int n) {
  if (n < 2) return n;
  int left;
  tbb::task_group g;
  g.run([&] { left = fib_tbb(n - 1); });
  int const right = fib_tbb(n - 2);
  g.wait();
  return left + right;
}
auto fib_of_tbb(unsigned threads) {
  return [threads] {
    tbb::global_control const limit(tbb::global_control::max_allowed_parallelism, threads);
    return static_cast<number>(fib_tbb(fib_of));
  };
}
#endif
}  // namespace

int main(int argc, char** argv) {
  int const rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
  std::vector<row> of_skynet{{"calls", [] { return all_leaves(calls); }},
                             {"kont scheduler<lifo>", in_scheduler(all_leaves)},
                             {"kont crew, 1 worker", in_crew(1, all_leaves)},
                             {"kont crew, 2 workers", in_crew(2, all_leaves)}};
#if KONT_HAVE_BOOST_FIBER
  of_skynet.push_back(
      {"Boost.Fiber, 1 thread", [] { return peers::skynet_of_fibers(leaf_count); }});
#endif
  table("skynet, a leaf", of_skynet, answer, leaf_count, rounds);
  std::vector<row> of_fib{{"calls", [] { return static_cast<number>(fib30(calls)); }},
                          {"kont scheduler<lifo>", in_scheduler(fib30)},
                          {"kont crew, 1 worker", in_crew(1, fib30)},
                          {"kont crew, 2 workers", in_crew(2, fib30)}};
#if KONT_HAVE_TBB
  of_fib.push_back({"oneTBB, 1 thread", fib_of_tbb(1)});
  of_fib.push_back({"oneTBB, 2 threads", fib_of_tbb(2)});
#endif
  table("fib(30), a fork", of_fib, tree_of_fib30.value, fib30_forks, rounds);
}
