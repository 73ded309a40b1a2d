// continuations/control/callcc.hpp -- call/cc over prompts, with dynamic_wind and barriers.
//
//   callcc_world<int> world;
//   int const n = world.run([w = &world] {
//     return 1 + w->callcc<int>([](auto k) { k(41); return 0; });    // 42: k(41) does not return
//   });
//
// A prompt stands at the beginning of the program, and call/cc takes all that is inside it:
//
//   @ E[callcc f]   -->   @ (k (f k))            the rest E as k; f runs in a fresh segment
//   @ E'[k v]       -->   @ E[v]                 E' is dropped, and unwinds
//
// So a switch goes straight from one whole program to another, and the stack that waits at the
// beginning never grows. Where the strategy can fork, k may be used for ever; elsewhere once, the
// return of f included, as call/1cc (Bruggeman, Waddell & Dybvig, PLDI 1996).
//
// (call/cc: Reynolds 1972, Clinger & others: Scheme, 1985; by control operators: Sitaram &
// Felleisen, Control delimiters and their hierarchies, 1990. dynamic_wind: Friedman & Haynes,
// Constraining control, POPL 1985; its lists: R7RS, section 6.10.)
#pragma once
#include <concepts>
#include <cstddef>
#include <deque>
#include <functional>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/prompt.hpp"
#include "continuations/control/reusable.hpp"
#include "continuations/strategies/stack.hpp"

namespace kont {

/// A program whose continuations can be captured as a whole. A is its answer. It lives outside of
/// what it runs, and keeps all that was captured, and what each dynamic_wind does, until it ends
/// itself. One thread at a time.
template <class A, strategy<dialect::direct> S = stack> class callcc_world {
  struct winder {
    std::function<void()> before, after;
    winder const* outer;
    std::size_t depth;
  };

 public:
  /// The rest of the program, from a call of callcc: a value, valid as long as the world.
  template <class V> class continuation {
   public:
    /// Goes on there with the value, after the `after`s on the way out and the `before`s on the
    /// way in. What ran until here is dropped. Two switches.
    template <class... W>
    requires std::constructible_from<regular<V>, W...>
    [[noreturn]] void operator()(W&&... value) const {
      world_->rewind(winders_);
      capture<void>(world_->base_, [rest = rest_, v = regular<V>(std::forward<W>(value)...)](
                                       auto) mutable { return rest.last(std::move(v)); });
      broken("a continuation that was dropped cannot go on");
    }
    explicit operator bool() const noexcept { return static_cast<bool>(rest_); }

   private:
    friend callcc_world;
    continuation(callcc_world* world, reusable<V, A, S> rest, winder const* winders)
        : world_(world), rest_(rest), winders_(winders) {}
    callcc_world* world_;
    reusable<V, A, S> rest_;
    winder const* winders_;
  };

  callcc_world() = default;
  callcc_world(callcc_world&&) = delete;

  /// Runs the program, and returns its answer. Throws what it lets out.
  template <class F> A run(F&& program) {
    auto* const outside = std::exchange(winders_, nullptr);
    struct restore {
      callcc_world* w;
      winder const* to;
      ~restore() { w->winders_ = to; }
    } const at_end{this, outside};
    return push_prompt(base_, std::forward<F>(program));
  }

  /// Returns what f(k) does, or what k is called with. A start and two switches. f moves outside
  /// and into a computation of its own: it does not see these frames on the strategy `copy`.
  template <class V, class F> V callcc(F&& f) {
    return capture<V>(base_, [this, here = winders_, f = std::decay_t<F>(std::forward<F>(f))](
                                 sub_continuation<V, A, S> rest) mutable {
      continuation<V> const k(this, region_.keep(std::move(rest)), here);
      return delimited<A, S>::fresh(base_.id(), [f = std::move(f), k]() mutable {
        try {
          if constexpr (std::is_void_v<V>) {
            f(k);
            return k.rest_.last();
          } else {
            return k.rest_.last(f(k));
          }
        } catch (unwinding const&) { throw; } catch (...) {
          return k.rest_.fail_last(std::current_exception());
        }
      });
    });
  }

  /// Runs thunk() between before() and after(); and when a continuation leads out of it, after(),
  /// and when one leads back into it, before(). (An exception leads out of it, too.)
  template <class B, class F, class E>
  std::invoke_result_t<F&> dynamic_wind(B before, F thunk, E after) {
    before();
    auto const* const ours = winders_ = &winders_made_.emplace_back(
        winder{before, after, winders_, winders_ != nullptr ? winders_->depth + 1 : 1});
    try {
      decltype(auto) result = call_regular(thunk);
      leave();
      return static_cast<std::invoke_result_t<F&>>(std::forward<decltype(result)>(result));
    } catch (unwinding const&) { throw; } catch (...) {
      if (winders_ == ours) leave();  // else it is what after() let out
      throw;
    }
  }

 private:
  void leave() {
    auto const* const here = std::exchange(winders_, winders_->outer);
    here->after();
  }
  // Out to what both places have in common, then in, the outermost first.
  void rewind(winder const* to) {
    while (winders_ != nullptr && !(to != nullptr && is_around(winders_, to))) leave();
    enter(to);
  }
  static bool is_around(winder const* w, winder const* to) {
    while (to != nullptr && to->depth > w->depth) to = to->outer;
    return to == w;
  }
  void enter(winder const* to) {
    if (to == winders_) return;
    enter(to->outer);
    to->before();
    winders_ = to;
  }

  prompt<A, S> base_{"callcc_world::run"};
  continuation_region<S> region_;
  std::deque<winder> winders_made_;
  winder const* winders_ = nullptr;
};

/// Runs body() where no continuation may be captured from, or jumped out of: that breaks the rule.
/// (Racket's call-with-continuation-barrier; Flatt, Yu, Findler & Felleisen, ICFP 2007.)
template <strategy<dialect::direct> S = stack, class F> std::invoke_result_t<F&> barrier(F body) {
  using answer = std::invoke_result_t<F&>;
  if constexpr (std::is_reference_v<answer>) {  // an answer is kept: where the object is, then
    return static_cast<answer>(*barrier<S>([body = std::move(body)]() mutable {
      auto&& object = body();
      return std::addressof(object);
    }));
  } else {
    return delimited<answer, S>::run(barrier_prompt, std::move(body));
  }
}

}  // namespace kont
