// papers/workloads/sequence.hpp -- generators: a sequence, and the walk of a tree.
#pragma once
#include <concepts>
#include <cstdint>

#include "generators/generator.hpp"
#include "generators/generator_closure.hpp"
#include "generators/generator_frame.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

/// Generators of this strategy. Made out of line, in every row, as what a library offers is: or a
/// compiler would fold a C++20 generator into the loop that consumes it.
template <class S> struct sequences;

/// 0, 1, … in order of the nodes of a perfect tree of `depth`, whose first is `first`.
template <class Yield> [[gnu::noinline]] void walk(number first, unsigned depth, Yield& yield) {
  if (depth == 0) return;
  number const left = (number{1} << (depth - 1)) - 1;
  walk(first, depth - 1, yield);
  number v = first + left;
  opaque(v);
  yield(v);
  walk(first + left + 1, depth - 1, yield);
}

inline constexpr unsigned tree_depth = 20;

template <strategy<dialect::direct> S> struct sequences<S> {
  using type = generator<number, S>;

  [[gnu::noinline]] static type count_to(number end) {
    return type([end](auto& yield) {
      for (number i = 0; i < end; ++i) {
        number v = i;
        opaque(v);
        yield(v);
      }
    });
  }
  [[gnu::noinline]] static type just(number one) {
    return type([one](auto& yield) { yield(one); });
  }
  [[gnu::noinline]] static type from(number& next) {
    return type([&next](auto& yield) {
      while (true) yield(next++);
    });
  }
  /// One computation that recurses.
  [[gnu::noinline]] static type tree() {
    return type([](auto& yield) { walk(0, tree_depth, yield); });
  }
  /// A computation for every subtree.
  [[gnu::noinline]] static type nested_tree(number first, unsigned depth) {
    return type([=](auto& yield) {
      number const left = (number{1} << (depth - 1)) - 1;
      if (depth > 1) yield(elements_of(nested_tree(first, depth - 1)));
      number v = first + left;
      opaque(v);
      yield(v);
      if (depth > 1) yield(elements_of(nested_tree(first + left + 1, depth - 1)));
    });
  }
  static type whole_nested_tree() { return nested_tree(0, tree_depth); }
};

/// The same as C++20 coroutines.
template <> struct sequences<frame> {
  using type = generator<number, frame>;

  [[gnu::noinline]] static type count_to(number end) {
    for (number i = 0; i < end; ++i) {
      number v = i;
      opaque(v);
      co_yield v;
    }
  }
  [[gnu::noinline]] static type just(number one) { co_yield one; }
  [[gnu::noinline]] static type from(number& next) {
    while (true) co_yield next++;
  }
  [[gnu::noinline]] static type nested_tree(number first, unsigned depth) {
    number const left = (number{1} << (depth - 1)) - 1;
    if (depth > 1) co_yield elements_of(nested_tree(first, depth - 1));
    number v = first + left;
    opaque(v);
    co_yield v;
    if (depth > 1) co_yield elements_of(nested_tree(first + left + 1, depth - 1));
  }
  static type whole_nested_tree() { return nested_tree(0, tree_depth); }
};

/// The same in CPS: a loop is a function that yields and names itself as the rest; or it is a state
/// machine, called again and again.
template <strategy<dialect::cps> S> struct sequences<S> {
  using type = generator<number, S>;
  using consumer = closure_consumer<number, S>;
  using action = typename S::action;
  static constexpr bool stays = std::same_as<S, machine>;

  [[gnu::noinline]] static type count_to(number end) {
    return type([i = number{0}, end](consumer& to) mutable { return count(to, i, end); });
  }
  [[gnu::noinline]] static type just(number one) {
    return type([one](consumer& to) {
      return yield(to, one, [](consumer& then) { return finish(then); });
    });
  }
  [[gnu::noinline]] static type from(number& next) {
    return type([&next](consumer& to) { return count_on(to, next); });
  }
  [[gnu::noinline]] static type nested_tree(number first, unsigned depth) {
    return type([=](consumer& to) {
      if (depth == 1) return root(to, first, depth);
      return yield(to, elements_of(nested_tree(first, depth - 1)),
                   [=](consumer& then) { return root(then, first, depth); });
    });
  }
  static type whole_nested_tree() { return nested_tree(0, tree_depth); }

 private:
  static action count(consumer& to, number& i, number end) {
    if (i == end) return finish(to);
    number v = i++;
    opaque(v);
    if constexpr (stays) {
      return yield(to, v);
    } else {
      return yield(to, v, [i, end](consumer& then) mutable { return count(then, i, end); });
    }
  }
  static action count_on(consumer& to, number& next) {
    if constexpr (stays) {
      return yield(to, next++);
    } else {
      return yield(to, next++, [&next](consumer& then) { return count_on(then, next); });
    }
  }
  static action root(consumer& to, number first, unsigned depth) {
    number const left = (number{1} << (depth - 1)) - 1;
    number v = first + left;
    opaque(v);
    return yield(to, v, [first, left, depth](consumer& then) {
      if (depth == 1) return finish(then);
      return yield(then, elements_of(nested_tree(first + left + 1, depth - 1)),
                   [](consumer& last) { return finish(last); });
    });
  }
};

/// One operation is one element of the sequence 0, 1, … `Source` makes generators.
template <class Source> class elements : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    auto all = Source::count_to(ops);
    for (number v : all) {
      opaque(v);
      sum += v;
    }
    return {.ops = ops, .switches = 2 * ops, .contexts = 1, .checksum = sum};
  }
};

/// One operation is one element of a walk that begins again at its end. `make` makes a walk.
template <auto make> class tree_walk : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    for (auto left = ops; left > 0;) {
      auto all = make();
      for (number v : all) {
        opaque(v);
        sum += v;
        if (--left == 0) break;
      }
    }
    return {.ops = ops, .checksum = sum};
  }
};

/// The same walk handing its elements to a callback, which says whether to go on: no switch.
class callback_walk : public fixture {
  template <class F> [[gnu::noinline]] static bool visit(number first, unsigned depth, F& f) {
    if (depth == 0) return true;
    number const left = (number{1} << (depth - 1)) - 1;
    if (!visit(first, depth - 1, f)) return false;
    number v = first + left;
    opaque(v);
    return f(v) && visit(first + left + 1, depth - 1, f);
  }

 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    auto left = ops;
    auto add = [&](number v) {
      opaque(v);
      sum += v;
      return --left != 0;
    };
    while (left > 0) visit(0, tree_depth, add);
    return {.ops = ops, .checksum = sum};
  }
};

}  // namespace kont::workloads
