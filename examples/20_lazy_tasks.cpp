// examples/20_lazy_tasks.cpp -- fork and join: one half of a sort is offered to the other workers.
// Only if one of them has nothing else to do, it becomes a microthread; else it is a call.
#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/lazy_task.hpp"

using numbers = std::span<std::uint32_t>;

void sort(kont::crew<>& world, numbers all) {
  if (all.size() <= 32) return void(std::ranges::sort(all));
  auto const half = all.size() / 2;
  kont::lazy_task left(world, [&world, part = all.first(half)] { sort(world, part); });
  sort(world, all.subspan(half));
  left.join();
  std::ranges::inplace_merge(all, all.begin() + static_cast<std::ptrdiff_t>(half));
}

int main() {
  std::vector<std::uint32_t> some(300'000);
  std::uint32_t next = 1;
  for (auto& n : some) n = next = next * 1'664'525u + 1'013'904'223u;
  kont::crew<> world(2);
  world.spawn([&] { sort(world, some); });
  world.run();
  fmt::print("{} numbers, in order: {}\n", some.size(), std::ranges::is_sorted(some));
}
