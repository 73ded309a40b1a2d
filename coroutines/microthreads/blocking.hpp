// coroutines/microthreads/blocking.hpp -- what all blocking objects have: a world, and a name.
#pragma once
#include <string>
#include <utility>

#include "coroutines/microthreads/waiting.hpp"
#include "lib/concurrent/spin_lock.hpp"

namespace kont {

template <class Object> struct operation_on;

/// The base of what the microthreads of a `World` wait for. Used by its threads; must outlive who
/// waits for it or holds it, on a crew also the call that wakes them. At the end of a world, those
/// who are left unwind, in what order they may: objects that they hold then must have been made
/// before it, or the world be run once more after its kill_all(true).
template <class World> class blocking {
 public:
  using thread = typename World::thread;
  using section = kont::section<typename World::guard>;
  blocking(blocking&&) = delete;
  /// What lists of who waits, and dumps, call it.
  char const* name() const noexcept { return name_.c_str(); }

 protected:
  blocking(World& world, std::string name) : world_(world), name_(std::move(name)) {}
  ~blocking() = default;
  /// Wakes all of a queue, the first first.
  void wake_all(wait_queue<thread>& q) noexcept {
    while (auto* const t = q.pop()) world_.wake(*t);
  }
  World& world_;
  [[no_unique_address]] mutable typename World::guard guard_;  // of all that follows

 private:
  template <class Object> friend struct operation_on;
  std::string name_;
};

/// An operation on an Object that waits in one of its queues.
template <class Object> struct operation_on : queued<typename Object::thread> {
  operation_on(Object& o, wait_queue<typename Object::thread>& in, char const* does) noexcept
      : queued<typename Object::thread>(in, does), object(o) {}
  char const* on() const noexcept override { return object.name(); }
  auto& guard() noexcept { return object.guard_; }
  bool is_ours() const noexcept { return object.world_.runs_here(); }
  Object& object;
};

}  // namespace kont
