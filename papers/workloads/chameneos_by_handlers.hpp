// papers/workloads/chameneos_by_handlers.hpp -- creatures as threads that a handler of effects
// schedules: to wait is to perform, and the handler goes on with who is ready.
#pragma once
#include <deque>
#include <optional>
#include <utility>

#include "continuations/control/effects.hpp"
#include "papers/workloads/chameneos.hpp"
#include "papers/workloads/mvar_room.hpp"
#include "papers/workloads/owner.hpp"

namespace kont::workloads {

/// Threads, first come, first served. (Dolan, White, Sivaramakrishnan, Yallop & Madhavapeddy:
/// Effective concurrency through algebraic effects, OCaml 2015.)
template <class S, owner By = owner::holder> class handled_threads {
  using rest = owned_rest<void, void, S, By>;
  struct waiting {
    static constexpr char const* name = "waiting";
    struct begun : operation<waiting, void()> {};
    struct in : operation<waiting, void(rest*)> {};
    using operations = operation_list<begun, in>;
  };

 public:
  template <class F> void spawn(F body) {
    auto const first = [this](auto k) { ready_.push_back(owner_->own(std::move(k))); };
    auto const wait = [this](auto k, rest* at) {
      *at = owner_->own(std::move(k));
      return next();
    };
    handle<S>(handler(resumes<typename waiting::begun>(first), resumes<typename waiting::in>(wait)),
              [body = std::move(body)] {
                perform<typename waiting::begun, S>();
                body();
              });
  }
  void ready(rest k) { ready_.push_back(std::move(k)); }
  /// Until all have ended, or wait.
  void run() {
    while (!ready_.empty()) first_of(ready_)();
    owner_.emplace();
  }

  template <class T> class mvar {
    struct waiter {
      T* value;  // in the frame of who waits
      rest k;
    };

   public:
    explicit mvar(handled_threads& in) : in_(in) {}
    void begin_with(T v) { room_.value = v; }
    T take() {
      auto const wake = [this](rest k) { in_.ready(std::move(k)); };
      if (room_.value) return room_.take(wake);
      T came;
      perform<typename waiting::in, S>(&room_.takers.emplace_back(waiter{&came, {}}).k);
      return came;
    }
    void put(T v) {
      auto const wake = [this](waiter w, T came) {
        *w.value = came;
        in_.ready(std::move(w.k));
      };
      if (!room_.value) return room_.put(v, wake);
      perform<typename waiting::in, S>(&room_.putters.emplace_back(v, rest()).second);
    }

   private:
    handled_threads& in_;
    mvar_room<T, waiter, rest> room_;
  };

 private:
  static rest first_of(std::deque<rest>& all) {
    rest k = std::move(all.front());
    all.pop_front();
    return k;
  }
  tail<void, S> next() {
    if (ready_.empty()) return {};
    return first_of(ready_).last();
  }

  std::optional<owner_of<S, By>> owner_{std::in_place};
  std::deque<rest> ready_;
};

template <class S, owner By = owner::holder> class handled_guests : public handled_threads<S, By> {
 public:
  void begin(meeting_place<handled_guests>& at, guest<handled_guests>& who) {
    this->spawn([&at, &who] { live<handled_guests>(at, who); });
  }
};

}  // namespace kont::workloads
