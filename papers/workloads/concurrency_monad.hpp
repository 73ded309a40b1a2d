// papers/workloads/concurrency_monad.hpp -- threads as a monad: what one writes who has closures,
// and neither stacks nor coroutines.
//
//   bind(place.take(), [&](int v) { return place.put(v + 1); })  // a program that brings a unit
//
// Nothing of a program runs before it is told its rest. A rest that is given its value is an
// action, which a loop goes on with; so the stack does not grow. All are on the heap, in blocks of
// the same free lists as the strategy closure's, and are gone when they have been called.
// (Claessen: A poor man's concurrency monad, JFP 1999; mvar/sched_monad.ml of
// github.com/ocaml-multicore/effects-examples.)
#pragma once
#include <cstddef>
#include <deque>
#include <memory>
#include <type_traits>
#include <utility>

#include "lib/small_blocks.hpp"
#include "papers/workloads/mvar_room.hpp"

namespace kont::workloads::monadic {

struct unit {};

struct on_heap {
  virtual ~on_heap() = default;
  static void* operator new(std::size_t n) { return small_blocks::take(n); }
  static void operator delete(void* p, std::size_t n) noexcept { small_blocks::give_back(p, n); }
};

class action;
struct step : on_heap {
  virtual action go() = 0;
};
/// What a thread does next; or nothing, as it waits or has ended.
class [[nodiscard]] action {
 public:
  action() = default;
  explicit action(std::unique_ptr<step> next) : next_(std::move(next)) {}
  explicit operator bool() const { return next_ != nullptr; }
  action go() && {
    auto const mine = std::move(next_);
    return mine->go();
  }

 private:
  std::unique_ptr<step> next_;
};

/// The rest of a thread, which waits for an A.
template <class A> class rest {
  struct waiting : step {
    A came{};
  };
  template <class F> struct closure final : waiting {
    explicit closure(F&& function) : f(std::move(function)) {}
    action go() override { return f(this->came); }
    F f;
  };
  std::unique_ptr<waiting> what_;

 public:
  rest() = default;
  template <class F>
  requires std::is_invocable_r_v<action, F&, A> rest(F f)
      : what_(std::make_unique<closure<F>>(std::move(f))) {}
  explicit operator bool() const { return what_ != nullptr; }
  action operator()(A a) && {
    what_->came = a;
    return action(std::move(what_));
  }
};

/// What brings an A: told its rest, it says what to do next.
template <class A> class [[nodiscard]] program {
  struct any : on_heap {
    virtual action begin(rest<A> k) = 0;
  };
  template <class F> struct closure final : any {
    explicit closure(F&& function) : f(std::move(function)) {}
    action begin(rest<A> k) override { return f(std::move(k)); }
    F f;
  };
  std::unique_ptr<any> what_;

 public:
  using value_type = A;
  template <class F>
  requires std::is_invocable_r_v<action, F&, rest<A>> program(F f)
      : what_(std::make_unique<closure<F>>(std::move(f))) {}
  action operator()(rest<A> k) && { return what_->begin(std::move(k)); }
};

/// Brings `a`, and does nothing else: return, of the monad.
template <class A> program<A> just(A a) {
  return [a](rest<A> k) { return std::move(k)(a); };
}
/// What `m` brings goes to `f`, which says what program to go on with: >>=, of the monad.
template <class A, class F> auto bind(program<A> m, F f) -> std::invoke_result_t<F&, A> {
  using after = rest<typename std::invoke_result_t<F&, A>::value_type>;
  return [m = std::move(m), f = std::move(f)](after k) mutable {
    return std::move(m)(
        [f = std::move(f), k = std::move(k)](A a) mutable { return f(a)(std::move(k)); });
  };
}
/// What it brings, where nothing waits.
template <class A> A brought_by(program<A> p) {
  A out{};
  auto todo = std::move(p)([&out](A a) {
    out = a;
    return action();
  });
  while (todo) todo = std::move(todo).go();
  return out;
}

/// Programs as threads, first come, first served.
class threads {
 public:
  void spawn(program<unit> p) {
    auto begun = [p = std::move(p)](unit) mutable { return std::move(p); };
    ready(bind(just(unit{}), std::move(begun))([](unit) { return action(); }));
  }
  void ready(action next) { ready_.push_back(std::move(next)); }
  /// Until all have ended, or wait.
  void run() {
    while (!ready_.empty()) {
      action next = std::move(ready_.front());
      ready_.pop_front();
      while (next) next = std::move(next).go();
    }
  }

  template <class T> class mvar {
   public:
    explicit mvar(threads& in) : in_(in) {}
    void begin_with(T v) { room_.value = v; }
    program<T> take() {
      return [this](rest<T> k) {
        if (room_.value) {
          return std::move(k)(room_.take([this](rest<unit> w) { in_.ready(std::move(w)({})); }));
        }
        room_.takers.push_back(std::move(k));
        return action();
      };
    }
    program<unit> put(T v) {
      return [this, v](rest<unit> k) {
        if (room_.value) {
          room_.putters.emplace_back(v, std::move(k));
          return action();
        }
        room_.put(v, [this](rest<T> w, T came) { in_.ready(std::move(w)(came)); });
        return std::move(k)({});
      };
    }

   private:
    threads& in_;
    mvar_room<T, rest<T>, rest<unit>> room_;
  };

 private:
  std::deque<action> ready_;
};

}  // namespace kont::workloads::monadic
