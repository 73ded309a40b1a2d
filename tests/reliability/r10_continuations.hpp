// tests/reliability/r10_continuations.hpp -- scenarios of r10: continuations on every strategy,
// generators and coroutines.
#pragma once
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "continuations/strategies/strategies.hpp"
#include "coroutines/coroutine.hpp"
#include "generators/generator.hpp"
#include "generators/generator_closure.hpp"
#include "generators/generator_frame.hpp"
#include "tests/reliability/r10_scenario.hpp"

namespace kont::failing {

inline void* word(std::intptr_t n) { return reinterpret_cast<void*>(n); }
inline std::intptr_t number(void const* w) { return reinterpret_cast<std::intptr_t>(w); }

struct of_continuations {
  // Brings back the sum of what it was told; it owns something while it waits.
  template <strategy<dialect::direct> S> static typename S::continuation summing() {
    return S::start([](auto& other) {
      auto const held = std::make_unique<int>(1);
      for (std::intptr_t sum = 0;;) {
        sum += number(other.word) * *held;
        transfer(other, word(sum));
      }
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation summing() {
    return S::start([](typename S::arrived other) -> typename S::task {
      auto const held = std::make_unique<int>(1);
      for (std::intptr_t sum = 0;;) {
        sum += number(other.word) * *held;
        co_await transfer(other, word(sum));
      }
    });
  }
  template <class S> struct step {
    std::intptr_t sum = 0;
    std::string held = "longer than what a string has in itself";
    typename S::action operator()(typename S::arrived& other) {
      sum += number(other.word);
      return transfer(other, word(sum), *this);
    }
  };
  template <strategy<dialect::cps> S> static typename S::continuation summing() {
    return S::start(step<S>{});
  }

  // As many as are alive at once, each resumed some times; one is dropped before the others.
  template <class S> static void resumes(unsigned seed) {
    std::vector<typename S::continuation> all;
    for (int i = 0; i < 12; ++i) all.push_back(summing<S>());
    std::vector<std::intptr_t> told(all.size());
    for (std::size_t i = 0; i < 36; ++i) {
      auto const at = (i * 7 + seed) % all.size();
      auto came = std::move(all[at]).resume(word(1));
      expect(number(came.word) == ++told[at], "a sum is wrong");
      all[at] = std::move(came.from);
      if (i == 20) all[at] = summing<S>(), told[at] = 0;
    }
  }
  template <class S> static void forks(unsigned seed) {
    std::vector<typename S::continuation> all;
    all.push_back(std::move(summing_value<S>()).resume(word(1)).from);
    for (std::size_t i = 0; i < 10; ++i) all.push_back(all[(i + seed) % all.size()].fork());
    for (auto& k : all) {
      auto came = std::move(k).resume(word(41));
      expect(number(came.word) == 42, "a fork has lost what it knew");
      k = std::move(came.from);
    }
  }
  // The same without anything that would be there twice.
  template <class S> static typename S::continuation summing_value() {
    if constexpr (S::style == dialect::direct) {
      return S::start([](auto& other) {
        for (std::intptr_t sum = 0;;) transfer(other, word(sum += number(other.word)));
      });
    } else {
      return summing<S>();
    }
  }

  // --- generators -------------------------------------------------------------------------------

  template <class G> static int sum_of(G g) {
    int sum = 0;
    for (int i : g) sum += i;
    return sum;
  }
  template <class S> static generator<int, S> nest(int n) {
    return generator<int, S>([n](auto& yield) {
      yield(n);
      if (n > 1) yield(elements_of(nest<S>(n - 1)));
      yield(n);
    });
  }
  static generator<int, frame> nest_co(int n) {
    co_yield n;
    if (n > 1) co_yield elements_of(nest_co(n - 1));
    co_yield n;
  }
  static generator<int, closure> nest_cps(int n) {
    return generator<int, closure>([n](auto& consumer) {
      auto up = [n](auto& then) { return yield(then, n, [](auto& last) { return finish(last); }); };
      return yield(consumer, n, [n, up](auto& down) mutable {
        if (n == 1) return up(down);
        return yield(down, elements_of(nest_cps(n - 1)), up);
      });
    });
  }
  template <class S> static void generates(unsigned seed) {
    int const n = static_cast<int>(8 + seed);
    expect(sum_of(nest<S>(n)) == n * (n + 1), "a generator has lost elements");
  }
  static void generates_co(unsigned seed) {
    int const n = static_cast<int>(30 + seed);
    expect(sum_of(nest_co(n)) == n * (n + 1), "a generator has lost elements");
  }
  static void generates_cps(unsigned seed) {
    int const n = static_cast<int>(30 + seed);
    expect(sum_of(nest_cps(n)) == n * (n + 1), "a generator has lost elements");
  }
  template <class G> static void dropped_half_way(G (*nests)(int), unsigned seed) {
    std::vector<G> all;
    for (int i = 0; i < 5; ++i) all.push_back(nests(6));
    for (auto& g : all) {
      unsigned left = 2 + seed;
      for (int i : g) {
        if (i == 0 || --left == 0) break;
      }
    }
  }
  static void generators_dropped(unsigned seed) { dropped_half_way(&nest<stack>, seed); }
  static void generators_dropped_co(unsigned seed) { dropped_half_way(&nest_co, seed); }
  static void generators_dropped_cps(unsigned seed) { dropped_half_way(&nest_cps, seed); }

  // --- coroutines -------------------------------------------------------------------------------

  // Adds one, and passes it on to the next of a ring, until it is large enough.
  template <class C> struct player {
    C& home;
    C*& next;
    std::string held = "longer than what a string has in itself";
    C* self = nullptr;
    auto operator()(C& me, int first) {
      self = &me;
      return (*this)(first);
    }
    auto operator()(int i) -> decltype(self->finish(home, i)) {
      if (i >= 20) return self->finish(home, i);
      C* const me = self;
      return me->transfer(*next, i + 1, std::move(*this));
    }
  };
  template <class C, class S> static std::unique_ptr<C> plays(C& home, C*& next) {
    if constexpr (S::style == dialect::direct) {
      return std::make_unique<C>([&](C& self, int i) {
        auto const held = std::make_unique<int>(i);
        while (i < 20) i = self.transfer(*next, i + 1);
        return self.end(home, i);
      });
    } else if constexpr (S::style == dialect::co) {
      return std::make_unique<C>([&](C& self, int i) -> typename C::template body_of<> {
        auto const held = std::make_unique<int>(i);
        while (i < 20) i = co_await self.transfer(*next, i + 1);
        co_return self.end(home, i);
      });
    } else {
      return std::make_unique<C>(player<C>{home, next});
    }
  }
  template <class S> static void coroutines(unsigned seed) {
    using C = coroutine<int, S>;
    C me;
    std::vector<C*> next(6);
    std::vector<std::unique_ptr<C>> all;
    for (auto& n : next) all.push_back(plays<C, S>(me, n));
    for (std::size_t i = 0; i < all.size(); ++i) next[i] = all[(i + 1) % all.size()].get();
    expect(me.drive(*all[seed % all.size()], 0) == 20, "a ring of coroutines lost count");
  }
};

}  // namespace kont::failing
