// lib/agenda.hpp -- what is due when, the earliest first; of one instant, what came first.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/clock.hpp"

namespace kont {

/// Items by the time they are due. Most come in order, for much is put off equally long: those go
/// into a line, the others into a heap. When that has become large it is sorted, and merged into
/// the line: to take the first of a million out of a heap is twenty cache misses, one after the
/// other. Each O(1) in the line, else O(log n), amortized. What is not short is compiled once, here
/// and not in every program. Not thread-safe.
class agenda {
 public:
  struct item {
    instant due;
    std::uint64_t order;  ///< 1, 2, … as they came
    void* what;
  };
  std::size_t size() const noexcept { return line_.size() - head_ + heap_.size(); }
  /// How many have come.
  std::uint64_t added() const noexcept { return added_; }
  /// Throws std::bad_alloc; then nothing has happened.
  void add(instant due, void* what) {
    item const next{due, added_ + 1, what};
    if (no_line() || line_.back().due <= due) {
      // before the line takes more memory, it uses that of those who have left it, if many have
      if (line_.size() == line_.capacity() && 2 * head_ >= line_.size()) close_up();
      line_.push_back(next);
    } else {
      add_to_heap(next);
    }
    ++added_;
  }
  /// The earliest; call it when there is one.
  item const& first() noexcept {
    if (heap_.size() >= large && heap_.size() >= (line_.size() - head_) / 8) [[unlikely]]
      sort_in();
    return line_is_first() ? line_[head_] : heap_.front();
  }
  /// Takes out what first() spoke of.
  void drop_first() noexcept {
    if (line_is_first()) {
      ++head_;
    } else {
      drop_first_of_heap();
    }
  }
  /// The n-th in the line after its first, which are the next mostly; null: the line is shorter.
  void* ahead(std::size_t n) const noexcept {
    return n < line_.size() - head_ ? line_[head_ + n].what : nullptr;
  }
  /// Takes out those of which `is_stale(item)`. O(n).
  template <class P> void drop_if(P is_stale) noexcept {
    close_up();
    std::erase_if(line_, is_stale);
    std::erase_if(heap_, is_stale);
    make_heap();
  }

 private:
  bool no_line() const noexcept { return head_ == line_.size(); }
  bool line_is_first() const noexcept {
    return !no_line() && (heap_.empty() || later(heap_.front(), line_[head_]));
  }
  static bool later(item const& a, item const& b) noexcept {  // a heap's top is the least late
    return a.due != b.due ? a.due > b.due : a.order > b.order;
  }
  void add_to_heap(item const& next);
  void drop_first_of_heap() noexcept;
  void make_heap() noexcept;
  void sort_in() noexcept;
  void close_up() noexcept;

  static constexpr std::size_t large = 1024;  // items: below, the cache has them all

  std::vector<item> line_;  // sorted, from head_ on
  std::size_t head_ = 0;
  std::vector<item> heap_;
  std::uint64_t added_ = 0;
};

}  // namespace kont
