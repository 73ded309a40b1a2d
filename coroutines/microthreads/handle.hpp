// coroutines/microthreads/handle.hpp -- the name of a microthread that may be waited for.
#pragma once
#include <cstdint>
#include <utility>

#include "lib/rule.hpp"

namespace kont {

/// A microthread of `World` that somebody may join. A value: moved, not copied; dropping it lets
/// the microthread go its way. The world must outlive it.
template <class World> class microthread_handle {
 public:
  microthread_handle() = default;
  microthread_handle(microthread_handle&& h) noexcept
      : world_(std::exchange(h.world_, nullptr)), thread_(std::exchange(h.thread_, nullptr)) {}
  microthread_handle& operator=(microthread_handle&& h) noexcept {
    std::swap(world_, h.world_);
    std::swap(thread_, h.thread_);
    return *this;
  }
  ~microthread_handle() {
    if (thread_ != nullptr) world_->let_go(*thread_);
  }
  bool finished() const noexcept { return thread_ == nullptr || thread_->finished; }
  /// 0 for a handle that names nobody.
  std::uint64_t id() const noexcept { return thread_ != nullptr ? thread_->id : 0; }

  /// Waits until it has finished. Only in a microthread; by one of them. (Dialect co: await it;
  /// cps: pass the rest, and return it.)
  template <class... Rest> auto join(Rest... rest) {
    if (finished()) return World::stay(std::move(rest)...);
    rule(thread_->joiner == nullptr, "join: somebody joins this microthread already");
    thread_->joiner = &World::current("join: only a microthread can wait");
    return World::block("join", std::move(rest)...);
  }

 private:
  friend World;
  microthread_handle(World* world, typename World::thread* t) : world_(world), thread_(t) {}
  World* world_ = nullptr;
  typename World::thread* thread_ = nullptr;
};

}  // namespace kont
