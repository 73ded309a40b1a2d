// coroutines/microthreads/bounded_queue.hpp -- the buffer of a channel: so many values, in order.
//
//   at_           head_               tail_              end_
//    |      |      | v1   | v2   | v3  |      |      |      |     one place more than it may hold,
//                                                                 so that empty is not full
//   push goes on from end_ at at_, and pop; what is allowed beforehand never crosses it, and so is
//   a comparison, the value, and a step.
#pragma once
#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>
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
        at_(capacity != 0 ? std::allocator<T>().allocate(places(capacity)) : nullptr),
        end_(capacity != 0 ? at_ + places(capacity) : nullptr) {}
  bounded_queue(bounded_queue&&) = delete;
  ~bounded_queue() {
    while (!empty()) pop();
    if (at_ != nullptr) std::allocator<T>().deallocate(at_, places(capacity_));
  }
  std::size_t capacity() const noexcept { return capacity_; }
  std::size_t size() const noexcept {
    auto const between = tail_ - head_;
    return static_cast<std::size_t>(between >= 0 ? between : between + (end_ - at_));
  }
  bool empty() const noexcept { return head_ == tail_ || (head_ == end_ && tail_ == at_); }
  bool full() const noexcept { return size() == capacity_; }
  /// Only when it is not full.
  void push(T&& value) {
    if (tail_ == end_) tail_ = push_to_ = at_;
    push_allowed(std::move(value));
  }
  /// Only when it is not empty.
  T pop() {
    if (head_ == end_) head_ = pop_to_ = at_;
    return pop_allowed();
  }

  bool may_push() const noexcept { return tail_ < push_to_; }
  bool may_pop() const noexcept { return head_ < pop_to_; }
  /// Only when may_push().
  void push_allowed(T&& value) {
    T* const place = tail_;  // kept: it is no other after the value has been stored
    std::construct_at(place, std::move(value));
    tail_ = place + 1;
  }
  /// Only when may_pop().
  T pop_allowed() {
    T* const first = head_;
    T out = std::move(*first);
    std::destroy_at(first);
    head_ = first + 1;
    return out;
  }
  /// As many as there is room for now, and as there are now, up to the last place; none.
  void allow_pushes() noexcept {
    if (empty()) {
      head_ = tail_ = pop_to_ = at_;  // from the first place on, the way to the last is longest
    } else if (tail_ == end_) {
      tail_ = at_;
    }
    push_to_ = tail_ + std::min(static_cast<std::ptrdiff_t>(capacity_ - size()), end_ - tail_);
  }
  void allow_pops() noexcept {
    if (head_ == end_ && !empty()) head_ = at_;
    pop_to_ = head_ <= tail_ ? tail_ : end_;
  }
  void forbid_pushes() noexcept { push_to_ = at_; }
  void forbid_pops() noexcept { pop_to_ = at_; }

 private:
  static std::size_t places(std::size_t capacity) {
    if (capacity + 1 == 0) throw std::bad_array_new_length();
    return capacity + 1;
  }

  std::size_t capacity_;
  T *at_, *end_;
  T *head_ = at_, *tail_ = at_;       // or end_, which is at_ for the next
  T *push_to_ = at_, *pop_to_ = at_;  // each of the same round as tail_, or head_
};

}  // namespace kont
