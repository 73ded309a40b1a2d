// papers/workloads/chameneos_by_monad.hpp -- creatures as threads of a concurrency monad.
#pragma once
#include "papers/workloads/chameneos.hpp"
#include "papers/workloads/concurrency_monad.hpp"

namespace kont::workloads {

class monadic_guests : public monadic::threads {
  using me = guest<monadic_guests>;
  using place = meeting_place<monadic_guests>;
  using unit = monadic::unit;

 public:
  void begin(place& at, me& who) { spawn(live(at, who)); }

 private:
  static monadic::program<unit> live(place& at, me& who) {
    return bind(at.take(), [&at, &who](seat<me> found) {
      return bind(at.put(visit(found, who)), [&at, &who, found](unit) {
        if (found.left == 0) return monadic::just(unit{});
        if (found.first == nullptr)
          return bind(who.waker.take(), [&at, &who](me* other) {
            who.met(other);
            return live(at, who);
          });
        return bind(found.first->waker.put(&who), [&at, &who, found](unit) {
          who.met(found.first);
          return live(at, who);
        });
      });
    });
  }
};

}  // namespace kont::workloads
