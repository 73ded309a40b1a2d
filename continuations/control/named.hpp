// continuations/control/named.hpp -- handlers with names: who performs says which handler answers,
// and what that handler is made of is known where it is performed.
//
//   handle_named(handler(answers<ask::number>([](int v) { return v + 1; })), [](auto one) {
//     return handle_named(handler(answers<ask::number>([](int v) { return v * 2; })), [one](auto) {
//       return perform<ask::number>(20) + perform<ask::number>(one, 20);      // 40 + 21
//     });
//   });
//
// A name is a value, given to the body: it may be stored, and passed to whatever performs. It
// answers for as long as its handler is around, whichever handlers of the same effect stand
// between; after that it breaks the rule. A handler with a name is one like any other besides:
// who performs without a name finds it too, if it is the innermost.
//
//   [main]<--[one]<--[two]  current           perform(20)        the innermost: [two]
//             tag 7   tag 8                   perform(one, 20)   tag 7: [one]
//
// The name is that of a prompt, on the handler's segment: what is captured and reinstated, or
// forked, brings it along. Its type is the handler's, so that a clause in place is compiled into
// who performs, as a call of a known function: nothing is looked up but whether the handler is
// where it is expected.
//
// (Xie, Cong, Ikemori & Leijen: First-class names for effect handlers, OOPSLA 2022; capabilities
// of Brachthäuser, Schuster & Ostermann: Effects as capabilities, OOPSLA 2020, where types see to
// it that none is used too late. Here it is a rule, checked when it is performed.)
#pragma once
#include <cstdio>
#include <type_traits>
#include <utility>

#include "continuations/control/effects.hpp"

namespace kont {

/// Names a handler of type H that is around, over strategy S. A value; copies name the same.
/// Any thread may copy it; it is performed by the one whose metacontinuation has the handler.
template <class H, strategy<dialect::direct> S> class handler_name {
 public:
  using handler_type = H;
  using strategy_type = S;
  explicit handler_name(prompt_id tag) noexcept : tag_(tag) {}

  /// The handler's segment, from `at`, which is what is seen(). O(1) where no other of its effect
  /// stands between, else O(segments between). Breaks the rule if it is not around.
  [[gnu::always_inline]] segment<S>* from(segment<S>* at) const {
    if (at->tag == tag_) [[likely]]
      return at;
    auto* const found = at->handler_of(&number_of_effect<typename H::effect>);
    return found != nullptr && found->tag == tag_ ? found : search(at);
  }

 private:
  // Where another handler of the effect is further in, or evidence was not made yet.
  [[gnu::cold, gnu::noinline]] segment<S>* search(segment<S>* at) const {
    if (at->forgotten()) metacontinuation<S>::look_out(at);
    auto* const found = metacontinuation<S>::find(tag_);
    if (found != nullptr && found->tag == tag_) return found;
    char text[256];
    std::snprintf(text, sizeof text,
                  "performed by name: the handler of '%s' that it names is not around",
                  H::effect::name);
    broken(text);
  }
  prompt_id tag_;
};

// perform, by a clause that runs in place itself.
template <class Op, class H, class S, class... Args>
[[gnu::noinline]] answer_of<Op> perform_from_place(handler_name<H, S> by, Args&&... args) {
  return perform_in_turn<Op>(by.from(metacontinuation<S>::seen()), std::forward<Args>(args)...);
}

/// Performs the operation by the handler of that name; else like the other perform.
template <class Op, class H, class S, class... Args>
requires performs<Op, Args...>
[[gnu::always_inline]] inline answer_of<Op> perform(handler_name<H, S> by, Args&&... args) {
  using meta = metacontinuation<S>;
  using found = typename H::template clause_of<Op>;
  static_assert(!std::is_void_v<found>, "an operation of another effect than the handler's");
  if (meta::place() != nullptr) [[unlikely]]
    return perform_from_place<Op>(by, std::forward<Args>(args)...);
  auto* const head = by.from(meta::current());
  if constexpr (found::kind == clause_kind::answers) {
    meta::place() = head->base;
    back_in_place<S> const afterwards;
    return in_place<H, found, segment<S>>::answer(head, std::forward<Args>(args)...);
  } else {
    return perform_outside<Op, S>(head, head->table[place_of<Op>].outside,
                                  std::forward<Args>(args)...);
  }
}

/// Runs `body(name)` inside the handler, as handle does; `name` names the handler.
template <strategy<dialect::direct> S = stack, class H, class F>
auto handle_named(H h, F&& body, stacks::request want = {}) {
  prompt_id const tag = next_number();
  return handle_as<S>(
      tag, std::move(h),
      [name = handler_name<H, S>(tag), body = std::forward<F>(body)]() mutable -> decltype(auto) {
        return body(name);
      },
      want);
}

}  // namespace kont
