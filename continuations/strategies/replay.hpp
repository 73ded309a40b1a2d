// continuations/strategies/replay.hpp -- a one-shot continuation and a log of the words it was
// brought: a fork begins anew and is brought them again.
//
//   suspended          the one-shot continuation, the log [w1 w2 w3]
//   its twin           nothing yet, a copy of the log [w1 w2 w3]
//   the twin resumed   the body from its start: w1, w2, w3 -- now where the other was -- the word
//
// (Koppel, Scherer, Solar-Lezama: Capturing the future by replaying the past, ICFP 2018.)
//
// So a body must be a function of the words it is brought: what it does besides, it does again in
// each twin -- output, and the computations it resumes -- and a word that is an address must stay
// good. Of a body that goes another way than before, the rule is broken where that is seen: when it
// ends, throws or goes elsewhere before the log does. An exception that somebody outside threw to
// it is no word: from then on it cannot be forked.
#pragma once
#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

#include "continuations/continuation.hpp"
#include "continuations/orders.hpp"
#include "continuations/strategies/stack.hpp"
#include "lib/asked_anew.hpp"
#include "lib/rule.hpp"

namespace kont {

/// Multi-shot continuations on any one-shot strategy S in the dialect direct whose computations
/// stay in their thread. A switch costs what it does on S, and a word of the log; a fork O(1), and
/// its first resume O(length of the log), and what the body does meanwhile.
/// Thread-safety: a continuation may be resumed by any thread, by one at a time.
template <strategy<dialect::direct> S> class basic_replay {
  using one_life = typename S::continuation;
  struct record;
  template <class F> struct body;
  template <class F> struct life;

 public:
  static constexpr dialect style = dialect::direct;
  using order = typename orders_of<S>::type;
  /// A fork is told again what it was told: words that are addresses mean what they meant.
  static constexpr bool replays_words = true;

  class continuation {
   public:
    continuation() = default;
    continuation(continuation&&) noexcept = default;
    continuation& operator=(continuation&& k) noexcept {
      continuation old(std::move(k));  // and not of *this: one moved to itself keeps what it is
      std::swap(script_, old.script_);
      std::swap(rest_, old.rest_);
      return *this;
    }
    ~continuation() {
      if (!rest_) return;
      auto* const me = running();
      rest_ = {};
      running() = me;
    }
    explicit operator bool() const noexcept { return script_ || rest_; }

    /// See one_shot. A fork that is resumed for the first time gets here first, by its log.
    arrival<continuation> resume(void* word = nullptr) && {
      rule(static_cast<bool>(*this), "resumed twice, or empty: a continuation is one-shot");
      auto const me = running();
      bool const outward = !script_;  // to who waits in native code: the answer is not ours to know
      if (me != nullptr && outward) me->make_room();
      one_life to = std::move(*this).wake();
      try {
        auto a = cross(std::move(to), word, me);
        if (me != nullptr && outward) me->note(a.word);
        return a;
      } catch (...) {
        if (me != nullptr && outward) me->surprised = true;
        throw;
      }
    }
    void* step(void* word = nullptr) {
      auto a = std::move(*this).resume(word);
      *this = std::move(a.from);
      return a.word;
    }

    /// A second, equal continuation. What they share, and what is done twice, see above.
    continuation fork() const {
      rule(static_cast<bool>(*this), "fork: an empty continuation has no twin");
      rule(script_ != nullptr, "fork: who waits in resume() is one-shot");
      rule(!script_->surprised, "fork: it has caught an exception, and a log holds only words");
      return continuation(script_->twin(), one_life());
    }

   private:
    friend basic_replay;
    continuation(std::shared_ptr<record> script, one_life rest) noexcept
        : script_(std::move(script)), rest_(std::move(rest)) {}
    // What there is to switch to; this is empty after it.
    one_life wake() && {
      auto const script = std::exchange(script_, nullptr);
      if (rest_ || !script) return std::exchange(rest_, {});
      return script->replay();
    }

    std::shared_ptr<record> script_;  // null: who waits in native code
    one_life rest_;                   // empty: it has to be brought its log first
  };

  /// A computation that has not begun. It can be forked if the body can be copied. Throws
  /// std::bad_alloc, and what S::start throws.
  template <class F> static continuation start(F&& f, stacks::request want = {}) {
    using kept = std::decay_t<F>;
    std::shared_ptr<body<kept>> script;
    if constexpr (std::copy_constructible<kept>) {
      script = std::make_shared<body<kept>>(want, f);
    } else {
      script = std::make_shared<body<kept>>(want);
    }
    return continuation(script, S::start(life<kept>{script, std::forward<F>(f)}, want));
  }

 private:
  // The computation that runs in this thread, and the one that left last; null: native code.
  static inline constinit thread_local record *runs = nullptr, *left = nullptr;
  KONT_ASKED_ANEW static record*& running() noexcept {
    KONT_NOT_PURE;
    return runs;
  }
  KONT_ASKED_ANEW static record*& leaving() noexcept {
    KONT_NOT_PURE;
    return left;
  }

  static arrival<continuation> cross(one_life to, void* word, record* me) {
    leaving() = me;
    try {
      auto a = std::move(to).resume(word);
      running() = me;
      return {who(std::move(a.from)), a.word};
    } catch (...) {
      running() = me;
      throw;
    }
  }
  // Who came here.
  static continuation who(one_life from) noexcept {
    if (!from) return {};
    auto* const sender = leaving();
    return {sender != nullptr ? sender->shared_from_this() : nullptr, std::move(from)};
  }

  // What a computation can be begun anew from.
  struct record : std::enable_shared_from_this<record> {
    explicit record(stacks::request w) : want(w) {}
    virtual ~record() = default;
    virtual std::shared_ptr<record> twin() const = 0;
    virtual one_life begin() = 0;

    /// So that the next word is noted without: who brings it has left, and cannot be told.
    void make_room() {
      if (!replays && log.size() == log.capacity()) log.reserve(2 * log.size() + 4);
    }
    void note(void* word) {
      if (!replays) log.push_back(word);
    }
    one_life replay() {
      make_room();  // for what it is brought when it has been told all
      auto rest = begin();
      replays = true;
      for (void* const word : log) rest = again(std::move(rest), word);
      replays = false;
      return rest;
    }
    one_life again(one_life rest, void* word) try {
      auto a = cross(std::move(rest), word, nullptr);
      rule(a.from.script_.get() == this, other_way);
      return std::exchange(a.from.rest_, {});
    } catch (unwinding const&) { throw; } catch (...) {
      broken(other_way);
    }
    static constexpr char const* other_way =
        "replay: a body must go the same way whenever it is brought the same words";

    stacks::request want;
    std::vector<void*> log;
    bool replays = false;
    bool surprised = false;  // something came that is not in the log
  };
  template <class F> struct body : record {
    template <class... G> explicit body(stacks::request w, G const&... g) : record(w), f(g...) {}
    std::shared_ptr<record> twin() const override {
      if constexpr (std::copy_constructible<F>) {
        auto made = std::make_shared<body>(this->want, *f);
        made->log = this->log;
        return made;
      } else {
        broken("fork: what this body holds cannot be copied");
      }
    }
    one_life begin() override {
      if constexpr (std::copy_constructible<F>) {
        return S::start(life<F>{this->shared_from_this(), *f}, this->want);
      } else {
        broken("fork: what this body holds cannot be copied");
      }
    }
    std::optional<F> f;  // as it was before it began; none if it cannot be copied
  };
  // The body of the one-shot computation.
  template <class F> struct life {
    std::shared_ptr<record> script;
    F f;
    void operator()(arrival<one_life>& other) {
      running() = script.get();
      script->note(other.word);
      arrival<continuation> mine{who(std::move(other.from)), other.word};
      try {
        f(mine);
      } catch (unwinding const&) { throw; } catch (...) {
        other = {std::move(mine.from).wake(), nullptr};
        throw;
      }
      other = {std::move(mine.from).wake(), mine.word};
    }
  };
};

/// On the default strategy.
using replay = basic_replay<stack>;
static_assert(strategy<replay, dialect::direct> && multi_shot<replay::continuation>);

}  // namespace kont
