// papers/workloads/walks.hpp -- the walk of a tree as a generator, by what a generator is not made
// of here: rests kept by hand, a monad, a handler of effects.
//
// Each has next(): whether there is another node, whose number then is `value`.
// (Sivaramakrishnan et al.: Retrofitting effect handlers onto OCaml, PLDI 2021, section 6.3.)
#pragma once
#include <iterator>
#include <utility>

#include "continuations/control/effects.hpp"
#include "papers/workloads/concurrency_monad.hpp"
#include "papers/workloads/owner.hpp"
#include "papers/workloads/recursion_in_cps.hpp"
#include "papers/workloads/sequence.hpp"

namespace kont::workloads {

/// In continuation-passing style, and defunctionalised: the rest of a walk is a list of the nodes
/// whose left subtree is being walked, on the heap.
class walk_by_hand {
 public:
  explicit walk_by_hand(unsigned depth) { go_left({0, depth}); }
  bool next() {
    if (rests_.empty()) return false;
    subtree const all = rests_.pop();
    number const left = (number{1} << (all.depth - 1)) - 1;
    value = all.first + left;
    opaque(value);
    go_left({value + 1, all.depth - 1});
    return true;
  }
  number value = 0;

 private:
  struct subtree {
    number first;
    unsigned depth;
  };
  void go_left(subtree t) {
    for (; t.depth != 0; --t.depth) rests_.push(t);
  }
  rests_on_heap<subtree> rests_;
};

/// A program of the concurrency monad, of which next() runs as much as brings a node.
class walk_by_monad {
  using unit = monadic::unit;

 public:
  explicit walk_by_monad(unsigned depth)
      : rest_([depth, this](unit) {
          return from(0, depth)([](unit) { return monadic::action(); });
        }) {}
  walk_by_monad(walk_by_monad&&) = delete;  // its program knows where it is
  bool next() {
    if (!rest_) return false;
    for (auto todo = std::move(rest_)({}); todo;) todo = std::move(todo).go();
    return static_cast<bool>(rest_);
  }
  number value = 0;

 private:
  monadic::program<unit> yield(number v) {
    return [this, v](monadic::rest<unit> k) {
      value = v;
      rest_ = std::move(k);
      return monadic::action();
    };
  }
  monadic::program<unit> from(number first, unsigned depth) {
    if (depth == 0) return monadic::just(unit{});
    return bind(from(first, depth - 1), [this, first, depth](unit) {
      number v = first + (number{1} << (depth - 1)) - 1;
      opaque(v);
      return bind(yield(v), [this, v, depth](unit) { return from(v + 1, depth - 1); });
    });
  }
  monadic::rest<unit> rest_;
};

struct visiting {
  static constexpr char const* name = "visiting";
  struct node : operation<visiting, void(number)> {};
  using operations = operation_list<node>;
};
/// A walk that performs an effect at each node, whose handler keeps the node and the continuation.
template <class S, owner By = owner::holder> class walk_by_handler {
 public:
  explicit walk_by_handler(unsigned depth) : depth_(depth) {}
  walk_by_handler(walk_by_handler&&) = delete;  // its handler knows where it is
  bool next() {
    if (begun_) {
      std::exchange(rest_, {})();
    } else {
      begin();
    }
    return static_cast<bool>(rest_);
  }
  number value = 0;

 private:
  void begin() {
    begun_ = true;
    auto const clause = [this](auto k, number v) {
      value = v;
      rest_ = owner_.own(std::move(k));
    };
    handle<S>(handler(resumes<visiting::node>(clause)), [depth = depth_] {
      auto brings = [](number v) { perform<visiting::node, S>(v); };
      walk(0, depth, brings);
    });
  }
  unsigned depth_;
  bool begun_ = false;
  owner_of<S, By> owner_;
  owned_rest<void, void, S, By> rest_;
};

/// Such a walk as a range.
template <class Walk, unsigned depth> class walked {
 public:
  class iterator {
   public:
    explicit iterator(Walk& of) : of_(of), more_(of.next()) {}
    number operator*() const { return of_.value; }
    void operator++() { more_ = of_.next(); }
    bool operator==(std::default_sentinel_t) const { return !more_; }

   private:
    Walk& of_;
    bool more_;
  };
  iterator begin() { return iterator(walk_); }
  static std::default_sentinel_t end() { return {}; }

 private:
  Walk walk_{depth};
};
/// Made out of line, as the others are.
template <class Walk, unsigned depth> [[gnu::noinline]] walked<Walk, depth> walk_as() { return {}; }

}  // namespace kont::workloads
