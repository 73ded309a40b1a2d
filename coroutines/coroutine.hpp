// coroutines/coroutine.hpp -- symmetric coroutines: the program names who runs next.
//
//   kont::coroutine<int> me;                      // the thread we are on already: [me]
//   kont::coroutine<int> other([&](auto& self, int i) {
//     int j = self.transfer(me, i + 1);           // [me][other.]: leaves a value, takes one
//     return self.end(me, j);                     // ends, and names its heir
//   });
//   me.transfer(other, 1);                        // 2
//
// The word is who left: the one who arrives files their continuation under them.
#pragma once
#include <optional>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/control/metacontinuation.hpp"
#include "continuations/reach.hpp"
#include "continuations/strategies/stack.hpp"
#include "lib/trace/recorder.hpp"

namespace kont {

/// Stands for "no value" where a value is transferred.
struct unit {
  bool operator==(unit const&) const = default;
};

/// One of several computations that hand control to each other, with a value of type V each way.
/// Neither copied nor moved: others name it. An exception that a body lets out is thrown in the
/// coroutine that stands for the thread (it has no heir to choose one). Dropping one unwinds it.
/// All of a group run on one thread at a time, each in the prompts and handlers on S that are its
/// own: from inside those of another strategy nobody may leave.
/// (Conway 1963; Modula-2's TRANSFER, Wirth 1980; de Moura & Ierusalimschy, TOPLAS 2009, §3.)
template <class V = unit, class S = stack> class coroutine {
  using K = typename S::continuation;

 public:
  using value_type = V;
  /// Who goes on when a body has ended; made by end().
  struct ending {
    coroutine& heir;
    V value;
  };

  /// The same in the dialect cps: `body(self, first)` returns what transfer(to, value, rest) or
  /// finish(heir, value) returns; a rest is called with the value that came. Throws bad_alloc.
  template <class F>
  requires(S::style == dialect::cps &&
           std::invocable<std::decay_t<F>&, coroutine&, V>) explicit coroutine(F&& body)
      : rest_(S::start(cps_step{*this, bind(std::forward<F>(body))})) {}

  /// What a body in the dialect co returns.
  struct frame_layer;
  template <class T = S>
  requires(T::style == dialect::co) using body_of = typename T::template body<frame_layer>;

  /// Stands for the thread that is running already: it needs no body.
  coroutine() : home_(this) {}

  /// A coroutine whose `body(self, first value)` runs at the first transfer to it, and returns
  /// `self.end(heir, value)`. Throws stacks::exhausted.
  template <class F>
  requires(
      S::style == dialect::direct &&
      std::invocable<std::decay_t<F>&, coroutine&, V>) explicit coroutine(F&& body,
                                                                          stacks::request want = {})
      : rest_(S::start(direct_body<std::decay_t<F>>{*this, std::forward<F>(body)}, want)) {}

  /// The same in the dialect co: `body(self, first)` is a coroutine that returns
  /// `coroutine::body_of<>`, and says co_return self.end(heir, value). Throws std::bad_alloc.
  template <class F>
  requires(S::style == dialect::co &&
           std::invocable<std::decay_t<F>&, coroutine&, V>) explicit coroutine(F&& body)
      : rest_(S::make(std::decay_t<F>(std::forward<F>(body)), *this, V{})) {}

  coroutine(coroutine&&) = delete;
  ~coroutine() {
    if (rest_) drop();
  }

  /// Switches from this coroutine, which must be the one that runs, to `to`, bringing `value`;
  /// returns what somebody brings when they transfer back. One switch. (In a body of the dialect
  /// co: await it. The thread's own coroutine calls drive() instead.)
  [[gnu::always_inline]] auto transfer(coroutine& to, V value = {}) {
    if constexpr (S::style == dialect::co) {
      auto const come_back = [this](arrival<K> a) { return arrive(std::move(a.from), a.word); };
      return typename S::crossing(depart(to, std::move(value)), this, come_back);
    } else if constexpr (S::style == dialect::cps) {  // (machine) the body is called again
      stage_->from = depart(to, std::move(value));
      return S::transfer(*stage_, this);
    } else {
      return drive(to, std::move(value));
    }
  }
  /// In the dialect cps: `rest(value)` goes on when somebody transfers back.
  template <class Rest> auto transfer(coroutine& to, V value, Rest rest) {
    stage_->from = depart(to, std::move(value));
    return S::transfer(*stage_, this, cps_step{*this, std::move(rest)});
  }
  /// In the dialect cps, ends: `heir` goes on with `value`.
  auto finish(coroutine& heir, V value = {}) {
    stage_->from = depart_for_good({heir, std::move(value)});
    return S::finish(*stage_, nullptr);
  }
  /// A transfer from native code, whatever the dialect of the others.
  [[gnu::always_inline]] V drive(coroutine& to, V value = {}) {
    if (inside_a_prompt<S>()) [[unlikely]]
      return drive_apart(to, std::move(value));
    K next = depart(to, std::move(value));
    auto a = std::move(next).resume(this);
    return arrive(std::move(a.from), a.word);
  }
  /// What a body returns: `heir` goes on with `value`.
  ending end(coroutine& heir, V value = {}) { return {heir, std::move(value)}; }

  /// Whether it waits to be transferred to. False for the one that runs, and after the end.
  bool suspended() const noexcept { return static_cast<bool>(rest_); }

 private:
  // It unwinds: from inside a prompt, maybe, and then outside is as it was.
  [[gnu::cold, gnu::noinline]] void drop() noexcept {
    typename metacontinuation<S>::keep const mine;
    rest_ = K();
  }
  // From inside a prompt: the others are outside of it.
  [[gnu::cold, gnu::noinline]] V drive_apart(coroutine& to, V value) {
    typename metacontinuation<S>::keep const mine;
    return drive(to, std::move(value));
  }
  // The steps of a transfer, of which each dialect makes its own spelling.
  // Leaves `value` with `to`, and takes its continuation, to be resumed with our address.
  [[gnu::always_inline]] K depart(coroutine& to, V value) {
    rule(!rest_, "transfer: only the coroutine that runs can leave");
    if constexpr (S::style != dialect::cps)  // there it is tested once, where one switches
      rule(to.suspended(), "transfer: only to a coroutine that waits; this one runs, or has ended");
    to.home_ = home_;
    if constexpr (trace::on) trace::carries(value);
    to.inbox_ = std::move(value);
    return std::move(to.rest_);
  }
  // Files who left, and takes the value that was left for us.
  [[gnu::always_inline]] V arrive(K from, void* who) {
    if (who != nullptr) static_cast<coroutine*>(who)->rest_ = std::move(from);
    return std::move(inbox_);
  }
  // Ends: takes the continuation of the heir.
  K depart_for_good(ending e) {
    rule(e.heir.suspended(), "end: the heir must wait; this one runs, or has ended");
    e.heir.home_ = home_;
    if constexpr (trace::on) trace::carries(e.value);
    e.heir.inbox_ = std::move(e.value);
    return std::move(e.heir.rest_);
  }

  template <class F> struct direct_body {
    coroutine& self;
    F body;
    void operator()(arrival<K>& other) {
      try {
        V first = self.arrive(std::move(other.from), other.word);
        other.from = self.depart_for_good(body(self, std::move(first)));
      } catch (unwinding const&) { throw; } catch (...) {
        other.from = std::move(self.home_->rest_);
        throw;
      }
      other.word = nullptr;  // nobody is left to file
    }
  };

  // A step in the dialect cps.
  template <class Rest> struct cps_step {
    coroutine& self;
    Rest rest;
    auto operator()(arrival<K>& other) {
      self.stage_ = &other;
      try {
        return rest(self.arrive(std::move(other.from), other.word));
      } catch (...) {
        other = {std::move(self.home_->rest_), nullptr};
        throw;
      }
    }
  };
  template <class Rest> cps_step(coroutine&, Rest) -> cps_step<Rest>;
  template <class F> auto bind(F&& body) {
    return [this, body = std::decay_t<F>(std::forward<F>(body))](V first) mutable {
      return body(*this, std::move(first));
    };
  }

  // The layer of a body in the dialect co (see frame::body).
 public:
  struct frame_layer {
    using result = ending;
    coroutine& self;
    V& first;
    std::optional<ending> end;
    frame_layer(coroutine& me, V& value) noexcept : self(me), first(value) {}
    template <class Callable>
    frame_layer(Callable&, coroutine& me, V& value) noexcept : self(me), first(value) {}
    void begun(arrival<K> a) { first = self.arrive(std::move(a.from), a.word); }
    void returned(ending e) { end.emplace(std::move(e)); }
    arrival<K> ended() { return {self.depart_for_good(*std::move(end)), nullptr}; }
    arrival<K> failed() { return {std::move(self.home_->rest_), nullptr}; }
  };

 private:
  using stage = std::conditional_t<S::style == dialect::cps, arrival<K>*, unit>;

  K rest_;                     // what is left of us, while others run
  coroutine* home_ = nullptr;  // who stands for the thread that runs us; inherited at a transfer
  [[no_unique_address]] stage stage_{};  // where the running step says who goes on
  [[no_unique_address]] V inbox_{};
};

/// The asymmetric pair over transfer: resume goes down, yield goes back up to whoever resumed.
/// (de Moura & Ierusalimschy 2009, §4.2: asymmetric from symmetric.)
template <class V = unit, class S = stack> class asymmetric_coroutine {
 public:
  /// A coroutine whose `body(self, first value)` says `self.yield(v)` and returns the last value.
  template <class F>
  explicit asymmetric_coroutine(F body, stacks::request want = {})
      : body_(
            [this, body = std::move(body)](auto& me, V first) mutable {
              V last = body(*this, std::move(first));
              return me.end(*caller_, std::move(last));
            },
            want) {}

  /// Runs it with `value` until it yields or ends; returns what it yielded, or its last value.
  [[gnu::always_inline]] V resume(V value = {}) {
    rule(body_.suspended(), "resume: the coroutine runs already, or has ended");
    reachable<coroutine<V, S>, S> here;  // who resumes needs no body: it is on this thread already
    caller_ = &*here;
    return (*here).transfer(body_, std::move(value));
  }
  /// Suspends with `value`; returns what the next resume brings. Only in the body.
  [[gnu::always_inline]] V yield(V value = {}) {
    return body_.transfer(*caller_, std::move(value));
  }

  /// Whether resume() may be called.
  explicit operator bool() const noexcept { return body_.suspended(); }

 private:
  coroutine<V, S> body_;
  coroutine<V, S>* caller_ = nullptr;
};

/// The reverse encoding, symmetric over asymmetric: a transfer yields the name of the next to a
/// loop that resumes it. Two switches where the direct one takes one.
/// (de Moura & Ierusalimschy 2009, §4.1: symmetric from asymmetric.)
template <class V = unit, class S = stack> class dispatched_coroutine {
  struct letter {
    dispatched_coroutine* to = nullptr;  // null: to whoever runs the loop
    V value{};
  };

 public:
  /// A coroutine whose `body(self, first value)` says `self.transfer(to, v)`; it returns the
  /// value that the loop gives back.
  template <class F>
  explicit dispatched_coroutine(F body, stacks::request want = {})
      : body_(
            [this, body = std::move(body)](auto&, letter first) mutable {
              return letter{nullptr, body(*this, std::move(first.value))};
            },
            want) {}

  [[gnu::always_inline]] V transfer(dispatched_coroutine& to, V value = {}) {
    return body_.yield({&to, std::move(value)}).value;
  }
  /// Runs `first`, and whoever it and the others transfer to, until one of them ends.
  static V run(dispatched_coroutine& first, V value = {}) {
    letter next{&first, std::move(value)};
    while (next.to != nullptr) next = next.to->body_.resume({nullptr, std::move(next.value)});
    return std::move(next.value);
  }

 private:
  asymmetric_coroutine<letter, S> body_;
};

}  // namespace kont
