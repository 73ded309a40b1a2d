// coroutines/microthreads/io/in_frame.hpp -- what an operation would take from the heap, kept in
// the frame of who waits for it: its memory, and how it is cancelled.
//
// Asio keeps both in caches that it has only inside io_context::run(); microthreads begin their
// operations outside.
#pragma once
#include <atomic>
#include <boost/asio/cancellation_type.hpp>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace kont::io {

/// Room for one object at a time; the next one comes from the heap. Thread-safe, since operations
/// may run elsewhere.
template <std::size_t Size> class room {
 public:
  void* take(std::size_t bytes) {
    if (bytes <= Size && !taken_.exchange(true, std::memory_order_acquire)) return at_;
    return ::operator new(bytes);
  }
  void give_back(void* p) noexcept {
    if (p != at_) return ::operator delete(p);
    taken_.store(false, std::memory_order_release);
  }

 private:
  std::atomic<bool> taken_ = false;  // in one line of the cache with what is touched there
  alignas(std::max_align_t) std::byte at_[Size];
};

/// An allocator in a room.
template <class T, std::size_t Size> struct room_allocator {
  using value_type = T;
  template <class U> struct rebind { using other = room_allocator<U, Size>; };

  explicit room_allocator(room<Size>& r) noexcept : in(&r) {}
  template <class U> room_allocator(room_allocator<U, Size> const& other) noexcept : in(other.in) {}
  T* allocate(std::size_t n) {
    static_assert(alignof(T) <= alignof(std::max_align_t));
    return static_cast<T*>(in->take(n * sizeof(T)));
  }
  void deallocate(T* p, std::size_t) noexcept { in->give_back(p); }
  template <class U> bool operator==(room_allocator<U, Size> const& other) const noexcept {
    return in == other.in;
  }
  room<Size>* in;
};

/// How an operation is cancelled, if it can be: it puts a function object there. (Asio's
/// cancellation_signal, and its slot; not thread-safe either.)
class canceller {
 public:
  canceller() = default;
  canceller(canceller&&) = delete;
  ~canceller() { clear(); }
  void cancel(boost::asio::cancellation_type type) {
    if (how_ != nullptr) how_->call(type);
  }

  class slot {
   public:
    explicit slot(canceller& of) noexcept : of_(&of) {}
    bool is_connected() const noexcept { return true; }
    bool has_handler() const noexcept { return of_->how_ != nullptr; }
    void clear() { of_->clear(); }
    template <class F, class... Args> F& emplace(Args&&... args) {
      of_->clear();
      void* const at = of_->room_.take(sizeof(kept<F>));
      try {
        auto* const made = ::new (at) kept<F>(std::forward<Args>(args)...);
        of_->how_ = made;
        return made->f;
      } catch (...) {
        of_->room_.give_back(at);
        throw;
      }
    }
    template <class F> std::decay_t<F>& assign(F&& f) {
      return emplace<std::decay_t<F>>(std::forward<F>(f));
    }
    bool operator==(slot const&) const = default;

   private:
    canceller* of_;
  };

 private:
  struct any {
    virtual void call(boost::asio::cancellation_type) = 0;
    virtual ~any() = default;
  };
  template <class F> struct kept final : any {
    template <class... Args> explicit kept(Args&&... args) : f(std::forward<Args>(args)...) {}
    void call(boost::asio::cancellation_type type) override { f(type); }
    F f;
  };
  void clear() {
    if (how_ == nullptr) return;
    any* const was = std::exchange(how_, nullptr);
    std::destroy_at(was);
    room_.give_back(was);
  }

  any* how_ = nullptr;
  room<96> room_;
};

}  // namespace kont::io
