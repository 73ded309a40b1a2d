// continuations/control/effects.hpp -- algebraic effects: operations that a program performs by
// name, and handlers around it that say what they mean.
//
//   struct state {                                     // an effect: its operations, with types
//     static constexpr char const* name = "state";
//     struct get : operation<state, int()> {};
//     struct put : operation<state, void(int)> {};
//     using operations = operation_list<get, put>;
//   };
//   int s = 1;
//   handle(handler(answers<state::get>([&] { return s; }),
//                  answers<state::put>([&](int v) { s = v; })),
//          [] { perform<state::put>(perform<state::get>() + 1); });
//
// A clause says what it does with the rest of the program, and so what it costs:
//
//   answers<op>(f)       f(args) is the answer        a call, on the stack of who performs; nothing
//                                                     is captured (tail-resumptive)
//   resumes<op>(f)       f(k, args), once at most     a switch out and one back in
//   resumes_often<op>(f) f(k, args), k as often as    the same, and a fork for each k(v)
//                        one likes
//   aborts<op>(f)        f(args), in place of all     a switch out; the rest unwinds, then f runs
//   discards<op>(f)      the same without unwinding   a switch out: of forks whose frames own
//                        any but the last of forks    nothing, as those of all forks should
//   returns(f)           f(value) when the body ends
//
//   [main]       [h body]        [main]       [h body]        [main]       [h body]
//   | handle    |        |       | handle    |        |       | handle    |        |
//   | waits <---| f <<<  |       | waits <---| perform|       | clause<<< | perform|
//                                |           | clause<<<      | k ~~~~~~~~> []     |
//     1. the body runs             2. answers: in place         3. resumes: h and all inside it
//                                     what it performs goes        are k; deep, so k holds h too
//                                     out past h
//
// The innermost handler of the effect answers, unless another is performed by name (named.hpp).
// In a generator that is one of whoever consumes; its body may not yield inside a handler of its
// own, who would answer the consumer then (generators/generator.hpp).
// A clause that keeps its k in a frame while an outer handler forks that frame has it twice, and
// may use it once: give it to a continuation_region that is outside of all handlers (reusable.hpp),
// or answer in place.
//
// (Plotkin & Pretnar: Handlers of algebraic effects, ESOP 2009, LMCS 2013. The kinds of clauses are
// fun, ctl and final ctl of Leijen: Type directed compilation of row-typed algebraic effects, POPL
// 2017; ours is the implementation of Xie & Leijen, ICFP 2021, on stacks.)
#pragma once
#include <concepts>
#include <cstdio>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/captured.hpp"
#include "continuations/control/clauses.hpp"
#include "continuations/control/evidence.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/control/prompt.hpp"
#include "continuations/strategies/stack.hpp"
#include "lib/rule.hpp"
#include "lib/stacks/stack.hpp"

namespace kont {

/// How perform finds its handler.
enum class lookup {
  evidence,  ///< in the slot of its effect: O(1)
  search     ///< from segment to segment: O(segments between), and the reason for evidence
};
/// How many segments all searches of this thread have looked at: for tests and tables.
inline constinit thread_local std::uint64_t links_searched = 0;

/// From segment to segment: who handles the effect for what runs in `at`, or null. O(segments).
template <class S> segment<S>* search_handler(segment<S>* at, effect_id e) noexcept {
  for (; at != nullptr; at = at->is_barrier() ? nullptr : at->base) {
    ++links_searched;
    if (at->effect == e) break;
  }
  return at;
}

// Where evidence has nothing: because it was not made yet, or because there is nobody.
template <class Op, class S>
[[gnu::cold, gnu::noinline]] segment<S>* handler_or_rule(segment<S>* at) {
  constexpr effect_id e = &number_of_effect<typename Op::effect>;
  if (at->forgotten()) metacontinuation<S>::look_out(at);
  auto* found = at->handler_of(e);
  if (found == nullptr) found = search_handler<S>(at, e);
  if (found != nullptr) return found;
  char text[256];
  constexpr std::string_view name = name_of<Op>();
  std::snprintf(text, sizeof text, "performed '%.*s', but no handler of '%s' is around it",
                static_cast<int>(name.size()), name.data(), Op::effect::name);
  broken(text);
}

/// Who handles Op for what runs in `at`. Breaks the rule if there is nobody.
template <class Op, class S, lookup By>
[[gnu::always_inline]] inline segment<S>* handler_of(segment<S>* at) {
  constexpr effect_id e = &number_of_effect<typename Op::effect>;
  if (By == lookup::evidence && at->effect == e) [[likely]]
    return at;  // two loads less to wait for
  auto* const found = By == lookup::evidence ? at->handler_of(e) : search_handler<S>(at, e);
  return found != nullptr ? found : handler_or_rule<Op, S>(at);
}

// The handler's segment, `head`, is told to go on outside: a switch there, and one back when it is
// resumed. `Leave`: meta::leave for who does not know that place() is null.
template <class Op, class S, auto Leave = &metacontinuation<S>::cut, class... Args>
[[gnu::always_inline]] inline answer_of<Op> perform_outside(segment<S>* head, void (*clause)(),
                                                            Args&&... args) {
  head->cargo.put(arguments_of<Op>(std::forward<Args>(args)...));
  head->handler = clause;
  head = Leave(head);
  return static_cast<answer_of<Op>>(head->template take<regular<answer_of<Op>>>());
}

// What place() is while a clause runs in place.
template <class S> struct back_in_place {
  ~back_in_place() { metacontinuation<S>::place() = nullptr; }
};
template <class Op, class S, lookup By, class... Args>
answer_of<Op> perform_from_place(Args&&... args);

/// Performs the operation: returns what its handler answers. Breaks the rule where none is around.
/// An exception that a clause in place lets out is thrown here. Switches: see the clauses.
template <class Op, strategy<dialect::direct> S = stack, lookup By = lookup::evidence,
          class... Args>
requires performs<Op, Args...>
[[gnu::always_inline]] inline answer_of<Op> perform(Args&&... args) {
  using meta = metacontinuation<S>;
  if (meta::place() != nullptr) [[unlikely]]
    return perform_from_place<Op, S, By>(std::forward<Args>(args)...);
  auto* const head = handler_of<Op, S, By>(meta::current());
  auto const& how = head->table[place_of<Op>];
  if (how.in_place == nullptr) [[unlikely]]  // in place, a taken branch more is a tenth of all
    return perform_outside<Op, S>(head, how.outside, std::forward<Args>(args)...);
  meta::place() = head->base;
  back_in_place<S> const afterwards;
  return reinterpret_cast<in_place_code<Op>*>(how.in_place)(head, std::forward<Args>(args)...);
}

// The same for a clause that runs in place itself, from where `head` is seen.
template <class Op, class S, class... Args>
answer_of<Op> perform_in_turn(segment<S>* head, Args&&... args) {
  using meta = metacontinuation<S>;
  auto const& how = head->table[place_of<Op>];
  if (how.in_place == nullptr)
    return perform_outside<Op, S, &meta::leave>(head, how.outside, std::forward<Args>(args)...);
  typename meta::look_from const outside(head->base);
  return reinterpret_cast<in_place_code<Op>*>(how.in_place)(head, std::forward<Args>(args)...);
}
template <class Op, class S, lookup By, class... Args>
[[gnu::noinline]] answer_of<Op> perform_from_place(Args&&... args) {
  auto* const head = handler_of<Op, S, By>(metacontinuation<S>::seen());
  return perform_in_turn<Op>(head, std::forward<Args>(args)...);
}

// A clause's answer, whatever it returns.
template <class A, class S, class F, class... Args> tail<A, S> as_tail(F const& f, Args&&... args) {
  using result = std::invoke_result_t<F const&, Args...>;
  if constexpr (std::is_void_v<result>) {
    static_assert(std::is_void_v<A>, "a clause returns what the handler does");
    f(std::forward<Args>(args)...);
    return {};
  } else {
    return f(std::forward<Args>(args)...);
  }
}

/// A resumption to be used as often as one likes: each call is one of a fork.
template <class K> class often {
 public:
  explicit often(K k) noexcept : k_(std::move(k)) {}
  template <class... V> typename K::answer_type operator()(V&&... value) const {
    return k_.fork()(std::forward<V>(value)...);
  }
  /// For the last time: by the handler, once the clause has returned this.
  template <class... V> auto last(V&&... value) && {
    return std::move(k_).last(std::forward<V>(value)...);
  }
  K fork() const { return k_.fork(); }
  /// Gives it up without unwinding it, unless it is the last: its frames must own nothing.
  void discard() && noexcept { std::move(k_).discard(); }

 private:
  K k_;
};

// What the clauses of a handler H come to, for strategy S and answer type A.
template <class H, class S, class A> struct clauses_of {
  /// Runs outside, with what was captured.
  template <class Clause>
  static segment<S>* run(segment<S>* head, std::optional<regular<A>>& answer) {
    return call<Clause>(head).into(answer);
  }
  template <class Clause> [[gnu::always_inline]] static tail<A, S> call(segment<S>* head) {
    using op = typename Clause::operation;
    sub_continuation<answer_of<op>, A, S> k(captured<S>{head});
    at_work<H, Clause, S> const clause(*head);
    auto args = head->cargo.template take<arguments_of<op>>();
    auto const& f = clause.f();
    auto const call = [&]<class... K>(K... rest) {
      return std::apply(
          [&](auto&... each) { return as_tail<A, S>(f, std::move(rest)..., std::move(each)...); },
          args);
    };
    if constexpr (Clause::kind == clause_kind::aborts) {
      { auto const unwinds = std::move(k); }
      return call();
    } else if constexpr (Clause::kind == clause_kind::discards) {
      std::move(k).discard();
      return call();
    } else if constexpr (Clause::kind == clause_kind::resumes_often) {
      static_assert(captures_fork<S>,
                    "resumes_often: a continuation of this strategy is one-shot; `copy` can fork");
      return call(often(std::move(k)));
    } else {
      return call(std::move(k));
    }
  }
  // What an entry is made of. A cast of constants is left to the linker; the value of a function
  // that casts would be made when the program begins, and handlers of other statics ask before.
  template <class Op> struct code_of {
    using found = typename H::template clause_of<Op>;
    static_assert(!std::is_void_v<found>, "a handler has a clause for each operation");
    static constexpr auto inside = [] {
      if constexpr (found::kind == clause_kind::answers)
        return &in_place<H, found, segment<S>>::answer;
      else
        return static_cast<void (*)()>(nullptr);
    }();
    static constexpr auto outside = [] {
      if constexpr (found::kind == clause_kind::answers)
        return static_cast<void (*)()>(nullptr);
      else
        return &run<found>;
    }();
  };
  template <class... Ops> struct table_of;
  template <class... Ops> struct table_of<operation_list<Ops...>> {
    static inline clause_entry const entries[] = {
        {reinterpret_cast<void (*)()>(code_of<Ops>::inside),
         reinterpret_cast<void (*)()>(code_of<Ops>::outside)}...};
  };
  // A segment that handles by `h`.
  template <class Ready> static segment<S>* segment_with(Ready&& h) {
    auto* const made = new segment<S>(table_of<typename H::operations>::entries,
                                      &number_of_effect<typename H::effect>);
    kept_handler<H>::put(*made, std::move(h));
    return made;
  }
};

// A body, and then the return clause of the handler around it, which sees what is outside.
template <class H, class S, class F> struct handled_body {
  F body;

  decltype(auto) operator()() {
    using meta = metacontinuation<S>;
    if constexpr (std::is_void_v<typename H::returning>) {
      return body();
    } else if constexpr (std::is_void_v<std::invoke_result_t<F&>>) {
      body();
      at_work<H, typename H::returning, S> const then(*meta::current());
      typename meta::look_from const outside(meta::current()->base);
      return then.f()();
    } else {
      decltype(auto) value = body();
      at_work<H, typename H::returning, S> const then(*meta::current());
      typename meta::look_from const outside(meta::current()->base);
      return then.f()(std::forward<decltype(value)>(value));
    }
  }
};

// See handle; `tag` names the handler, or is no_prompt.
template <class S, class H, class F>
[[gnu::always_inline]] inline auto handle_as(prompt_id tag, H h, F&& body, stacks::request want) {
  using inside = handled_body<H, S, std::decay_t<F>>;
  using A = std::decay_t<std::invoke_result_t<inside&>>;
  auto ready = kept_handler<H>::ready(std::move(h));
  auto begun = start_in_segment<A, S>(inside{std::forward<F>(body)}, want);
  auto* const head = clauses_of<H, S, A>::segment_with(std::move(ready));
  head->tag = tag;
  return delimited<A, S>::await(metacontinuation<S>::enter(head, std::move(begun)));
}

/// Runs `body()` inside the handler, as a computation of its own; returns what its return clause
/// says of that, or a clause in place of it. Deep: a resumption brings the handler along (Plotkin &
/// Pretnar 2009). Throws what comes out of either. A start, a switch in and one out.
template <strategy<dialect::direct> S = stack, class H, class F>
[[gnu::always_inline]] inline auto handle(H h, F&& body, stacks::request want = {}) {
  return handle_as<S>(no_prompt, std::move(h), std::forward<F>(body), want);
}

}  // namespace kont
