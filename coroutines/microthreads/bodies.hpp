// coroutines/microthreads/bodies.hpp -- how the body of a microthread begins and ends, in each of
// the three dialects.
#pragma once
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "lib/stacks/stack.hpp"

namespace kont {

/// Thrown by exit(), and into a microthread that is killed: unwinds it, and it has ended as if it
/// had returned. Let it pass. (Stackless Python's TaskletExit.)
struct exited {};

template <class World> struct awaiting;

/// The bodies of the microthreads of a scheduler `World`. The word that arrives is who left; one
/// that ends names who goes on, or goes back to run() with what it let out.
template <class World> struct bodies {
  using S = typename World::strategy_type;
  using K = typename S::continuation;

  // A microthread that lives on a thread of its own must tell that thread whose it is.
  struct no_world {
    no_world(World&) noexcept {}
    void enter() const noexcept {}
  };
  struct own_world {
    World& world;
    void enter() const noexcept { World::active() = &world; }
  };
  static constexpr bool threads_apart = requires { requires S::on_own_threads; };
  using its_world = std::conditional_t<threads_apart, own_world, no_world>;

  /// What is left of a microthread that has not begun, and is to do `body()`. `forked`: at once,
  /// before its parent, who runs, goes on; so nobody can have raised anything in it.
  template <bool forked = false, class F>
  [[gnu::always_inline]] static K fresh(World& world, F&& body, stacks::request const& labelled) {
    using B = std::decay_t<F>;
    if constexpr (S::style == dialect::direct) {
      return S::start(direct_body<B, forked>{std::forward<F>(body), {world}}, labelled);
    } else if constexpr (S::style == dialect::co) {
      return S::make(B(std::forward<F>(body)));
    } else {
      return S::start(cps_step<B>{std::forward<F>(body)});
    }
  }

  template <bool forked = false> [[gnu::always_inline]] static void begin(arrival<K> a) noexcept {
    World::template file<forked>(std::move(a));
    World::active()->running_->starts();
  }
  // What a body has let out, in a catch block: who goes on, and whether it goes no further.
  static arrival<K> end_of_failed(bool& exits) {
    try {
      throw;
    } catch (exited const&) {
      exits = true;
      return World::active()->end();
    } catch (...) { return World::active()->fail(); }
  }

  // A raise may have come before it began; where all are on one thread, see throwing().
  [[gnu::always_inline]] static void look_at_raises() {
    if constexpr (World::shared) awaiting<World>::throw_pending();
  }

  // What a body has captured is gone before it has ended: its destructors may wait, or unlock what
  // it has locked, and who joins it goes on afterwards, on a crew at once.
  template <class F> static constexpr bool ends_early = !std::is_trivially_destructible_v<F>;

  template <class F, bool forked = false> struct direct_body {
    std::conditional_t<ends_early<F>, std::optional<F>, F> body;
    [[no_unique_address]] its_world world;
    [[gnu::always_inline]] void operator()(arrival<K>& other) {
      world.enter();
      begin<forked>(std::move(other));
      try {
        if constexpr (!forked) look_at_raises();
        call();
        if (World::nobody_runs()) return;  // it swallowed its unwinding
        let_go();
      } catch (unwinding const&) { throw; } catch (...) {
        let_go();
        bool exits = false;
        arrival<K> to = end_of_failed(exits);
        other.from = std::move(to.from);  // (by no call with `other`: it would live in memory)
        other.word = to.word;
        if (exits) return;
        throw;
      }
      std::construct_at(&other, World::active()->end());  // begin() has emptied it
    }

   private:
    [[gnu::always_inline]] void call() {
      if constexpr (ends_early<F>) {
        (*body)();
      } else {
        body();
      }
    }
    [[gnu::always_inline]] void let_go() noexcept {
      if constexpr (ends_early<F>) body.reset();
    }
  };

  /// The layer of a body in the dialect co (see frame::body).
  struct frame_layer {
    template <class... Parameters> explicit frame_layer(Parameters&...) noexcept {}
    void begun(arrival<K> a) noexcept(!World::shared) {
      begin(std::move(a));
      look_at_raises();
    }
    arrival<K> ended() noexcept { return World::active()->end(); }
    arrival<K> failed() noexcept { return World::active()->fail(); }
    /// In a catch block: whether what it let out counts as a return.
    static bool absorbs() {
      try {
        throw;
      } catch (exited const&) { return true; } catch (...) {
        return false;
      }
    }
  };

  /// A step in the dialect cps: what it lets out, and what is thrown into it, goes to whoever
  /// called run().
  template <class F> struct cps_step {
    F f;
    auto operator()(arrival<K>& other) {
      World::file(std::move(other));
      World::active()->stage_ = &other;
      return guarded(other, [this] { return f(); });
    }
    auto operator()(arrival<K>& other, std::exception_ptr thrown) {
      World::active()->stage_ = &other;
      return guarded(other, [&]() -> decltype(f()) { std::rethrow_exception(std::move(thrown)); });
    }

   private:
    template <class Step> static auto guarded(arrival<K>& other, Step step) {
      bool exits = false;
      try {
        return step();
      } catch (...) {
        other = end_of_failed(exits);
        if (!exits) throw;
      }
      return S::finish(other, other.word);
    }
  };

  /// See microthread_handle::raise.
  static bool raise(World& world, typename World::thread& t, std::exception_ptr thrown) {
    bool const runs = &t == world.running_;  // perhaps a world of its own, where somebody asks
    if (runs && ((World::active() == &world && World::innermost()) || World::trapped()))
      std::rethrow_exception(std::move(thrown));
    if (t.finished || t.disturbed || world.is_ending()) return false;
    if (runs || t.answered || (t.waits != nullptr && t.waits->lingers())) {
      t.its_particulars().pending = std::move(thrown);
      return t.disturbed = true;
    }
    t.rest = throwing(std::move(thrown), t, world);
    t.answered = true;  // by this; a second one waits until it has been thrown
    if (t.waits == nullptr) return true;
    if (std::exchange(t.waits->nap, 0) != 0) world.sleepers_.forget();
    if (t.waits->call_off(true)) {
      t.waits = nullptr;
      world.put(t);
    }
    return true;
  }

  /// What is to be left of `t`: somebody who throws `thrown` where it waits, as soon as somebody
  /// resumes it. One that has not begun is dropped for a body that begins with this. Throws for
  /// want of memory, and then nothing has happened to `t`.
  static K throwing(std::exception_ptr thrown, typename World::thread& t, World& world) {
    if (!t.begun) {
      if constexpr (S::style == dialect::co) {
        return S::make([thrown]() -> typename World::template body_of<> {
          std::rethrow_exception(thrown);
          co_return;
        });
      } else if constexpr (S::style == dialect::direct) {
        auto body = [thrown] { std::rethrow_exception(thrown); };
        return S::start(direct_body<decltype(body)>{body, {world}});
      }
    }
    slot* its = nullptr;
    K thrower = S::start(throw_at(t, slot(its), std::move(thrown)));
    its->told = nullptr;
    its->rest = std::move(t.rest);
    return thrower;
  }

 private:
  // What will be left of another, when the one that holds it has its memory: wherever it is moved
  // until then, it tells.
  struct slot {
    explicit slot(slot*& where) noexcept : told(&where) { where = this; }
    slot(slot&& s) noexcept : rest(std::move(s.rest)), told(s.told) {
      if (told != nullptr) *told = this;
    }
    K rest;
    slot** told;
  };
  // The body of that: in whatever dialect, it begins where `t` was to go on.
  static auto throw_at(typename World::thread& t, slot its, std::exception_ptr thrown) {
    if constexpr (S::style == dialect::co) {
      return [thrown = std::move(thrown), &t, its = std::move(its)](arrival<K> other) mutable ->
             typename S::task {
               pass_on(other, t, std::move(its.rest), thrown);
               co_return;
             };
    } else if constexpr (S::style == dialect::cps) {  // see cps_step
      return [thrown = std::move(thrown), &t, its = std::move(its)](arrival<K>& other) mutable ->
             typename S::action { pass_on(other, t, std::move(its.rest), thrown); };
    } else {
      return [thrown = std::move(thrown), &t, its = std::move(its)](arrival<K>& other) mutable {
        pass_on(other, t, std::move(its.rest), thrown);
      };
    }
  }
  [[noreturn]] static void pass_on(arrival<K>& other, typename World::thread& t, K to,
                                   std::exception_ptr const& thrown) {
    World::file(std::move(other));
    t.answered = t.expired = false;  // what it waited for is called off, if it had been too late
    other.from = std::move(to);
    std::rethrow_exception(thrown);
  }
};

}  // namespace kont
