// papers/workloads/recursion_in_cps.hpp -- fib, tak and ack in continuation-passing style: each
// call hands its rest on, as a record, and a trampoline goes from step to step.
#pragma once
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "lib/small_blocks.hpp"
#include "papers/workloads/recursion.hpp"

namespace kont::workloads {

/// A step of one program: it changes the registers, and says what the next one is.
template <class Registers> struct code { code (*go)(Registers&); };

/// What is to be done with a value, and what that needs to know.
template <class Registers, std::size_t n> struct rest_of_call {
  code<Registers> then;
  std::array<number, n> kept;
};

/// Rests as closures: on the heap, linked, each gone when it is used.
template <class Rest> class rests_on_heap {
  struct linked_rest {
    Rest what;
    linked_rest* next;
  };
  linked_rest* top_ = nullptr;

 public:
  rests_on_heap() = default;
  rests_on_heap(rests_on_heap&&) = delete;
  ~rests_on_heap() {
    while (!empty()) pop();
  }
  bool empty() const { return top_ == nullptr; }
  [[gnu::always_inline]] void push(Rest const& r) {
    top_ = ::new (small_blocks::take(sizeof(linked_rest))) linked_rest{r, top_};
  }
  [[gnu::always_inline]] Rest pop() {
    auto* const old = std::exchange(top_, top_->next);
    Rest const r = old->what;
    small_blocks::give_back(old, sizeof(linked_rest));
    return r;
  }
};
/// Rests in one array, which moves when it is full: a stack made by hand, that can be resized.
template <class Rest> class rests_in_array {
  std::vector<Rest> all_;

 public:
  [[gnu::always_inline]] void push(Rest const& r) { all_.push_back(r); }
  [[gnu::always_inline]] Rest pop() {
    Rest const r = all_.back();
    all_.pop_back();
    return r;
  }
};

/// The arguments or the value, and the rests.
template <std::size_t kept, template <class> class Rests> struct registers {
  using step = code<registers>;
  number x = 0, y = 0, z = 0;  // x: the value, once there is one
  Rests<rest_of_call<registers, kept>> rests{};
  std::array<number, kept> now{};  // what the rest that runs has kept

  /// A call whose rest is `then`.
  template <class... K> step call(step (*f)(registers&), step (*then)(registers&), K... keeps) {
    rests.push({{then}, {keeps...}});
    return {f};
  }
  /// A value for whoever waits for it.
  step give(number v) {
    auto const r = rests.pop();
    x = v;
    now = r.kept;
    return r.then;
  }
  static step stop(registers&) { return {nullptr}; }

  number run(step (*f)(registers&)) {
    for (step next = call(f, stop); next.go != nullptr;) next = next.go(*this);
    return x;
  }
};

/// In CPS, each step that follows a call is a function of its own.
struct fib_in_cps : fib_program {
  static constexpr std::size_t kept = 1;

  template <class R> static code<R> begin(R& r) {
    if (r.x < 2) return r.give(r.x);
    auto const n = r.x--;
    return r.call(begin<R>, other<R>, n - 2);
  }
  template <class R> static code<R> other(R& r) {
    auto const a = std::exchange(r.x, r.now[0]);
    return r.call(begin<R>, both<R>, a);
  }
  template <class R> static code<R> both(R& r) { return r.give(r.now[0] + r.x); }
};

struct tak_in_cps : tak_program {
  static constexpr std::size_t kept = 4;

  template <class R> static code<R> begin(R& r) {
    if (r.y >= r.x) return r.give(r.z);
    auto const x = r.x--;
    return r.call(begin<R>, second<R>, x, r.y, r.z);
  }
  template <class R> static code<R> second(R& r) {
    auto const [x, y, z, none] = r.now;
    auto const a = r.x;
    r.x = y - 1, r.y = z, r.z = x;
    return r.call(begin<R>, third<R>, x, y, z, a);
  }
  template <class R> static code<R> third(R& r) {
    auto const [x, y, z, a] = r.now;
    auto const b = r.x;
    r.x = z - 1, r.y = x, r.z = y;
    return r.call(begin<R>, last<R>, a, b);
  }
  template <class R> static code<R> last(R& r) {
    r.z = r.x, r.x = r.now[0], r.y = r.now[1];
    return begin(r);
  }
};

struct ack_in_cps : ack_program {
  static constexpr std::size_t kept = 1;

  template <class R> static code<R> begin(R& r) {
    for (; r.x != 0 && r.y == 0; --r.x) r.y = 1;
    if (r.x == 0) return r.give(r.y + 1);
    --r.y;
    return r.call(begin<R>, outer<R>, r.x - 1);
  }
  template <class R> static code<R> outer(R& r) {
    r.y = r.x, r.x = r.now[0];
    return begin(r);
  }
};

/// One operation is one call.
template <class Program, template <class> class Rests> class by_rests : public fixture {
  using state = registers<Program::kept, Rests>;
  state state_;

 public:
  number value(number x, number y, number z) {
    state_.x = x, state_.y = y, state_.z = z;
    return state_.run(Program::template begin<state>);
  }
  work run(std::uint64_t ops) override {
    return evaluated<Program>(ops, [this](number x, number y, number z) { return value(x, y, z); });
  }
};

}  // namespace kont::workloads
