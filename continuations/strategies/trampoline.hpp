// continuations/strategies/trampoline.hpp -- steps that return who goes on, and the loop that calls
// them: what the strategies closure and machine have in common.
//
// A step is a function of what arrives, and returns an action: who goes on, and what they are to
// see. resume() runs action after action until one is for itself, so a chain of transfers is a
// loop and uses no stack. (CPS: Strachey & Wadsworth 1974, Plotkin 1975, who also gives the proof
// that it needs no stack; trampolines: Ganz, Friedman & Wand 1999.)
#pragma once
#include <concepts>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "lib/exception_state.hpp"
#include "lib/rule.hpp"
#include "lib/small_blocks.hpp"
#include "lib/stacks/stack.hpp"
#include "lib/trace/recorder.hpp"

namespace kont {

/// Multi-shot continuations: the suspended computation is a function object on the heap. It can be
/// forked when what it holds can be copied. A dropped one is destroyed: nothing of it runs.
/// `Stays`: a function object may stay to be called again, see machine.hpp; else it is gone after
/// its call.
/// Thread-safety: a continuation may be resumed by any thread, by one at a time.
template <bool Stays> class trampoline {
  class node;
  class driver;
  struct order;
  template <class F, bool Begun> class step_of;
  template <bool Value> struct always {  // in place of a bool
    constexpr always(bool) noexcept {}
    constexpr operator bool() const noexcept { return Value; }
  };

 public:
  static constexpr dialect style = dialect::cps;
  class continuation;
  class action;
  using arrived = arrival<continuation>;

  /// A function that has not been called: `body(arrived&)` returns an action, and runs at the
  /// first resume. Throws std::bad_alloc, and what moving the body throws. (The request is for
  /// stacks.)
  template <class F> static continuation start(F&& body, stacks::request = {});

  /// Switches to `other.from`; `rest(arrived&)` runs when somebody switches back. A rest that can
  /// also be called with (arrived&, std::exception_ptr) is, when they end by an exception.
  template <class F> static action transfer(arrived& other, void* word, F&& rest);
  /// What it makes of the rest, which alone needs memory; and the switch with that. For who must
  /// not fail half way.
  template <class F> static continuation waiting(F&& rest);
  static action transfer(arrived& other, void* word, continuation waits);
  /// The same, and what runs now is also the rest: it is called again, as it has made itself.
  static action transfer(arrived& other, void* word = nullptr) requires Stays;
  /// Ends: `other.from` goes on, with the word.
  static action finish(arrived& other, void* word = nullptr);
  /// Ends: `heir` goes on in our place, and sees what arrived here.
  static action become(arrived& other, continuation heir);

  // The same, as a body spells them. (Dialect cps: return what they return.)
  template <class F> friend action transfer(arrived& other, void* word, F&& rest) {
    return trampoline::transfer(other, word, std::forward<F>(rest));
  }
  friend action transfer(arrived& other, void* word = nullptr) requires Stays {
    return trampoline::transfer(other, word);
  }
  friend action finish(arrived& other, void* word = nullptr) {
    return trampoline::finish(other, word);
  }
  friend action become(arrived& other, continuation&& heir) {
    return trampoline::become(other, std::move(heir));
  }
};

/// What is left of a computation.
template <bool Stays> class trampoline<Stays>::continuation {
 public:
  constexpr continuation() = default;
  continuation(continuation&& k) noexcept : rest_(k.release()) {}
  continuation& operator=(continuation&& k) noexcept {
    node* const old = std::exchange(rest_, k.release());
    if (old != nullptr) drop(old);
    return *this;
  }
  ~continuation() {
    if (rest_ != nullptr) drop(rest_);
  }
  explicit operator bool() const noexcept { return rest_ != nullptr; }

  /// Runs it, and whoever it transfers to, until one transfers here; see one_shot. Throws what a
  /// step lets out, and `unwinding` when the computation that waits here is dropped, as soon as
  /// control has to pass it. An allocation and an indirect call a step.
  arrived resume(void* word = nullptr) &&;
  /// k = std::move(k).resume(word).from, and the word that came.
  void* step(void* word = nullptr) {
    auto came = std::move(*this).resume(word);
    rest_ = came.from.release();
    return came.word;
  }

  /// A second, equal continuation, which begins as a copy of what this one captured. What both
  /// refer to they share. Breaks the rule for one that holds what cannot be copied, and for who
  /// waits in resume(), whose stack is but one. (A vector of what cannot be copied claims that it
  /// can, and does not compile: capture a pointer to it. Multi-shot: Danvy & Filinski, LFP 1990.)
  continuation fork() const;

  /// Asks the cache for the function object, as far as most go: see stackful.hpp.
  [[gnu::always_inline]] void prefetch() const noexcept {
    auto const* const at = reinterpret_cast<char const*>(rest_);
    __builtin_prefetch(at, 1);
    __builtin_prefetch(at + 64, 1);
  }

 private:
  friend trampoline;
  explicit continuation(node* rest) noexcept : rest_(rest) {}
  node* release() noexcept { return std::exchange(rest_, nullptr); }
  static void drop(node* rest) noexcept;
  static arrived drive(node* to, void* word);
  node* rest_ = nullptr;
};

/// What a step returns: who goes on. What is to arrive there has been written in place of what
/// arrived here, so that an action is one pointer (and a bit), and comes back in a register.
template <bool Stays> class [[nodiscard]] trampoline<Stays>::action {
  friend trampoline;
  explicit action(node* to, bool stays = false) noexcept : to_(to), stays_(stays) {}
  node* to_;
  [[no_unique_address]] std::conditional_t<Stays, bool, always<false>> stays_;  // who returns it
};

// What can be switched to: a step that waits to be called, or the driver that waits in resume().
template <bool Stays> class trampoline<Stays>::node {
 public:
  virtual action step(arrived& other) = 0;
  virtual action fail(arrived& other, std::exception_ptr error) = 0;
  virtual node* fork() const = 0;
  virtual void drop() noexcept = 0;

 protected:
  ~node() = default;
};

template <bool Stays>
template <class F, bool Begun>
class trampoline<Stays>::step_of final : public node {
 public:
  template <class G> explicit step_of(std::in_place_t, G&& f) : f_(std::forward<G>(f)) {}
  static void* operator new(std::size_t n) { return small_blocks::take(n); }
  static void operator delete(void* p, std::size_t n) noexcept { small_blocks::give_back(p, n); }

  static action call(F& f, arrived& other) { return f(other); }
  action step(arrived& other) override {
    return once(other, [&] { return call(f_, other); });
  }
  // Who has a place for exceptions takes them as a second argument: its handler is a continuation
  // beside the rest (double-barrelled CPS: Thielecke, HOSC 2002).
  action fail(arrived& other, std::exception_ptr error) override {
    if constexpr (std::invocable<F&, arrived&, std::exception_ptr>) {
      return once(other, [&] { return f_(other, std::move(error)); });
    } else {
      rule(begun_, "an exception left a body for a computation that had not begun");
      broken("an exception left a body for a rest that does not take any");
    }
  }
  node* fork() const override {
    if constexpr (std::copy_constructible<F>) {
      auto* const twin = new step_of(std::in_place, f_);
      twin->begun_ = begun_;
      return twin;
    } else {
      broken("fork: what this rest holds cannot be copied");
    }
  }
  void drop() noexcept override {
    if constexpr (trace::on) trace::record_here(trace::op::gone, this);
    delete this;
  }

 private:
  static_assert(alignof(F) <= 16, "a rest with a stricter alignment than 16 is not supported");

  // Calls it, and that was all: unless it stays, whoever arrives there finds us.
  template <class Call> [[gnu::always_inline]] action once(arrived& other, Call call) {
    std::unique_ptr<step_of> self(this);
    action const next = call();
    if (next.stays_) {
      if constexpr (trace::on) trace::record_here(trace::op::transfer, this, next.to_, other.word);
      begun_ = true;
      other.from = continuation(self.release());
    }
    return next;
  }

  F f_;
  [[no_unique_address]] std::conditional_t<Stays, bool, always<Begun>> begun_{Begun};
};

// Tells those who wait between here and `to`, and whom nobody holds any more, to unwind.
template <bool Stays> struct trampoline<Stays>::order : unwinding {
  explicit order(node* whom) : to(whom) {}
  node* to;
};

template <bool Stays> class trampoline<Stays>::driver final : public node {
 public:
  // Control for a driver comes through its own loop, unless others wait further up the stack: then
  // it is left here, and they have to go first.
  [[noreturn]] action step(arrived& other) override {
    came = std::move(other);
    throw order(this);
  }
  [[noreturn]] action fail(arrived&, std::exception_ptr e) override {
    error = std::move(e);
    throw order(this);
  }
  node* fork() const override { broken("fork: who waits in resume() is one-shot"); }
  void drop() noexcept override { dropped = true; }

  arrived take() {
    if (error) std::rethrow_exception(std::exchange(error, nullptr));
    return std::move(came);
  }

  arrived came;
  std::exception_ptr error;
  bool dropped = false;
};

// `inline`, for g++ takes it as advice, and they are inlined: a generator in half the time.
template <bool Stays> inline void trampoline<Stays>::continuation::drop(node* rest) noexcept {
  rest->drop();
}

template <bool Stays> inline auto trampoline<Stays>::continuation::fork() const -> continuation {
  rule(rest_ != nullptr, "fork: an empty continuation has no twin");
  continuation twin(rest_->fork());
  if constexpr (trace::on) trace::record_here(trace::op::fork, rest_, twin.rest_);
  return twin;
}

template <bool Stays>
inline auto trampoline<Stays>::continuation::resume(void* word) && -> arrived {
  rule(rest_ != nullptr, "resumed twice, or empty: a continuation is one-shot");
  if (any_exceptions()) [[unlikely]] {  // they are the driver's, and not those of whom it drives
    exceptions_aside const until_back;
    return drive(release(), word);
  }
  return drive(release(), word);
}

template <bool Stays>
inline auto trampoline<Stays>::continuation::drive(node* to, void* word) -> arrived {
  driver me;
  arrived other{continuation(&me), word};
  if constexpr (trace::on) trace::record_here(trace::op::transfer, &me, to, word);
  while (true) {
    try {
      if (me.error) [[unlikely]] { to = to->fail(other, std::exchange(me.error, nullptr)).to_; }
      while (to != &me) to = to->step(other).to_;
      return other;
    } catch (order const& o) {
      rule(o.to == &me || me.dropped,
           "who waits in resume() must be switched to before who waits below it");
      if (o.to != &me) throw;
      other = me.take();
      return other;
    } catch (...) {
      to = other.from.release();
      rule(to != nullptr, "a body must end with somebody to go on: other.from is empty");
      if constexpr (trace::on) trace::record_end(to, nullptr, true, false);
      if (to == &me) throw;
      me.error = std::current_exception();
      other.word = nullptr;
    }
  }
}

template <bool Stays>
template <class F>
auto trampoline<Stays>::start(F&& body, stacks::request) -> continuation {
  using first = step_of<std::decay_t<F>, false>;
  continuation made(new first(std::in_place, std::forward<F>(body)));
  if constexpr (trace::on) trace::record_start(made.rest_, &first::call);
  return made;
}

template <bool Stays>
template <class F>
auto trampoline<Stays>::waiting(F&& rest) -> continuation {
  static_assert(std::is_invocable_r_v<action, std::decay_t<F>&, arrived&>,
                "a rest takes an arrived& and returns an action");
  return continuation(new step_of<std::decay_t<F>, true>(std::in_place, std::forward<F>(rest)));
}

template <bool Stays>
template <class F>
auto trampoline<Stays>::transfer(arrived& other, void* word, F&& rest) -> action {
  return transfer(other, word, waiting(std::forward<F>(rest)));
}

template <bool Stays>
inline auto trampoline<Stays>::transfer(arrived& other, void* word, continuation waits) -> action {
  rule(static_cast<bool>(other.from), "resumed twice, or empty: a continuation is one-shot");
  node* const me = waits.release();
  other.word = word;
  if constexpr (trace::on) trace::record_here(trace::op::transfer, me, other.from.rest_, word);
  return action(std::exchange(other.from.rest_, me));
}

template <bool Stays>
inline auto trampoline<Stays>::transfer(arrived& other, void* word) -> action requires Stays {
  rule(static_cast<bool>(other.from), "resumed twice, or empty: a continuation is one-shot");
  other.word = word;
  return action(other.from.release(), true);
}

template <bool Stays> inline auto trampoline<Stays>::finish(arrived& other, void* word) -> action {
  rule(static_cast<bool>(other.from),
       "a body must end with somebody to go on: other.from is empty");
  other.word = word;
  if constexpr (trace::on) trace::record_end(other.from.rest_, word, false, false);
  return action(other.from.release());
}

template <bool Stays>
inline auto trampoline<Stays>::become(arrived& other, continuation heir) -> action {
  rule(static_cast<bool>(heir), "become: an empty continuation cannot go on");
  if constexpr (trace::on) trace::record_end(heir.rest_, other.word, false, false);
  return action(heir.release());
}

}  // namespace kont
