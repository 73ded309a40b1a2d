// coroutines/microthreads/bounded_queue.hpp -- the buffer of a channel: so many values, in order.
#pragma once
#include <bit>
#include <cstddef>
#include <memory>
#include <utility>

namespace kont {

/// A queue of at most `capacity` values, in one block that never moves; none is allocated for 0.
/// Every operation O(1). Its owner, for whom there may be more to look at than the queue, can allow
/// so many pushes and pops that the question is one comparison.
template <class T> class bounded_queue {
 public:
  /// Throws std::bad_alloc.
  explicit bounded_queue(std::size_t capacity)
      : capacity_(capacity),
        mask_(capacity != 0 ? std::bit_ceil(capacity) - 1 : 0),
        at_(capacity != 0 ? std::allocator<T>().allocate(mask_ + 1) : nullptr) {}
  bounded_queue(bounded_queue&&) = delete;
  ~bounded_queue() {
    while (!empty()) pop();
    if (at_ != nullptr) std::allocator<T>().deallocate(at_, mask_ + 1);
  }
  std::size_t capacity() const noexcept { return capacity_; }
  std::size_t size() const noexcept { return tail_ - head_; }
  bool empty() const noexcept { return head_ == tail_; }
  bool full() const noexcept { return size() == capacity_; }
  /// Only when it is not full.
  void push(T&& value) {
    auto const end = tail_;  // kept: what is stored may be a number, and so, to a compiler, tail_
    std::construct_at(at_ + (end & mask_), std::move(value));
    tail_ = end + 1;
  }
  /// Only when it is not empty.
  T pop() {
    T& first = at_[head_ & mask_];
    T out = std::move(first);
    std::destroy_at(&first);
    ++head_;
    return out;
  }

  bool may_push() const noexcept { return tail_ < push_to_; }
  bool may_pop() const noexcept { return head_ < pop_to_; }
  /// As many as there is room for now; as many as there are now; none.
  void allow_pushes() noexcept { push_to_ = head_ + capacity_; }
  void allow_pops() noexcept { pop_to_ = tail_; }
  void forbid_pushes() noexcept { push_to_ = 0; }
  void forbid_pops() noexcept { pop_to_ = 0; }

 private:
  std::size_t capacity_, mask_;
  T* at_;
  std::size_t head_ = 0, tail_ = 0;  // they only grow
  std::size_t push_to_ = 0, pop_to_ = 0;
};

}  // namespace kont
