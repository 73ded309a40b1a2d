// continuations/control/shallow.hpp -- shallow handlers: of one operation only. What is left of the
// body is bare, and who resumes it says under which handler it goes on.
//
//   deep      handle h E[op v]  -->  f(v, x. handle h E[x])
//   shallow   handle h E[op v]  -->  f(v, x. E[x])             k.under(h', x) is handle h' E[x]
//
// So a sequence of handlers, each knowing what came before, needs no state; two bodies that wait
// for each other are two handlers in turn. (Hillerström & Lindley: Shallow effect handlers, APLAS
// 2018.)
#pragma once
#include <concepts>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "continuations/control/captured.hpp"
#include "continuations/control/effects.hpp"

namespace kont {

template <class H, class S, class B, class A> struct shallow_clauses_of;

// The answer of a handler H for a body of type B.
template <class H, class B> struct shallow_answer { using type = B; };
template <class H, class B>
requires(!std::is_void_v<typename H::returning> && std::is_void_v<B>) struct shallow_answer<H, B> {
  using type = std::invoke_result_t<decltype(H::returning::f) const&>;
};
template <class H, class B>
requires(!std::is_void_v<typename H::returning> && !std::is_void_v<B>) struct shallow_answer<H, B> {
  using type = std::invoke_result_t<decltype(H::returning::f) const&, B>;
};

/// What the clause of a shallow handler, or its return, may return in place of an answer: see tail.
/// It is no tail: who waits there ends a body otherwise.
template <class A, class S> class [[nodiscard]] shallow_tail : tail<A, S> {
 public:
  using tail<A, S>::tail;

 private:
  template <class, class, class> friend class shallow_resumption;
  template <class, class, class, class> friend struct shallow_clauses_of;
  shallow_tail(segment<S>* head, void (*of_its_cargo)(carrier&)) noexcept
      : tail<A, S>(captured<S>(head), of_its_cargo) {}
};

// What waits for an answer of type A, under whichever handler is in force.
template <class A, class S> struct shallowly {
  using meta = metacontinuation<S>;

  static A await(typename meta::outcome&& came) {
    auto* head = delimited<A, S>::keep(std::move(came));
    for (std::optional<regular<A>> answer;;) {
      // the last entry of a table is for the end of the body
      auto* const then = head->rest ? head->handler : head->table[head->ends].outside;
      head = reinterpret_cast<outside_code<A, S>*>(then)(head, answer);
      if (head == nullptr) return static_cast<A>(*std::move(answer));
      head = delimited<A, S>::keep(meta::enter(head));
    }
  }
};

/// What is left of a body of type B: bare.
template <class R, class B, class S> class [[nodiscard]] shallow_resumption {
 public:
  shallow_resumption() = default;
  explicit shallow_resumption(captured<S> rest) noexcept : rest_(std::move(rest)) {}
  explicit operator bool() const noexcept { return static_cast<bool>(rest_); }

  /// Goes on here, under no handler of its own.
  template <class... V> B operator()(V&&... value) && {
    return sub_continuation<R, B, S>(std::move(rest_))(std::forward<V>(value)...);
  }
  /// Goes on here, under h.
  template <class H, class... V> auto under(H h, V&&... value) && {
    using A = typename shallow_answer<H, B>::type;
    auto* const head = with<A>(std::move(h), std::forward<V>(value)...);
    return shallowly<A, S>::await(metacontinuation<S>::enter(head));
  }
  /// The same, but once the clause has returned this.
  template <class H, class... V> auto last_under(H h, V&&... value) && {
    using A = typename shallow_answer<H, B>::type;
    return shallow_tail<A, S>(with<A>(std::move(h), std::forward<V>(value)...),
                              carrier::destroyer<regular<R>>());
  }
  shallow_resumption fork() const requires captures_fork<S> {
    return shallow_resumption(rest_.fork());
  }

 private:
  template <class A, class H, class... V> segment<S>* with(H&& h, V&&... value) {
    auto ready = kept_handler<H>::ready(std::move(h));
    regular<R> made(std::forward<V>(value)...);  // if that throws, it is still to be resumed
    rest_.head().cargo.put(std::move(made));
    auto* const head = rest_.take();
    shallow_clauses_of<H, S, B, A>::install(*head, std::move(ready));
    return head;
  }
  captured<S> rest_;
};

// What the clauses of H come to, for strategy S, a body of type B and an answer of type A.
template <class H, class S, class B, class A> struct shallow_clauses_of {
  template <class Clause>
  static segment<S>* run(segment<S>* head, std::optional<regular<A>>& answer) {
    return call<Clause>(head).into(answer);
  }
  // A clause's answer, whatever it returns.
  template <class F, class... Args> static tail<A, S> answer(F const& f, Args&&... args) {
    using result = std::invoke_result_t<F const&, Args...>;
    static_assert(!std::same_as<result, tail<A, S>>,
                  "a clause of a shallow handler goes on by last_under(), and not by last()");
    if constexpr (std::same_as<result, shallow_tail<A, S>>) {
      return static_cast<tail<A, S>&&>(f(std::forward<Args>(args)...));
    } else {
      return as_tail<A, S>(f, std::forward<Args>(args)...);
    }
  }
  template <class Clause> [[gnu::always_inline]] static tail<A, S> call(segment<S>* head) {
    using op = typename Clause::operation;
    at_work<H, Clause, S> const clause(*head);
    head->stop_handling();
    metacontinuation<S>::forget(head, head->innermost);
    shallow_resumption<answer_of<op>, B, S> k(captured<S>{head});
    auto args = head->cargo.template take<arguments_of<op>>();
    return std::apply(
        [&](auto&... each) {
          if constexpr (Clause::kind == clause_kind::aborts) {
            { auto const unwinds = std::move(k); }
            return answer(clause.f(), std::move(each)...);
          } else {
            return answer(clause.f(), std::move(k), std::move(each)...);
          }
        },
        args);
  }
  // The body has ended.
  static segment<S>* end(segment<S>* head, std::optional<regular<A>>& answer) {
    return returned(head).into(answer);
  }
  [[gnu::always_inline]] static tail<A, S> returned(segment<S>* head) {
    auto const take_out = [head] {  // before the clause runs, whose frame may be forked
      std::unique_ptr<segment<S>> const ended(head);
      return ended->template take<regular<B>>();
    };
    if constexpr (std::is_void_v<typename H::returning>) {
      return tail<A, S>(take_out());
    } else {
      at_work<H, typename H::returning, S> const then(*head);
      auto value = take_out();
      if constexpr (std::is_void_v<B>) {
        return answer(then.f());
      } else {
        return answer(then.f(), std::move(value));
      }
    }
  }
  template <class Op> struct code_of {  // see clauses_of
    using found = typename H::template clause_of<Op>;
    static_assert(!std::is_void_v<found>, "a handler has a clause for each operation");
    static_assert(found::kind == clause_kind::resumes || found::kind == clause_kind::aborts,
                  "a clause of a shallow handler resumes (k.fork() first, for more) or aborts");
    static constexpr auto outside = &run<found>;
  };
  template <class... Ops> struct table_of;
  template <class... Ops> struct table_of<operation_list<Ops...>> {
    static inline clause_entry const entries[] = {
        {nullptr, reinterpret_cast<void (*)()>(code_of<Ops>::outside)}...,
        {nullptr, reinterpret_cast<void (*)()>(&end)}};
  };
  template <class Ready> static void install(segment<S>& in, Ready&& h) noexcept {
    kept_handler<H>::put(in, std::move(h));
    in.effect = &number_of_effect<typename H::effect>;
    in.table = table_of<typename H::operations>::entries;
    in.ends = H::operations::size;
    in.forget();
  }
};

/// Runs `body()` inside the handler until it performs or ends. See handle, and k.under.
template <strategy<dialect::direct> S = stack, class H, class F>
auto handle_shallow(H h, F&& body, stacks::request want = {}) {
  using B = std::decay_t<std::invoke_result_t<F&>>;
  using A = typename shallow_answer<H, B>::type;
  auto ready = kept_handler<H>::ready(std::move(h));
  auto begun = start_in_segment<B, S>(std::forward<F>(body), want);
  auto* const head = new segment<S>;
  shallow_clauses_of<H, S, B, A>::install(*head, std::move(ready));
  return shallowly<A, S>::await(metacontinuation<S>::enter(head, std::move(begun)));
}

}  // namespace kont
