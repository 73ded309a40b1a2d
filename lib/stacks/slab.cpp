// lib/stacks/slab.cpp -- where stacks come from: a few large mappings, cut into equal slots.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include "lib/stacks/annotate.hpp"
#include "lib/stacks/stack.hpp"
#include "lib/thread_end.hpp"

#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102  // Linux 6.13: a guard inside a mapping, which it does not split
#endif

namespace kont::stacks {
namespace {

constexpr int no_such_advice = 0x7fff;
constexpr std::size_t colours = 32, colour_step = 64;  // up to 2 KiB: half a page, 32 cache sets
constexpr std::size_t first_slots = 64, most_slots = 65536;
constexpr std::size_t most_regions = 64;

// One mapping: | guard | stack | guard | stack | …  Written once, then read by the fault handler.
struct region {
  char* base = nullptr;
  std::size_t slots = 0;
};

struct slab {
  std::mutex lock;
  std::array<region, most_regions> regions;
  std::atomic<std::size_t> mapped = 0;  // regions filled in
  std::size_t cut = 0;                  // slots used of the last region
  std::vector<head*> trimmed;           // slots whose memory went back to the system
  std::vector<head*> orphans;           // whole lists of free stacks, of threads that ended
};

// Never destroyed: destructors of statics, and threads that end after main does, still ask.
union for_ever {
  slab all[kinds];
  constexpr for_ever() : all{} {}
  ~for_ever() {}
};
constinit for_ever slabs_made;
constexpr auto& slabs = slabs_made.all;
std::atomic<std::size_t> guarded_count, split_count, unguarded_count, cut_count, mapping_count;
std::atomic<bool> unguarded_allowed = false;

// 4 KiB on x86-64; kernels for AArch64 have pages of 4, 16 or 64.
std::size_t page_size() noexcept {
  static auto const size = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

std::size_t guard_of(shape s) {
  if (s.guard == guarding::none) return 0;
  return s.guard == guarding::page ? page_size() : guard_size;
}

// An odd number of pages from one stack to the next: an even one would put the tops of all
// stacks into a few sets of the TLB.
std::size_t pitch_of(shape s) {
  auto const page = page_size();
  auto const pages = (s.size + guard_of(s) + page - 1) / page;
  return (pages | 1) * page;
}

region map_region(shape s, std::size_t slots) {
  auto const bytes = pitch_of(s) * slots;
  void* const at = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (at == MAP_FAILED) throw exhausted("mmap", errno);
  // advice only: without it a huge page would make every small stack 64 KiB resident
  (void)::madvise(at, bytes, MADV_NOHUGEPAGE);
  ++mapping_count;
  return {static_cast<char*>(at), slots};
}

// Whether the system follows advice: one that takes even what does not exist (qemu-user) follows
// none, and would leave us without a guard.
bool follows_advice(char* at) noexcept {
  static bool const follows = ::madvise(at, page_size(), no_such_advice) != 0;
  return follows;
}

void install_guard(char* at, std::size_t bytes) {
  if (follows_advice(at) && ::madvise(at, bytes, MADV_GUARD_INSTALL) == 0) {
    ++guarded_count;
  } else if (::mprotect(at, bytes, PROT_NONE) == 0) {
    ++split_count;
  } else if (unguarded_allowed) {
    ++unguarded_count;
  } else {
    throw exhausted("mprotect of a guard", errno);
  }
}

char* slot_at(region const& r, shape s, std::size_t i) { return r.base + i * pitch_of(s); }

head* head_at(char* slot, shape s, std::size_t i) {
  auto const offset = s.coloured ? (i % colours) * colour_step : 0;
  auto* const top = slot + guard_of(s) + s.size - offset - sizeof(head);
  return reinterpret_cast<head*>(top);
}

head* cut_slot(slab& from, unsigned kind) {
  auto const s = shape_of(kind);
  auto const n = from.mapped.load(std::memory_order_relaxed);
  if (n == 0 || from.cut == from.regions[n - 1].slots) {
    if (n == most_regions) throw exhausted("all regions in use: mmap", ENOMEM);
    auto const slots = n == 0 ? first_slots : std::min(2 * from.regions[n - 1].slots, most_slots);
    from.regions[n] = map_region(s, slots);
    from.mapped.store(n + 1, std::memory_order_release);
    from.cut = 0;
  }
  auto const& r = from.regions[from.mapped.load(std::memory_order_relaxed) - 1];
  auto* const slot = slot_at(r, s, from.cut);
  if (auto const guard = guard_of(s); guard != 0) install_guard(slot, guard);
  register_root_region(slot + guard_of(s), s.size);  // not the guard: LeakSanitizer would read it
  auto* const made = head_at(slot, s, from.cut++);
  ++cut_count;
  return made;
}

// The slot of that kind which holds an address, or none.
place find_in(unsigned kind, char const* at) noexcept {
  auto const s = shape_of(kind);
  auto const n = slabs[kind].mapped.load(std::memory_order_acquire);
  for (std::size_t i = 0; i < n; ++i) {
    auto const& r = slabs[kind].regions[i];
    if (at < r.base || at >= r.base + r.slots * pitch_of(s)) continue;
    auto const slot = static_cast<std::size_t>(at - r.base) / pitch_of(s);
    auto* const bottom = slot_at(r, s, slot);
    return {bottom, bottom + guard_of(s), head_at(bottom, s, slot)};
  }
  return {};
}

// Leaves a list of free stacks to the next thread that asks. Out of memory it is lost, no more.
void orphan(unsigned kind, head* list) noexcept try {
  std::lock_guard const hold(slabs[kind].lock);
  slabs[kind].orphans.push_back(list);
} catch (std::bad_alloc const&) {}

// A whole list of free stacks that no thread holds, or null.
head* adopt(unsigned kind) noexcept {
  auto& from = slabs[kind];
  std::lock_guard const hold(from.lock);
  if (from.orphans.empty()) return nullptr;
  head* const list = from.orphans.back();
  from.orphans.pop_back();
  return list;
}

// What this thread still holds goes to others when it ends.
void leave_to_others() noexcept {
  depth_of_first = most_kept + 1;
  for (unsigned kind = 0; kind < kinds; ++kind) {
    if (head* const list = std::exchange(free_list[kind], nullptr)) orphan(kind, list);
  }
}

void return_slot(head* stack) {
  auto const kind = stack->kind;
  auto* const bottom = stack->bottom;
  auto const size = stack->size;
  slab& home = slabs[kind];
  std::lock_guard const hold(home.lock);
  home.trimmed.push_back(stack);  // first: if it throws, the stack stays as it is
  ::madvise(bottom, size, MADV_DONTNEED);
}

}  // namespace

exhausted::exhausted(char const* call, int error) noexcept {
  std::snprintf(text_, sizeof text_, "no memory for a stack: %s failed: %s", call,
                std::strerror(error));
}

void keep_for_others() noexcept {
  static thread_end const at_its_end(&leave_to_others);
  at_its_end.expect();
  depth_of_first = 1;
}

head* fresh(unsigned kind) {
  watch_overflow();
  if (head* const list = adopt(kind)) {
    free_list[kind] = list->next;
    return list;
  }
  slab& from = slabs[kind];
  std::lock_guard const hold(from.lock);
  head* stack;
  if (from.trimmed.empty()) {
    stack = cut_slot(from, kind);
  } else {
    stack = from.trimmed.back();
    from.trimmed.pop_back();
  }
  char* const bottom = find_in(kind, stack->top()).bottom;
  register_stack(bottom, stack->top());
  return new (stack) head{.bottom = bottom, .size = shape_of(kind).size, .kind = kind};
}

void hand_over(head& top) noexcept {
  keep_for_others();
  if (top.next != nullptr) orphan(top.kind, std::exchange(top.next, nullptr));
  top.depth = 1;
}

void allow_unguarded(bool yes) noexcept { unguarded_allowed = yes; }

census count() noexcept {
  return {cut_count, guarded_count, split_count, unguarded_count, mapping_count};
}

std::size_t trim() noexcept {
  std::size_t given = 0;
  for (unsigned kind = 0; kind < kinds; ++kind) {
    head*& list = free_list[kind];
    while (list != nullptr || (list = adopt(kind)) != nullptr) {
      head* const stack = list;
      list = stack->next;
      try {
        return_slot(stack);
        ++given;
      } catch (std::bad_alloc const&) {
        release(stack);
        return given;
      }
    }
  }
  return given;
}

place find(void const* address) noexcept {
  for (unsigned kind = 0; kind < kinds; ++kind)
    if (auto const found = find_in(kind, static_cast<char const*>(address))) return found;
  return {};
}

// Reads dead frames, whose red zones AddressSanitizer still guards.
__attribute__((no_sanitize("address"))) std::size_t high_water(head const& stack) noexcept {
  auto const first = reinterpret_cast<std::uintptr_t>(stack.bottom);
  auto const page = page_size();
  auto const pages = (stack.size + page - 1) / page;
  for (std::size_t i = 0; i < pages; ++i) {
    unsigned char resident = 0;
    auto* const at = reinterpret_cast<char*>(first + i * page);
    if (::mincore(at, page, &resident) != 0 || (resident & 1) == 0) continue;
    for (std::size_t j = 0; j < page; ++j) {
      if (at[j] != 0) return stack.size - (i * page + j);
    }
  }
  return 0;
}

}  // namespace kont::stacks
