// lib/listed.hpp -- objects that a debugger finds: all that live, in one list.
#pragma once
#include <mutex>

namespace kont {

/// Base of what `kont ls` shows in gdb (tools/gdb/kont.py), which goes through the list and asks
/// for each one's dynamic type: hence the virtual destructor, and nothing else virtual. Made and
/// destroyed under a lock, O(1). Thread-safe.
class listed {
 public:
  listed() {
    std::lock_guard const hold(lock_);
    if (first_ != nullptr) first_->before_ = this;
    after_ = first_;
    first_ = this;
  }
  listed(listed&&) = delete;
  virtual ~listed() {
    std::lock_guard const hold(lock_);
    (before_ != nullptr ? before_->after_ : first_) = after_;
    if (after_ != nullptr) after_->before_ = before_;
  }

 private:
  static inline constinit std::mutex lock_{};
  static inline constinit listed* first_ = nullptr;
  listed* before_ = nullptr;
  listed* after_ = nullptr;
};

}  // namespace kont
