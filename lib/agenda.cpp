// lib/agenda.cpp -- the heap of an agenda, and how it is merged into the line.
#include "lib/agenda.hpp"

#include <algorithm>
#include <new>

namespace kont {

void agenda::add_to_heap(item const& next) {
  heap_.push_back(next);
  std::ranges::push_heap(heap_, later);
}
void agenda::drop_first_of_heap() noexcept {
  std::ranges::pop_heap(heap_, later);
  heap_.pop_back();
}
void agenda::make_heap() noexcept { std::ranges::make_heap(heap_, later); }

// Out of memory, all stays as it was: what is sorted is a heap.
void agenda::sort_in() noexcept try {
  constexpr auto earlier = [](item const& a, item const& b) { return later(b, a); };
  std::ranges::sort(heap_, earlier);
  close_up();
  auto const before = static_cast<std::ptrdiff_t>(line_.size());
  line_.insert(line_.end(), heap_.begin(), heap_.end());
  heap_.clear();
  std::ranges::inplace_merge(line_, line_.begin() + before, earlier);
} catch (std::bad_alloc const&) {}

// Lets the line begin at its first that has not left.
void agenda::close_up() noexcept {
  line_.erase(line_.begin(), line_.begin() + static_cast<std::ptrdiff_t>(head_));
  head_ = 0;
}

}  // namespace kont
