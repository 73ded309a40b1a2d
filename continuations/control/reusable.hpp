// continuations/control/reusable.hpp -- sub-continuations as mere values: a region owns what they
// stand for, and a strategy that can fork lets them be called any number of times.
//
//   continuation_region<copy> region;               // outside of all prompts
//   int const n = 10 + reset(p, [=, r = &region] {
//     return 2 + shift(p, [r](auto rest) {
//       auto const k = r->keep(std::move(rest));
//       return 100 + k(k(3));                       // (Danvy & Filinski 1990: 117)
//     });
//   });
//
// A frame that is captured and forked takes what it holds with it, byte for byte. A frame that
// holds a sub_continuation would then be there twice, and own it twice. So what programs that
// resume often hold in their frames must be mere values; a garbage collector would find out who
// still needs what they stand for, and here a region says until when.
#pragma once
#include <concepts>
#include <cstddef>
#include <deque>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/captured.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/control/prompt.hpp"

namespace kont {

/// A sub-continuation as a value: copies mean the same. Where S can fork, each call reinstates a
/// fork; elsewhere the second call breaks the rule. Valid as long as its region.
template <class R, class A, class S> class reusable {
 public:
  constexpr reusable() = default;
  explicit operator bool() const noexcept { return kept_ != nullptr && *kept_; }

  /// See sub_continuation. O(segments) more where it is forked.
  template <class... V>
  requires std::constructible_from<regular<R>, V...> A operator()(V&&... value) const {
    return once()(std::forward<V>(value)...);
  }
  template <class... V>
  requires std::constructible_from<regular<R>, V...> tail<A, S> last(V&&... value)
  const { return once().last(std::forward<V>(value)...); }
  /// The same; the capture throws the exception.
  tail<A, S> fail_last(std::exception_ptr error) const {
    return once().fail_last(std::move(error));
  }

 private:
  template <class T> friend class continuation_region;
  explicit reusable(captured<S>* kept) noexcept : kept_(kept) {}
  sub_continuation<R, A, S> once() const {
    rule(static_cast<bool>(*this), "resumed twice, or empty: a continuation is one-shot");
    if constexpr (captures_fork<S>) {
      return sub_continuation<R, A, S>(kept_->fork());
    } else {
      return sub_continuation<R, A, S>(std::move(*kept_));
    }
  }
  captured<S>* kept_ = nullptr;
};

/// Owns what reusable continuations stand for, and unwinds what is left of it when it ends itself.
/// One thread at a time.
template <class S> class continuation_region {
 public:
  continuation_region() = default;
  continuation_region(continuation_region&&) = delete;

  /// O(1) amortised. Throws std::bad_alloc.
  template <class R, class A> reusable<R, A, S> keep(sub_continuation<R, A, S> k) {
    return reusable<R, A, S>(&kept_.emplace_back(std::move(k).release()));
  }
  /// How many it was given.
  std::size_t size() const noexcept { return kept_.size(); }

 private:
  std::deque<captured<S>> kept_;
};

}  // namespace kont
