// lib/small_blocks.cpp -- cuts runs of memory into blocks; what a thread leaves, others take over.
#include "lib/small_blocks.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "lib/thread_end.hpp"

namespace kont::small_blocks {
namespace {

constexpr std::size_t run_bytes = 64 * 1024;

// All runs, kept until the process ends: a block may outlive the thread that cut it.
struct store {
  std::mutex lock;
  std::vector<std::unique_ptr<std::byte[]>> runs;
  std::array<std::vector<free_block*>, classes> orphans;  // lists of threads that ended
};

store& shared() {
  static auto* const forever = new store;  // never destroyed: threads may end after main does
  return *forever;
}

void leave_to_others() noexcept {
  kept = false;
  store& s = shared();
  std::lock_guard const hold(s.lock);
  for (std::size_t c = 0; c < classes; ++c) {
    if (free_list[c] != nullptr) s.orphans[c].push_back(std::exchange(free_list[c], nullptr));
  }
}

void keep_for_others() noexcept {
  static thread_end const at_its_end(&leave_to_others);
  at_its_end.expect();
  kept = true;
}

}  // namespace

void give_back_first(void* block, std::size_t size_class) noexcept {
  keep_for_others();
  free_list[size_class] = new (block) free_block{free_list[size_class]};
}

void* refill(std::size_t size_class) {
  keep_for_others();
  store& s = shared();
  std::lock_guard const hold(s.lock);
  auto& orphans = s.orphans[size_class];
  if (!orphans.empty()) {
    free_block* const list = orphans.back();
    orphans.pop_back();
    free_list[size_class] = list->next;
    return list;
  }
  auto const size = std::max<std::size_t>(size_class, 1) * step;
  s.runs.push_back(std::make_unique_for_overwrite<std::byte[]>(run_bytes));
  std::byte* const run = s.runs.back().get();
  auto const count = run_bytes / size;
  free_block* list = nullptr;
  for (std::size_t i = count; i-- > 1;) list = new (run + i * size) free_block{list};
  free_list[size_class] = list;
  return run;
}

}  // namespace kont::small_blocks
