// continuations/control/clauses.hpp -- what an effect and a handler are made of, before any of it
// runs: typed operations, and the clauses that say what they mean. See effects.hpp.
#pragma once
#include <concepts>
#include <cstddef>
#include <functional>
#include <memory>
#include <new>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "continuations/control/carrier.hpp"
#include "continuations/control/evidence.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "lib/small_blocks.hpp"

namespace kont {

/// The base of an operation of effect E: what it is performed with, and what it answers. An effect
/// has a `name` and a list of its `operations`; an operation may have a `name` too.
template <class E, class Signature> struct operation;
template <class E, class R, class... Args> struct operation<E, R(Args...)> {
  static_assert(!std::is_reference_v<R> &&
                    ((std::is_const_v<std::remove_reference_t<Args>> ||
                      !std::is_lvalue_reference_v<Args>)&&...),
                "an operation keeps what it is given, and its answer: a pointer for a reference");

  using effect = E;
  using answer = R;
  using arguments = std::tuple<std::decay_t<Args>...>;
  using in_place = R(void const*, Args...);
  template <class... Given>
  static constexpr bool takes = std::is_invocable_v<void (*)(Args...), Given...>;
};
template <class... Ops> struct operation_list {
  static constexpr std::size_t size = sizeof...(Ops);
  /// Which of them Op is.
  template <class Op> static constexpr std::size_t place() {
    std::size_t at = 0;
    (void)((std::same_as<Op, Ops> || (++at, false)) || ...);
    return at;
  }
};

template <class Op> using answer_of = typename Op::answer;
template <class Op> using arguments_of = typename Op::arguments;
template <class Op> using in_place_code = typename Op::in_place;
template <class Op> constexpr std::size_t place_in_its_effect() {
  using all = typename Op::effect::operations;
  static_assert(all::template place<Op>() < all::size, "an operation is in the list of its effect");
  return all::template place<Op>();
}
template <class Op> inline constexpr std::size_t place_of = place_in_its_effect<Op>();
template <class Op, class... Args>
concept performs = Op::template takes<Args...>;

/// For error texts: its name, or what its type is called where it was declared.
template <class Op> constexpr std::string_view name_of() {
  if constexpr (requires { Op::name; }) {
    return Op::name;
  } else {
    std::string_view text = __PRETTY_FUNCTION__;  // "... [with Op = ask::number; ...]", or without
    text.remove_prefix(text.find("Op = ") + 5);   // "with", and "]" after it
    text = text.substr(0, text.find_first_of(";]"));
    return text.ends_with('>') ? text : text.substr(text.rfind(':') + 1);
  }
}

enum class clause_kind { answers, resumes, resumes_often, aborts, discards };
template <class Op, clause_kind Kind, class F> struct clause {
  using operation = Op;
  static constexpr clause_kind kind = Kind;
  F f;
};
template <class F> struct return_clause {
  using operation = void;
  F f;
};

/// The kinds of clauses; effects.hpp says what each costs. A clause is called as const: what it
/// changes lies outside of it.
template <class Op, class F> auto answers(F f) {
  return clause<Op, clause_kind::answers, F>{std::move(f)};
}
template <class Op, class F> auto resumes(F f) {
  return clause<Op, clause_kind::resumes, F>{std::move(f)};
}
template <class Op, class F> auto resumes_often(F f) {
  return clause<Op, clause_kind::resumes_often, F>{std::move(f)};
}
template <class Op, class F> auto aborts(F f) {
  return clause<Op, clause_kind::aborts, F>{std::move(f)};
}
template <class Op, class F> auto discards(F f) {
  return clause<Op, clause_kind::discards, F>{std::move(f)};
}
template <class F> auto returns(F f) { return return_clause<F>{std::move(f)}; }

/// A handler of one effect: a value, and nothing happens until it handles.
template <class First, class... More> struct handler_value : First, More... {
  using effect = typename First::operation::effect;
  using operations = typename effect::operations;
  template <class Op>
  static constexpr bool is_its = std::is_void_v<Op> ||
                                 operations::template place<Op>() < operations::size;
  template <class Op>
  static constexpr int times =
      (0 + ... +
       std::same_as<Op, typename More::operation>)+std::same_as<Op, typename First::operation>;
  static_assert((is_its<typename First::operation> && ... && is_its<typename More::operation>),
                "handler: each clause is for an operation of one effect, or the return");
  static_assert(((times<typename First::operation> == 1) && ... &&
                 (times<typename More::operation> == 1)),
                "handler: an operation has one clause");

  template <class Clause> auto const& get() const noexcept {
    return static_cast<Clause const&>(*this).f;
  }
  /// The clause of Op (void: the return clause), as a type; void if there is none.
  template <class Op>
  using clause_of = std::tuple_element_t<
      operation_list<typename First::operation, typename More::operation...>::template place<Op>(),
      std::tuple<First, More..., void>>;
  using returning = clause_of<void>;
};
/// The clauses of all operations of an effect, in any order, and of the return, if wanted.
template <class... Clauses> auto handler(Clauses... clauses) {
  return handler_value<Clauses...>{std::move(clauses)...};
}

/// Where a segment keeps a handler: with itself, if it is small and mere bytes; else on the heap,
/// shared with twins and with who runs a clause, since each of them may end first.
template <class H> struct kept_handler : shared_handler {
  static constexpr bool is_bytes =
      std::is_trivially_copyable_v<H> && sizeof(H) <= 48 && alignof(H) <= 16;
  H h;

  explicit kept_handler(H&& handler) : shared_handler{&end}, h(std::move(handler)) {}
  static void* operator new(std::size_t n) { return small_blocks::take(n); }
  static void operator delete(void* p, std::size_t n) noexcept { small_blocks::give_back(p, n); }

  /// What `put` wants of the handler: what may throw comes first.
  static auto ready(H&& handler) {
    if constexpr (is_bytes) {
      return std::move(handler);
    } else {
      return std::make_unique<kept_handler>(std::move(handler));
    }
  }
  template <class Segment, class Ready> static void put(outlook<Segment>& in, Ready&& it) noexcept {
    if constexpr (is_bytes) {
      ::new (static_cast<void*>(in.bytes)) H(std::move(it));
    } else {
      in.shared = it.release();
    }
  }
  template <class Segment> static H const& in(outlook<Segment> const& at) noexcept {
    if constexpr (is_bytes) {
      return *std::launder(reinterpret_cast<H const*>(at.bytes));
    } else {
      return static_cast<kept_handler const*>(at.shared)->h;
    }
  }

 private:
  static void end(shared_handler* it) noexcept { delete static_cast<kept_handler*>(it); }
};

/// A clause while it runs, when the segment that has its handler may end: a copy, or a share.
template <class H, class Clause, class S> class at_work {
  using F = decltype(Clause::f);

 public:
  template <class Segment>
  explicit at_work(outlook<Segment> const& in) noexcept
      : f_(kept_handler<H>::in(in).template get<Clause>()) {}
  F const& f() const noexcept { return f_; }

 private:
  F const f_;
};
template <class H, class Clause, class S>
requires(!kept_handler<H>::is_bytes) class at_work<H, Clause, S> {
  using meta = metacontinuation<S>;
  // A frame that may be forked has no share of its own, for a fork would not count it: the segment
  // has, in which the clause runs. Its marks are shared by its forks, by count.
  struct share final : mark {
    share(shared_handler* of, mark const* outside) : mark(0, outside), its(of) { its->hold(); }
    ~share() override { its->let_go(); }
    shared_handler* its;
  };

 public:
  template <class Segment>
  explicit at_work(outlook<Segment> const& in) noexcept(!captures_fork<S>)
      : shared_(in.shared), h_(&kept_handler<H>::in(in)) {
    if (in_a_segment()) {
      auto& marks = meta::current()->marks;
      marks.push(new share(shared_, marks.top()));
    } else {
      shared_->hold();
    }
  }
  at_work(at_work&&) = delete;
  ~at_work() { in_a_segment() ? meta::current()->marks.pop() : shared_->let_go(); }
  auto const& f() const noexcept { return h_->template get<Clause>(); }

 private:
  static bool in_a_segment() noexcept {
    if constexpr (captures_fork<S>) return meta::current() != &meta::main;
    return false;
  }

  shared_handler* shared_;
  H const* h_;
};

/// What runs on the stack of who performs an operation; it is told who handles.
template <class H, class Clause, class Segment,
          class Code = in_place_code<typename Clause::operation>>
struct in_place;
template <class H, class Clause, class Segment, class R, class... Args>
struct in_place<H, Clause, Segment, R(void const*, Args...)> {
  static R answer(void const* head, Args... args) {
    auto const& h = kept_handler<H>::in(*static_cast<Segment const*>(head));
    return h.template get<Clause>()(std::forward<Args>(args)...);
  }
};

}  // namespace kont
