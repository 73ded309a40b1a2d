// generators/generator_closure.hpp -- generators whose body is written in CPS: return yield(…).
//
//   kont::generator<int, kont::closure> two([](auto& consumer) {
//     return yield(consumer, 1, [](auto& then) {
//       return yield(then, 2, [](auto& last) { return finish(last); });
//     });
//   });
//
// A step is gone when it has returned, and so is what it held: it cannot lend its value. So the
// generator has a place for the value, and the word that it brings at every step is that place.
// On the strategy machine a body may also return yield(consumer, v): then it is called again.
#pragma once
#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/machine.hpp"
#include "generators/generator.hpp"

namespace kont {

/// Where a body in CPS leaves a value for its consumer, and which generators wait for their inner
/// one to end (the innermost last). A generator of references keeps no value: who yields `T&`
/// yields what outlives the step.
template <class R, class S> struct closure_place {
  struct nothing {};
  [[no_unique_address]] std::conditional_t<std::is_reference_v<R>, nothing,
                                           std::optional<typename yielding<R>::value>>
      value;
  std::vector<typename S::continuation> outer;

  closure_place() = default;
  closure_place(closure_place&&) = default;
  closure_place& operator=(closure_place&& p) noexcept {
    if (this == &p) return *this;
    drop_outer();
    value = std::move(p.value);
    outer = std::move(p.outer);
    return *this;
  }
  ~closure_place() { drop_outer(); }
  /// The innermost first.
  void drop_outer() noexcept {
    while (!outer.empty()) outer.pop_back();
  }

  /// Puts it there. Returns the word that says where it is.
  template <class V> [[gnu::always_inline]] void* put(V&& v) {
    if constexpr (std::is_reference_v<R>) {
      static_assert(std::is_convertible_v<std::remove_reference_t<V>*, std::remove_reference_t<R>*>,
                    "yield: a converted value would be gone with the step");
      return yielding<R>::word(static_cast<R>(v));
    } else {
      return std::addressof(value.emplace(std::forward<V>(v)));
    }
  }
};

/// Whom a body in CPS yields to: what arrived, and what the elements are.
template <class R, strategy<dialect::cps> S = closure> class closure_consumer {
  using action = typename S::action;
  using arrived = typename S::arrived;

 public:
  explicit closure_consumer(arrived& other) noexcept : other_(other) {}

  /// See yield, below.
  template <class V, class F> action give(V&& v, F&& rest) {
    void* const word = place().put(std::forward<V>(v));
    return transfer(other_, word, then(std::forward<F>(rest)));
  }
  template <class V> action give(V&& v) requires(std::same_as<S, machine>) {
    return transfer(other_, place().put(std::forward<V>(v)));
  }
  template <class G, class F>
  requires std::same_as<std::remove_cvref_t<G>, generator<R, S>> action give(elements_of<G> all,
                                                                             F&& rest) {
    auto inner = std::move(all.inner).release();
    auto ours = S::start(then(std::forward<F>(rest)));
    if (!inner) return become(other_, std::move(ours));
    place().outer.push_back(std::move(ours));
    return become(other_, std::move(inner));
  }
  /// See finish, below.
  action end() {
    auto& waiting = place().outer;
    if (waiting.empty()) return S::finish(other_, nullptr);
    auto heir = std::move(waiting.back());
    waiting.pop_back();
    return become(other_, std::move(heir));
  }
  /// `f`, which takes a consumer, as a step.
  template <class F> static auto then(F&& f) {
    return [f = std::forward<F>(f)](arrived& other) mutable {
      closure_consumer consumer(other);
      return f(consumer);
    };
  }

 private:
  using its_place = closure_place<R, S>;
  its_place& place() const noexcept { return *static_cast<its_place*>(other_.word); }
  arrived& other_;
};

/// Brings `v`, and suspends: `rest(consumer)` runs when they ask for the next. With elements_of a
/// generator that has not begun: brings all it has, in O(1) each however deep they nest. What an
/// inner generator lets out goes straight to the consumer, for a step has no `try` that could still
/// be open. (Dialect cps: return it.)
template <class R, class S, class V, class F>
[[gnu::always_inline]] inline auto yield(closure_consumer<R, S>& consumer, V&& v, F&& rest) {
  return consumer.give(std::forward<V>(v), std::forward<F>(rest));
}
/// Brings `v`, and suspends: the body is called again when they ask for the next.
template <class R, class V>
[[gnu::always_inline]] inline auto yield(closure_consumer<R, machine>& consumer, V&& v) {
  return consumer.give(std::forward<V>(v));
}

/// Ends the sequence. (Dialect cps: return it.)
template <class R, class S> auto finish(closure_consumer<R, S>& consumer) { return consumer.end(); }

/// The generator's own part: the place, which moves with it.
template <class R, strategy<dialect::cps> S> struct body_side<R, S> {
  using rest = typename S::continuation;
  closure_place<R, S> at;
  template <bool> void* step(rest& body) { return body.step(&at); }

  /// What `body(consumer)` yields.
  template <class F>
  requires(std::is_invocable_r_v<typename S::action, std::decay_t<F>&, closure_consumer<R, S>&>)  //
      static typename S::continuation start(F&& body) {
    return S::start(closure_consumer<R, S>::then(std::forward<F>(body)));
  }
};

static_assert(std::ranges::input_range<generator<int, closure>> &&
              std::ranges::view<generator<int, closure>> &&
              std::ranges::input_range<generator<int, machine>>);

}  // namespace kont
