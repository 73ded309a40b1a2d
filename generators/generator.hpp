// generators/generator.hpp -- a continuation that brings a value at every step.
//
//   kont::generator<int> odd([](auto& yield) {
//     for (int i = 1;; i += 2) yield(i);
//   });
//   for (int i : std::move(odd) | std::views::take(3)) …
//
// The word says where the value is: the body brings its address to the consumer. The consumer
// brings nothing -- or, in the cps dialect, the place to put the value.
#pragma once
#include <concepts>
#include <cstddef>
#include <iterator>
#include <memory>
#include <ranges>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/orders.hpp"
#include "continuations/reach.hpp"
#include "continuations/strategies/stack.hpp"
#include "lib/rule.hpp"
#include "lib/small_blocks.hpp"
#include "lib/trace/recorder.hpp"

namespace kont {

template <class R, class S> class generator;

/// Asks a body to yield all that another generator has: `yield(elements_of(inner))`. However deep
/// they nest, an element goes straight to the consumer: O(1) a step.
template <class G> struct elements_of {
  G inner;
  explicit elements_of(G&& g) : inner(std::forward<G>(g)) {}
};
template <class G> elements_of(G&&) -> elements_of<G>;

/// The types of a generator of R, as std::generator<R> has them: yielding `T` lends a T&& to the
/// consumer, yielding `T&` or `T const&` that reference.
template <class R> struct yielding {
  using value = std::remove_cvref_t<R>;
  using reference = std::conditional_t<std::is_reference_v<R>, R, R&&>;
  using pointer = std::add_pointer_t<reference>;

  /// The word that says where `v` is.
  static void* word(reference v) noexcept {
    return const_cast<void*>(static_cast<void const*>(std::addressof(v)));
  }
};

/// How a direct body yields: call it. But not from inside a prompt, a handler or a with_mark that
/// the body itself has entered: whoever consumes would then run inside it. (The first element is
/// tested for this. Another takes less time than the test.) It holds the rest of whoever consumes,
/// and so is passed by reference: to what takes functions by value, as std::ref(yield).
template <class R, class S> class yielder {
  using K = typename S::continuation;

 public:
  using reference = typename yielding<R>::reference;
  using value = typename yielding<R>::value;
  static_assert(!moves_frames<S> || alignof(value) <= small_blocks::step,
                "elements with a stricter alignment are not supported where frames are moved");

  explicit yielder(K consumer) noexcept : consumer_(std::move(consumer)) {}
  yielder(yielder&&) = delete;

  /// Lends `v` to the consumer and suspends until it asks for the next. One switch each way.
  [[gnu::always_inline]] void operator()(reference v) {
    if constexpr (moves_elements) {
      if (S::in_frames(std::addressof(v))) return lend(v);
    }
    give(static_cast<reference>(v));
  }
  /// Lends a copy.
  [[gnu::always_inline]] void operator()(value const& v) requires
      std::is_rvalue_reference_v<reference> && std::copy_constructible<value> {
    value ours(v);
    (*this)(std::move(ours));
  }
  /// Yields all of `g`, which has not begun; see elements_of. Throws what it lets out.
  template <class G>
  requires std::same_as<std::remove_cvref_t<G>, generator<R, S>>
  void operator()(elements_of<G> all) {
    auto inner = std::move(all.inner).release();
    if (inner) std::move(inner).resume(&consumer_);  // lends it our consumer until it has ended
  }

 private:
  friend generator<R, S>;
  // Goes to the consumer, until it wants the next one.
  [[gnu::always_inline]] void give(reference v) {
    if constexpr (trace::on) trace::carries<value>(v);
    consumer_.step(yielding<R>::word(static_cast<reference>(v)));
  }
  // One that may point into itself must not be read where its frame has been moved to. But neither
  // may it be lost on the way, nor be the base of something else.
  static constexpr bool moves_elements = moves_frames<S> && !std::is_trivially_copyable_v<value> &&
                                         std::is_nothrow_move_constructible_v<value> &&
                                         !std::is_polymorphic_v<value>;
  void lend(std::remove_reference_t<reference>& v) {
    if constexpr (std::constructible_from<value, decltype(std::move(v))>) {
      lent<std::remove_reference_t<reference>, S> kept(v);
      give(static_cast<reference>(*kept));
      kept.bring_back();
    } else {
      give(static_cast<reference>(v));
    }
  }

  // By value: in a body that compilers see, it is in a register, and an element stores it nowhere.
  K consumer_;
};

/// In which segment of the metacontinuation we run; null where we may be in a twin's, or there are
/// none.
template <class S> [[gnu::always_inline]] inline void const* innermost_segment() noexcept {
  if constexpr (S::style == dialect::direct && !captures_fork<S>) {
    return metacontinuation<S>::current();
  } else {
    return nullptr;
  }
}

/// What a generator keeps for its body, and as what the continuation; besides, in the dialects
/// direct and co, nothing. The dialect cps needs the place to put a value; see
/// generator_closure.hpp.
template <class R, class S> struct body_side {
  using rest = typename S::continuation;
  /// Resumes the body, and returns the word that it brings. At first it gets a null pointer, and
  /// later what nobody reads.
  template <bool at_first> [[gnu::always_inline]] static void* step(rest& body) {
    void* word = nullptr;
#if defined(__x86_64__) && !defined(__clang__)  // clang then asks twice whether there is a body
    // Whatever is in the register where the switch takes it: that saves an instruction.
    if constexpr (!at_first && !trace::on) asm volatile("" : "=D"(word));
#endif
    return body.step(word);
  }
};

/// A sequence computed as it is consumed: a move-only input range and view (std::ranges; for
/// range-v3 0.12, whose views are copyable, pipe the lvalue). It begins at begin(); dropping it
/// unwinds its body; an exception of the body comes out of begin() or ++. May be moved at any
/// time, which invalidates its iterators; an iterator that is advanced invalidates its copies. One
/// thread at a time. A body sees the prompts, handlers and marks of whoever consumes, and may not
/// yield inside its own; a coroutine may leave from inside its own (coroutines/coroutine.hpp).
/// (CLU's iterators, Liskov et al. 1977; Icon; C++23's std::generator for the types.)
template <class R, class S = stack> class generator : public std::ranges::view_base {
  using K = typename S::continuation;

 public:
  using strategy_type = S;
  using value_type = typename yielding<R>::value;
  using reference = typename yielding<R>::reference;

  class iterator {
   public:
    using iterator_concept = std::input_iterator_tag;
    using iterator_category = std::input_iterator_tag;
    using value_type = generator::value_type;
    using difference_type = std::ptrdiff_t;
    using reference = generator::reference;
    using pointer = void;

    iterator() = default;
    reference operator*() const noexcept {
      return static_cast<reference>(*reach<S>(owner_->rest_, value_));
    }
    [[gnu::always_inline]] iterator& operator++() {
      rule(!done(), "++: past the end of a generator, or from inside its own body");
      value_ = owner_->template next<false>();
      return *this;
    }
    void operator++(int) { ++*this; }
    friend bool operator==(iterator const& i, std::default_sentinel_t) noexcept { return i.done(); }

   private:
    friend generator;
    using address = typename yielding<R>::pointer;
    iterator(generator* owner, address value) : owner_(owner), value_(value) {}
    bool done() const noexcept { return !owner_->rest_; }
    generator* owner_ = nullptr;
    address value_ = nullptr;  // here, where compilers keep it in a register
  };

  generator() = default;
  generator(generator&&) = default;
  generator& operator=(generator&& g) noexcept {
    if (this == &g) return *this;
    rest_ = std::move(g.rest_);  // first: what is in force goes before those that wait for it
    side_ = std::move(g.side_);
    begun_ = g.begun_;
    return *this;
  }
  /// A generator whose elements `body(yield)` yields; it is moved in, and begins at begin().
  template <class F>
  requires(S::style == dialect::direct &&
           std::invocable<std::decay_t<F>&,
                          yielder<R, S>&>) explicit generator(F&& body, stacks::request want = {})
      : rest_(S::start(direct_body<std::decay_t<F>>{std::forward<F>(body)}, want)) {}
  /// The same in the dialect cps: `body(consumer)`, see generator_closure.hpp.
  template <class F>
  requires requires(F&& body) { K(body_side<R, S>::start(std::forward<F>(body))); }
  explicit generator(F&& body) : rest_(body_side<R, S>::start(std::forward<F>(body))) {}
  /// For the other dialects' makers: a continuation that brings the addresses of values.
  explicit generator(K rest) : rest_(std::move(rest)) {}

  /// Runs the body to its first element. Call it once.
  [[gnu::always_inline]] iterator begin() {
    begun_ = true;
    auto const* const outside = innermost_segment<S>();
    iterator const first(this, rest_ ? next<true>() : nullptr);
    rule(innermost_segment<S>() == outside,
         "yield: not from inside a prompt, handler or with_mark of the body's own");
    return first;
  }
  std::default_sentinel_t end() const noexcept { return {}; }

  /// Gives up what is left of one that has not begun (for elements_of), or has ended.
  K release() && noexcept {
    rule(!rest_ || !begun_, "elements_of: the inner generator must not have begun");
    return std::move(rest_);
  }

 private:
  template <bool at_first> [[gnu::always_inline]] typename yielding<R>::pointer next() {
    return static_cast<typename yielding<R>::pointer>(side_.template step<at_first>(rest_));
  }

  // What runs in the continuation: the body, between the one who drives it and the one who
  // consumes. They are two when an outer generator lends us its consumer.
  template <class F> struct direct_body {
    F body;
    void operator()(arrival<K>& driver) {
      auto* const outer = static_cast<K*>(std::exchange(driver.word, nullptr));
      auto const lender = [&]() -> K& {
        return outer == nullptr ? driver.from : *reach<S>(driver.from, outer);
      };
      yielder<R, S> yield(std::move(lender()));
      try {
        body(yield);
      } catch (typename orders_of<S>::type const&) { throw; } catch (...) {
        lender() = std::move(yield.consumer_);
        throw;
      }
      lender() = std::move(yield.consumer_);
    }
  };

  [[no_unique_address]] body_side<R, S> side_;
  typename body_side<R, S>::rest rest_;
  bool begun_ = false;
};

static_assert(std::ranges::input_range<generator<int>> && std::ranges::view<generator<int>>);

}  // namespace kont
