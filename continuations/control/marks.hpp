// continuations/control/marks.hpp -- continuation marks: values that belong to the continuation of
// an expression, to be found by what runs inside it; and dynamic binding, made of them.
//
//   mark_key<int> const depth;
//   with_mark(depth, 1, [=] {
//     return with_mark(depth, 2, [=] { return current_marks(depth); });    // {2, 1}
//   });
//
//   [main: 1]<--[P: 2 3]<--[Q: 4]       seen from inside Q: 4 3 2 1
//   [main: 1]   [P: 2 3]<--[Q: 4]       captured up to P they go along; seen from main: 1
//
// Each segment has its own list, so a capture moves them for nothing. (Clements, Flatt &
// Felleisen: Modeling an algebraic stepper, ESOP 2001; Flatt & Dybvig: Compiler and runtime support
// for continuation marks, PLDI 2020. Theirs are replaced in tail position; C++ has none, and here
// they nest.)
#pragma once
#include <atomic>
#include <concepts>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "continuations/continuation.hpp"
#include "continuations/control/mark_list.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/strategies/stack.hpp"
#include "lib/rule.hpp"

namespace kont {

/// Names marks of type T. A value; copies name the same. Made and copied by any thread.
template <class T, strategy<dialect::direct> S = stack> class mark_key {
 public:
  mark_key() noexcept : id_(next_id()) {}
  mark_id id() const noexcept { return id_; }

  struct value final : mark {
    value(mark_id of, mark const* outside, T what) : mark(of, outside), is(std::move(what)) {}
    T is;
  };

 private:
  static mark_id next_id() noexcept {
    static constinit std::atomic<mark_id> last = 0;
    return ++last;
  }
  mark_id id_;
};

/// A record for main, which has none, while marks are in it.
template <class S> class record_for_main {
  using meta = metacontinuation<S>;

 public:
  record_for_main() {
    if (meta::current() != &meta::main) return;
    outermost_ = std::make_unique<segment<S>>();
    outermost_->base = outermost_->outer = std::exchange(meta::current(), outermost_.get());
  }
  record_for_main(record_for_main&&) = delete;
  ~record_for_main() {
    if (outermost_) meta::current() = &meta::main;
  }

 private:
  std::unique_ptr<segment<S>> outermost_;
};
/// A mark of whatever runs, until the end of the scope: however that is left. It keeps no list,
/// which may be a twin's: only what runs knows which it is. The mark itself is the same in both.
template <class S> class marked {
 public:
  template <class Make> explicit marked(Make make) : mine_(make(list().top())) {
    list().push(mine_);
  }
  marked(marked&&) = delete;
  ~marked() {
    rule(list().top() == mine_,
         "with_mark: it ends inside another mark; a generator may not yield inside its own");
    list().pop();
  }

 private:
  static mark_list& list() noexcept { return metacontinuation<S>::current()->marks; }
  mark const* mine_;
};

/// Returns body(), in whose continuation the mark is. An allocation; O(1). (The body of a generator
/// may not yield inside: see metacontinuation.hpp.)
template <class T, class S, class F>
std::invoke_result_t<F&> with_mark(mark_key<T, S> key, std::type_identity_t<T> what, F body) {
  record_for_main<S> const outermost;
  marked<S> const until_the_end([&](mark const* outside) {
    return new typename mark_key<T, S>::value(key.id(), outside, std::move(what));
  });
  return body();
}

/// The innermost mark with this key, or null; valid until its with_mark ends. O(1) amortised, and
/// a step for each segment crossed; adds to `steps`.
template <class T, class S> T const* first_mark(mark_key<T, S> key, std::size_t& steps) noexcept {
  for (auto* at = metacontinuation<S>::current(); at != nullptr; at = at->outer) {
    if (auto* const found = at->marks.find(key.id(), steps)) {
      return &static_cast<typename mark_key<T, S>::value const*>(found)->is;
    }
  }
  return nullptr;
}
template <class T, class S> T const* first_mark(mark_key<T, S> key) noexcept {
  std::size_t steps = 0;
  return first_mark(key, steps);
}

/// All marks with this key, the innermost first. O(marks).
template <class T, class S> std::vector<T> current_marks(mark_key<T, S> key) {
  std::vector<T> all;
  for (auto* at = metacontinuation<S>::current(); at != nullptr; at = at->outer) {
    for (mark const* m = at->marks.top(); m != nullptr; m = m->outer) {
      if (m->key != key.id()) continue;
      all.push_back(static_cast<typename mark_key<T, S>::value const*>(m)->is);
    }
  }
  return all;
}

/// A variable whose value is bound for as long as something runs, and wherever it goes on from
/// there. (Moreau: A syntactic theory of dynamic binding, 1998; Kiselyov, Shan & Sabry: Delimited
/// dynamic binding, ICFP 2006; Scheme's parameterize.)
template <class T, strategy<dialect::direct> S = stack> class dynamic_variable {
 public:
  explicit dynamic_variable(T otherwise) : otherwise_(std::move(otherwise)) {}
  T const& operator*() const noexcept {
    T const* const bound = first_mark(key_);
    return bound != nullptr ? *bound : otherwise_;
  }
  template <class F> std::invoke_result_t<F&> bind(T value, F body) const {
    return with_mark(key_, std::move(value), std::move(body));
  }

 private:
  mark_key<T, S> key_;
  T otherwise_;
};

}  // namespace kont
