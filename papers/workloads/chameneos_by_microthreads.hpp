// papers/workloads/chameneos_by_microthreads.hpp -- creatures as microthreads; an MVar is a channel
// that has room for one value.
#pragma once
#include "coroutines/microthreads/channel.hpp"
#include "papers/workloads/chameneos.hpp"

namespace kont::workloads {

template <class World> class microthread_guests {
 public:
  /// (Peyton Jones, Gordon & Finne: Concurrent Haskell, POPL 1996.)
  template <class T> struct mvar : channel<T, World> {
    explicit mvar(microthread_guests& in) : channel<T, World>(in.world_, 1) {}
    void begin_with(T v) { this->try_send(v); }
    template <class... Rest> [[gnu::always_inline]] auto put(T v, Rest... rest) {
      return this->send(v, std::move(rest)...);
    }
    template <class... Rest> [[gnu::always_inline]] auto take(Rest... rest) {
      return this->receive(std::move(rest)...);
    }
  };
  using me = guest<microthread_guests>;
  using place = meeting_place<microthread_guests>;

  void begin(place& at, me& who) requires(World::style == dialect::direct) {
    world_.spawn([&at, &who] { live<microthread_guests>(at, who); });
  }
  void begin(place& at, me& who) requires(World::style == dialect::co) {
    world_.spawn([&at, &who]() -> typename World::template body_of<> {
      for (;;) {
        auto const found = co_await at.take();
        co_await at.put(visit(found, who));
        if (found.left == 0) co_return;
        if (found.first == nullptr) {
          who.met(co_await who.waker.take());
        } else {
          co_await found.first->waker.put(&who);
          who.met(found.first);
        }
      }
    });
  }
  void begin(place& at, me& who) requires(World::style == dialect::cps) {
    world_.spawn([&at, &who] { return live_on(at, who); });
  }
  void run() { world_.run(); }

 private:
  template <class W = World> static typename W::strategy_type::action live_on(place& at, me& who) {
    return at.take([&at, &who](seat<me> found) {
      return at.put(visit(found, who), [&at, &who, found] {
        if (found.left == 0) return World::done();
        if (found.first == nullptr)
          return who.waker.take([&at, &who](me* other) {
            who.met(other);
            return live_on(at, who);
          });
        return found.first->waker.put(&who, [&at, &who, found] {
          who.met(found.first);
          return live_on(at, who);
        });
      });
    });
  }
  World world_;
};

}  // namespace kont::workloads
