// tests/control/effects_tests.hpp -- the effects that several tests of handlers perform.
#pragma once
#include <string>
#include <vector>

#include "continuations/control/effects.hpp"
#include "continuations/control/shallow.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {

/// Asks for a number by one; also the effect E or Foo of OCaml's tests.
struct ask {
  static constexpr char const* name = "ask";
  struct number : operation<ask, int(int)> {
    static constexpr char const* name = "ask::number";
  };
  using operations = operation_list<number>;
};
struct amb {
  static constexpr char const* name = "amb";
  struct flip : operation<amb, bool()> {};
  struct fail : operation<amb, void()> {};
  using operations = operation_list<flip, fail>;
};
struct cell_effect {
  static constexpr char const* name = "cell";
  struct get : operation<cell_effect, int()> {};
  struct put : operation<cell_effect, void(int)> {};
  using operations = operation_list<get, put>;
};

/// Adds n to what is asked for; or to what the rest of the body comes to.
inline auto adds(int n) {
  return handler(answers<ask::number>([n](int v) { return v + n; }));
}
inline auto adds_at_the_end(int n) {
  return handler(resumes<ask::number>([n](auto k, int v) { return n + std::move(k)(v); }));
}

template <class T> std::vector<T> operator+(std::vector<T> a, std::vector<T> const& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// All results, in the order in which `First` and then the other side of each coin gives them.
template <class T, bool First> auto all_results() {
  return handler(resumes_often<amb::flip>([](auto k) {
                   auto const first = k(First);
                   return first + k(!First);
                 }),
                 aborts<amb::fail>([] { return std::vector<T>{}; }),
                 returns([](T x) { return std::vector<T>{std::move(x)}; }));
}

/// A state in a variable, which is outside of all computations.
inline auto state_in(int& s) {
  return handler(answers<cell_effect::get>([&s] { return s; }),
                 answers<cell_effect::put>([&s](int v) { s = v; }));
}
/// A state without a variable: each handler holds a value, and goes on under the next (shallow). So
/// it is part of what is captured, and of its forks.
template <class S, class R> struct holding {
  using after = shallow_tail<R, S>;
  static auto with(int s) {
    return handler(resumes<cell_effect::get>(on_get{s}), resumes<cell_effect::put>(on_put{}));
  }
  struct on_get {
    int s;
    template <class K> after operator()(K k) const { return std::move(k).last_under(with(s), s); }
  };
  struct on_put {
    template <class K> after operator()(K k, int s) const {
      return std::move(k).last_under(with(s));
    }
  };
};
/// Runs the body with a state that begins as s.
template <class S, class F> auto with_state(int s, F body) {
  return handle_shallow<S>(holding<S, std::invoke_result_t<F&>>::with(s), body);
}

/// Variables that are made on the way, of which each is known or not yet: the heap of Effekt's
/// probabilistic. Held as a state is.
enum class known : unsigned char { nothing, no, yes };
struct variables {
  static constexpr char const* name = "variables";
  struct make : operation<variables, int()> {};
  struct get : operation<variables, known(int)> {};
  struct put : operation<variables, void(int, known)> {};
  using operations = operation_list<make, get, put>;
};
template <class S, class R> struct holding_variables {
  struct all {
    known of[8] = {};
    int count = 0;
  };
  static auto with(all now) {
    auto const make = [now](auto k) {
      auto next = now;
      int const made = next.count++;
      return go_on(std::move(k), next, made);
    };
    auto const get = [now](auto k, int which) { return go_on(std::move(k), now, now.of[which]); };
    auto const put = [now](auto k, int which, known value) {
      auto next = now;
      next.of[which] = value;
      return go_on(std::move(k), next);
    };
    return handler(resumes<variables::make>(make), resumes<variables::get>(get),
                   resumes<variables::put>(put));
  }
  template <class K, class... V> static shallow_tail<R, S> go_on(K k, all next, V... answer) {
    return std::move(k).last_under(with(next), answer...);
  }
};
/// Runs the body with no variables at first.
template <class S, class F> auto with_variables(F body) {
  return handle_shallow<S>(holding_variables<S, std::invoke_result_t<F&>>::with({}), body);
}

}  // namespace kont::conformance
