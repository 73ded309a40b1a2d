// continuations/control/prompt.hpp -- prompts with names, and the capture of all that runs inside
// one: what every control operator of this folder is made of.
//
//   prompt<int> const p("p");
//   int const n = push_prompt(p, [=] {
//     return 1 + capture<int>(p, [](auto k) { return std::move(k)(41); });
//   });                                                       // n is 42
//
// The program reduces so (@p E is E inside the prompt p; [] is the hole):
//
//        @p (1 + capture p (k. k 41))
//    ==  @p ((1 + [])[capture p (k. k 41)])       capture up to p the context 1 + []
//   -->  (k. k 41) (x. @p ((1 + [])[x]))          run the handler outside, with the rest as k
//   -->  @p ((1 + [])[41])                        reinstate it, with 41 in the hole
//    ==  @p (1 + 41)  -->  @p 42  -->  42         a value leaves the prompt
//
// and its stacks, which never move (`<<<` runs; a body is a computation of its own):
//
//   [main]        [@p]            [main]        [@p]           [main]        [@p]
//   | push_prompt |     |         | push_prompt |     |        | push_prompt |     |
//   | waits <-----| 1+  |         | handler     | 1+  |        | handler     | 1+  |
//   |             | cap<<<        | k ~~~~~~~~~>| []  |        | k(41)       |     |
//                                 |        <<<                 | waits <-----| 41 <<<
//      1. it runs in @p             2. captured: p is           3. reinstated: p waits for
//                                      cut off, k holds it         k(41), wherever that is
//
// (Named prompts: Gunter, Rémy & Riecke, FPCA 1995, cupto; pushPrompt and withSubCont: Dybvig,
// Peyton Jones & Sabry, JFP 2007; the reduction and the drawing: Leijen & Sivaramakrishnan,
// libmprompt, 2021.)
#pragma once
#include <concepts>
#include <cstdio>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/captured.hpp"
#include "continuations/control/carrier.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/strategies/stack.hpp"
#include "lib/rule.hpp"

namespace kont {

/// The name of a delimiter: `push_prompt(p, body)` puts it on the stack, as often as one likes.
/// A value; copies name the same. A is the type of the answer, what body and handlers return:
/// an object type or void. S is any strategy of the dialect direct. Made and copied by any thread.
template <class A, strategy<dialect::direct> S = stack> class prompt {
 public:
  static_assert(std::same_as<A, std::decay_t<A>>, "an answer is an object, or void");
  using answer_type = A;
  using strategy_type = S;

  prompt() : prompt("prompt") {}
  /// `name` is for error texts; it is borrowed.
  explicit prompt(char const* name) noexcept : name_(name), id_(next_number()) {}
  char const* name() const noexcept { return name_; }
  prompt_id id() const noexcept { return id_; }
  /// Whether a capture would find it. O(segments crossed).
  bool encloses() const noexcept {
    auto* const at = metacontinuation<S>::find(id_);
    return at != nullptr && at->tag == id_;
  }

 private:
  char const* name_;
  prompt_id id_;
};

/// Whether a prompt stays behind on its place when all inside it is captured (the handler then
/// runs inside a fresh one), and whether it goes along with what is captured.
struct delimiters {
  bool stays = false;
  bool goes_along = true;
};

template <class R, class A, class S> class sub_continuation;
template <class A, class S> struct delimited;
template <class A, class S, class F> struct prompt_body;
template <class H, class S, class A> struct clauses_of;
template <class H, class S, class B, class A> struct shallow_clauses_of;
template <class R, class A, class S, delimiters D, class F> struct capture_handler;

/// What a handler or a body may return in place of an answer: the answer, or a continuation to go
/// on with when the frame that returned this is gone. So a loop of handlers uses no stack.
template <class A, class S> class [[nodiscard]] tail {
  template <class V>
  static constexpr bool is_answer =
      std::same_as<std::decay_t<V>, tail> || std::same_as<std::decay_t<V>, regular<A>>;

 public:
  tail() requires std::is_void_v<A> : answer_(std::in_place) {}
  tail(regular<A> answer) : answer_(std::move(answer)) {}
  template <class V>
  requires(std::convertible_to<V, regular<A>> && !is_answer<V>) tail(V&& answer)
      : answer_(std::in_place, std::forward<V>(answer)) {}
  tail(tail&&) = default;
  tail& operator=(tail&& t) {
    if (this == &t) return *this;
    tail const old(std::move(*this));
    answer_ = std::move(t.answer_), next_ = std::move(t.next_), destroy_ = t.destroy_;
    return *this;
  }
  /// Nobody goes on with it: the continuation unwinds, and what it would have been called with
  /// is destroyed.
  ~tail() {
    if (destroy_ != nullptr && next_) next_.destroy_cargo(destroy_);
  }

 private:
  template <class, class, class> friend class sub_continuation;
  friend struct delimited<A, S>;
  template <class, class> friend class shallow_tail;
  template <class, class, class> friend struct clauses_of;
  template <class, class, class, class> friend struct shallow_clauses_of;
  template <class, class, class, delimiters, class> friend struct capture_handler;
  using destroyer = void (*)(carrier&);
  explicit tail(captured<S> next, destroyer of_its_cargo = nullptr) noexcept
      : next_(std::move(next)), destroy_(of_its_cargo) {}
  // What to go on with; null: the answer is there.
  [[gnu::always_inline]] segment<S>* into(std::optional<regular<A>>& answer) && {
    if (next_) return next_.take();
    if (answer_) answer.emplace(*std::move(answer_));
    return nullptr;
  }
  std::optional<regular<A>> answer_;
  captured<S> next_;
  destroyer destroy_ = nullptr;  // of what it brings; null: nothing, or what need not be destroyed
};

// What will run `body` for an answer of type A in a segment. Throws stacks::exhausted.
template <class A, class S, class F>
[[gnu::always_inline]] inline auto start_in_segment(F&& body, stacks::request want) {
  return S::start(prompt_body<A, S, std::decay_t<F>>{std::forward<F>(body)}, want);
}

/// What runs outside with what was captured, for an answer of type A: returns whom to go on with,
/// or null when the answer is there.
template <class A, class S>
using outside_code = segment<S>*(segment<S>*, std::optional<regular<A>>&);

// What waits for an answer of type A.
template <class A, class S> struct delimited {
  using meta = metacontinuation<S>;

  /// Goes into `head` and waits for the answer, running the handlers of what is captured up to it.
  [[gnu::always_inline]] static A await(segment<S>* head) { return await(meta::enter(head)); }
  [[gnu::always_inline]] static A await(typename meta::outcome came) {
    if (came.rest || came.head->kind != cargo_kind::value) [[unlikely]]
      return go_on(keep(std::move(came)));
    return ended(came.head);
  }
  // Who came out, with its rest, if any.
  [[gnu::always_inline]] static segment<S>* keep(typename meta::outcome&& came) noexcept {
    std::construct_at(&came.head->rest, std::move(came.rest));  // it is empty, or has not begun
    return came.head;
  }
  [[gnu::noinline]] static A go_on(segment<S>* head) {
    for (std::optional<regular<A>> answer;;) {
      if (head->rest) {
        head = reinterpret_cast<outside_code<A, S>*>(head->handler)(head, answer);
        if (head == nullptr) return static_cast<A>(*std::move(answer));
      } else if (head->kind == cargo_kind::more) {
        delete std::exchange(head, head->cargo.template take<segment<S>*>());
      } else {
        return ended(head);
      }
      head = keep(meta::enter(head));
    }
  }
  // The answer, or what was thrown in its place.
  [[gnu::always_inline]] static A ended(segment<S>* head) {
    std::unique_ptr<segment<S>> const last(head);
    return static_cast<A>(last->template take<regular<A>>());
  }
  /// Puts into the record of who ends what its body returned.
  static void answer(segment<S>* me, tail<A, S> t) {
    if (t.answer_) {
      me->cargo.put(*std::move(t.answer_));
    } else {
      me->cargo.put(t.next_.take());
      me->kind = cargo_kind::more;
    }
  }
  template <class V> static void answer(segment<S>* me, V&& value) {
    static_assert(std::constructible_from<regular<A>, V>, "a body returns an answer, or a tail");
    me->cargo.put(regular<A>(std::forward<V>(value)));
  }
  /// Runs `body` inside the prompt, and waits for the answer.
  template <class F>
  [[gnu::always_inline]] static A run(prompt_id tag, F&& body, stacks::request want = {}) {
    auto begun = start_in_segment<A, S>(std::forward<F>(body), want);
    auto* const head = new segment<S>;
    head->tag = tag;
    return await(meta::enter(head, std::move(begun)));
  }
  /// Will run `body` inside the prompt. Throws stacks::exhausted, std::bad_alloc.
  template <class F> static tail<A, S> fresh(prompt_id tag, F&& body, stacks::request want = {}) {
    auto begun = start_in_segment<A, S>(std::forward<F>(body), want);
    auto* const head = new segment<S>;
    head->tag = tag;
    std::construct_at(&head->waits);
    std::construct_at(&head->rest, std::move(begun));
    head->innermost = head;
    return tail<A, S>(captured<S>(head));
  }
};

/// All that ran between a capture and its prompt: a function from R, what the capture returns
/// there, to A, the answer. A value: move it, drop it (all segments unwind, the innermost first),
/// call it -- once. Thread-safety: any thread may call it, one at a time.
template <class R, class A, class S> class [[nodiscard]] sub_continuation {
  using meta = metacontinuation<S>;

 public:
  using value_type = R;
  using answer_type = A;

  sub_continuation() = default;
  explicit sub_continuation(captured<S> rest) noexcept : rest_(std::move(rest)) {}
  /// Whether it can be called.
  explicit operator bool() const noexcept { return static_cast<bool>(rest_); }
  /// What it is without its types.
  captured<S> release() && noexcept { return std::move(rest_); }

  /// Reinstates it here; the capture returns the value, and this the answer. Throws what it lets
  /// out. O(1): one switch there, one back.
  template <class... V>
  requires std::constructible_from<regular<R>, V...> A operator()(V&&... value) && {
    return delimited<A, S>::await(with(std::forward<V>(value)...));
  }
  /// The same, but by the prompt, once the handler has returned this.
  template <class... V>
  requires std::constructible_from<regular<R>, V...> tail<A, S> last(V&&... value) && {
    using brought = regular<R>;
    return tail<A, S>(captured<S>(with(std::forward<V>(value)...)), carrier::destroyer<brought>());
  }
  /// Reinstates it here; the capture throws the exception.
  A fail(std::exception_ptr error) && {
    return delimited<A, S>::await(with_error(std::move(error)));
  }
  /// The same, but by the prompt: see last.
  tail<A, S> fail_last(std::exception_ptr error) && {
    return tail<A, S>(captured<S>(with_error(std::move(error))));
  }
  /// Gives it up without unwinding it, unless it is the last: its frames must own nothing.
  /// O(segments).
  void discard() && noexcept requires captures_fork<S> { std::move(rest_).discard(); }
  /// A second, equal one. O(segments).
  sub_continuation fork() const requires captures_fork<S> { return sub_continuation(rest_.fork()); }

 private:
  template <class... V> segment<S>* with(V&&... value) {
    regular<R> made(std::forward<V>(value)...);  // if that throws, it is still to be called
    rest_.head().cargo.put(std::move(made));     // the same
    return rest_.take();
  }
  segment<S>* with_error(std::exception_ptr error) {
    rule(error != nullptr, "fail: there is no exception to be thrown");
    auto* const head = rest_.take();
    head->put(std::move(error));
    return head;
  }
  captured<S> rest_;
};

// The first function of each segment.
template <class A, class S, class F> struct prompt_body {
  using meta = metacontinuation<S>;
  static constexpr bool has_twins = captures_fork<S>;
  F body;

  void operator()(arrival<typename S::continuation>& other) {
    auto* const first = meta::land(other);
    try {
      auto result = call_regular(body);
      delimited<A, S>::answer(record(first), std::move(result));
    } catch (unwinding const&) {
      if constexpr (!has_twins) unwound(first);
      throw;
    } catch (...) { record(first)->put(std::current_exception()); }
    auto* const me = record(first);
    other.from = std::move(me->waits);
    std::destroy_at(&me->waits);  // (so that nobody stores that it is empty)
    other.word = me;
  }

 private:
  // Our record; of twins, each has its own.
  static segment<S>* record(segment<S>* first) noexcept {
    return has_twins ? meta::current() : first;
  }
  // Dropped by somebody who holds the innermost computation alone: whoever waits for it goes too.
  static void unwound(segment<S>* me) noexcept {
    if (!me->waits) return;
    auto const outside = std::move(me->waits);
    delete me;
  }
};

/// Runs `body()` inside the prompt, as a computation of its own, and returns its answer. Throws
/// what it lets out. A start, a switch in and one out.
template <class A, class S, std::invocable F>
[[gnu::always_inline]] inline A push_prompt(prompt<A, S> p, F&& body, stacks::request want = {}) {
  return delimited<A, S>::run(p.id(), std::forward<F>(body), want);
}

[[noreturn, gnu::cold, gnu::noinline]] inline void no_such_prompt(char const* name, bool barred) {
  char text[256];
  std::snprintf(text, sizeof text, "%s: the prompt '%s' %s",
                barred ? "a continuation barrier" : "a capture needs its prompt around it", name,
                barred ? "is on the other side" : "is not");
  broken(text);
}

// Runs outside the prompt, with what was captured.
template <class R, class A, class S, delimiters D, class F> struct capture_handler {
  F f;
  prompt_id tag;

  static segment<S>* run(segment<S>* head, std::optional<regular<A>>& answer) {
    return call(head).into(answer);
  }
  [[gnu::always_inline]] static tail<A, S> call(segment<S>* head) {
    sub_continuation<R, A, S> k(captured<S>{head});
    auto self = head->cargo.template take<capture_handler>();
    if constexpr (D.stays) {
      return delimited<A, S>::fresh(
          self.tag, [f = std::move(self.f), k = std::move(k)]() mutable -> decltype(auto) {
            return f(std::move(k));
          });
    } else if constexpr (std::is_void_v<std::invoke_result_t<F&, sub_continuation<R, A, S>>>) {
      self.f(std::move(k));
      return {};
    } else {
      return self.f(std::move(k));
    }
  }
};

/// Stands for the answer type of the prompt.
struct the_answer;
template <class R, class A> using hole = std::conditional_t<std::same_as<R, the_answer>, A, R>;

/// Captures all that runs inside the innermost prompt p, as a sub_continuation<R, A, S> k, and
/// leaves p with f(k) for an answer (or a tail). Returns what k is called with. Breaks the rule
/// where no p is around. f is moved outside; what it refers to here is out of its reach on the
/// strategy `copy`. O(segments crossed), and one switch.
template <class R = the_answer, delimiters D = {}, class A, class S, class F>
hole<R, A> capture(prompt<A, S> p, F&& f) {
  using meta = metacontinuation<S>;
  using value = hole<R, A>;
  using outside = capture_handler<value, A, S, D, std::decay_t<F>>;
  auto* head = meta::find(p.id());
  if (head == nullptr || head->tag != p.id()) [[unlikely]]
    no_such_prompt(p.name(), head != nullptr);
  head->cargo.put(outside{std::forward<F>(f), p.id()});  // may throw, and then nothing has happened
  if constexpr (!D.goes_along) head->tag = no_prompt;
  head->handler = reinterpret_cast<void (*)()>(&outside::run);
  head = meta::leave(head);
  return static_cast<value>(head->template take<regular<value>>());
}

}  // namespace kont
