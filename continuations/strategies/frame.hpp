// continuations/strategies/frame.hpp -- a C++20 coroutine frame on the heap: truly stackless.
//
//   suspended                       running                      driving
//   | frame: node  |<- k            | frame: node  |             | native stack: node |
//   |   code, inbox|                |              |             |   inbox: nobody    |
//   | locals       |                | locals       |             it waits in resume()
//
// Whoever switches leaves who they are and a word in the inbox of whom they switch to. A frame
// goes to a frame by symmetric transfer; to a driver, by returning to its resume().
//
//   auto k = kont::frame::start([](kont::frame::arrived other) -> kont::frame::task {
//     co_await transfer(other, &word);   // other is now whoever came back
//   });
#pragma once
#include <coroutine>
#include <cstdint>
#include <exception>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "lib/asked_anew.hpp"
#include "lib/exception_word.hpp"
#include "lib/rule.hpp"
#include "lib/small_blocks.hpp"
#include "lib/stacks/stack.hpp"
#include "lib/trace/recorder.hpp"

namespace kont {

/// Whether this compiler makes a symmetric transfer a jump; constant, and free, where it does.
/// g++ does from -O2 on, not under sanitizers; else each transfer goes by its driver, or a chain
/// would eat the stack. No macro tells -O2, but it brings -fstrict-aliasing: then *b is not *a.
[[gnu::always_inline]] inline bool transfers_are_jumps() noexcept {
#if defined(__clang__)
  return true;
#elif defined(KONT_ASAN) || defined(KONT_TSAN)
  return false;
#else
  int i;
  float f;
  int either, or_else;
  asm("" : "=r"(either), "=r"(or_else));
  int* const a = either != 0 ? &i : reinterpret_cast<int*>(&f);
  float* const b = or_else != 0 ? &f : reinterpret_cast<float*>(&i);
  *a = 1;
  *b = 0;
  return __builtin_constant_p(*a);
#endif
}

/// One-shot continuations whose suspended computation is a coroutine frame (C++20; Conway's
/// coroutines as the compiler's CPS transform). A dropped one is destroyed: its destructors run,
/// but no exception passes through it, and its `catch` blocks see nothing.
/// Thread-safety: a continuation may be resumed by any thread, by one at a time.
struct frame {
  static constexpr dialect style = dialect::co;
  class continuation;
  using arrived = arrival<continuation>;

  /// What can be switched to: a frame, or the driver that waits in resume().
  struct node {
    void* code;  // of the frame it lies in; a driver has none, and nobody in its inbox
    void* from;  // the inbox: the node that came, null when it has finished, odd when there is
    void* word;  // none (see settle); and what it brought
    node() noexcept : from(odd(nobody)) {}
    explicit node(std::coroutine_handle<> h) noexcept
        : code(h.address()), from(nullptr), word(nullptr) {}
    bool is_driver() const noexcept { return from == odd(nobody); }
    std::coroutine_handle<> handle() const noexcept {
      return std::coroutine_handle<>::from_address(code);
    }
  };

  class continuation {
   public:
    constexpr continuation() = default;
    constexpr explicit continuation(node* rest) : rest_(rest) {}
    continuation(continuation&& k) noexcept : rest_(std::exchange(k.rest_, nullptr)) {}
    continuation& operator=(continuation&& k) noexcept {
      node* const old = std::exchange(rest_, std::exchange(k.rest_, nullptr));
      if (old != nullptr) [[unlikely]]
        drop(old);
      return *this;
    }
    ~continuation() {
      if (rest_ != nullptr) [[unlikely]]
        drop(rest_);
    }
    explicit operator bool() const noexcept { return rest_ != nullptr; }

    /// Drives it; see one_shot. Throws what it lets out, and `unwinding` when who waits here was
    /// dropped, as soon as control has to pass. Two or three nanoseconds.
    [[gnu::always_inline]] arrived resume(void* word = nullptr) && {
      node here;
      node* const to = release();
      rule(to != nullptr, "resumed twice, or empty: a continuation is one-shot");
      to->from = &here;
      to->word = word;
      if constexpr (trace::on) trace::record_here(trace::op::transfer, &here, to, word);
      to->handle().resume();
      return receive(here);
    }
    node* release() noexcept { return std::exchange(rest_, nullptr); }
    /// Asks the cache for its frame, as far as most go: see stackful.hpp.
    [[gnu::always_inline]] void prefetch() const noexcept {
      auto const* const at = reinterpret_cast<char const*>(rest_);
      __builtin_prefetch(at, 1);
      __builtin_prefetch(at + 64, 1);
      __builtin_prefetch(at + 128, 1);
      __builtin_prefetch(at + 192, 1);
    }

   private:
    static void drop(node* n) noexcept;
    node* rest_ = nullptr;
  };

  /// Takes what lies in the inbox; throws it if it is an exception.
  [[gnu::always_inline]] static arrived receive(node& me) {
    if (is_odd(me.from)) [[unlikely]]
      settle(me);
    return {continuation(static_cast<node*>(me.from)), me.word};
  }
  /// Leaves who comes and a word with `to`, and says where control goes then: into its frame, or
  /// back to the driver.
  [[gnu::always_inline]] static std::coroutine_handle<> enter(node* to, void* from,
                                                              void* word) noexcept {
    bool const goes_back = to->is_driver();
    to->from = from;
    to->word = word;
    if (goes_back) return std::noop_coroutine();
    if (transfers_are_jumps()) return to->handle();
    pending() = to;  // its driver goes on with it
    return std::noop_coroutine();
  }
  /// The same where `driver` pulls: it has resumed somebody in whose inbox it lies itself, and in
  /// its own lies who is to be resumed the next time. From now on that is `to`.
  [[gnu::always_inline]] static std::coroutine_handle<> pull_from(node* to, void* driver,
                                                                  void* word) noexcept {
    static_cast<node*>(driver)->from = transfers_are_jumps() ? to : odd(nobody);
    return enter(to, driver, word);
  }
  /// Control is back at a driver that pulls, and in its inbox lies another than it has resumed.
  /// Returns who, null if they have finished; throws the exception if it is one.
  static node* settle_pull(node& driver);
  /// An exception on its way, which is no matter of memory: odd, so that it is told from a node.
  static void* current_error() noexcept {
    try {
      throw;
    } catch (dismissed const&) { return odd(dropped); } catch (...) {
      return static_cast<char*>(word_of(std::current_exception())) + 1;
    }
  }
  [[noreturn, gnu::cold, gnu::noinline]] static void open(void* odd) {
    std::rethrow_exception(exception_of(static_cast<char*>(odd) - 1));
  }

  /// What a promise of a kont coroutine has: the node, and pooled memory.
  struct promise : node {
    promise* outer = nullptr;  // goes too when this one is dropped

    template <class P>
    explicit promise(P& self) noexcept : node(std::coroutine_handle<P>::from_promise(self)) {
      static_assert(alignof(P) <= 16, "g++ 12 does not align frames beyond 16 (PR 104177)");
      if constexpr (trace::on) trace::record_frame(this, code);
    }
    // (Both inlined: where only one is, g++ 12 warns of a mismatch, with -Og.)
    [[gnu::always_inline]] static void* operator new(std::size_t n) {
      return small_blocks::take(n);
    }
    [[gnu::always_inline]] static void operator delete(void* p, std::size_t n) {
      small_blocks::give_back(p, n);
    }
  };

  /// What a co_await of a switch waits for: goes to `next` with a word, and says with
  /// `arrive(arrived)` what to make of who comes back. An empty `next` is no switch.
  template <class Arrive> class [[nodiscard]] crossing {
   public:
    crossing(continuation next, void* word, Arrive arrive)
        : next_(std::move(next)), word_(word), arrive_(std::move(arrive)) {}
    bool await_ready() const noexcept { return !next_; }
    template <class P>
    [[gnu::always_inline]] std::coroutine_handle<> await_suspend(
        std::coroutine_handle<P> h) noexcept {
      me_ = &h.promise();
      node* const to = next_.release();
      if constexpr (trace::on) trace::record_here(trace::op::transfer, me_, to, word_);
      return enter(to, me_, word_);
    }
    [[gnu::always_inline]] decltype(auto) await_resume() {
      return arrive_(me_ != nullptr ? receive(*me_) : arrived{});
    }

   private:
    continuation next_;
    void* word_;
    node* me_ = nullptr;
    [[no_unique_address]] Arrive arrive_;
  };

  /// What a body returns; its Layer says what its beginning and its end mean.
  template <class Layer> class body;
  struct raw;
  using task = body<raw>;

  /// A computation that has not begun: `f(args…)` is a coroutine that returns a body. It runs at
  /// the first resume. The callable is kept alive until that has ended, so it may capture.
  /// Throws std::bad_alloc.
  template <class F, class... Args> static continuation make(F f, Args&&... args);

  /// The same with `f(arrived other)`, which returns `task`; `other` is filled in when it begins,
  /// and names who goes on when it ends. (The request is for stacks.)
  template <class F> static continuation start(F f, stacks::request = {}) {
    return make(std::move(f), arrived{});
  }

 private:
  // What lies in the inbox of a driver to whom nobody came yet; and of one whom nobody holds.
  enum : std::uintptr_t { nobody = 1, dropped = 3 };
  static void* odd(std::uintptr_t what) noexcept { return reinterpret_cast<void*>(what); }
  static bool is_odd(void const* from) noexcept {
    return (reinterpret_cast<std::uintptr_t>(from) & 1) != 0;
  }
  struct dismissed : unwinding {};  // by settle; others' orders pass as exceptions
  static void settle(node& me);
  KONT_ASKED_ANEW static node*& pending() noexcept {
    KONT_NOT_PURE;
    return next_here;
  }
  static inline constinit thread_local node* next_here = nullptr;
};

// Control has come to a node, but nobody lies in its inbox.
[[gnu::cold, gnu::noinline]] inline void frame::settle(node& me) {
  while (pending() != nullptr) std::exchange(pending(), nullptr)->handle().resume();
  if (!is_odd(me.from)) return;
  rule(me.from != odd(nobody), "who waits in resume() must be switched to before who waits below");
  if (me.from == odd(dropped)) throw dismissed{};
  open(me.from);
}

[[gnu::cold, gnu::noinline]] inline frame::node* frame::settle_pull(node& driver) {
  while (pending() != nullptr) {
    node* const to = std::exchange(pending(), nullptr);
    driver.from = to;
    to->handle().resume();
  }
  if (is_odd(driver.from)) [[unlikely]] {
    node thrown;
    thrown.from = std::exchange(driver.from, nullptr);
    settle(thrown);
  }
  return static_cast<node*>(driver.from);
}

[[gnu::cold, gnu::noinline]] inline void frame::continuation::drop(node* n) noexcept {
  if (n->is_driver()) {  // it unwinds when control has to pass it
    n->from = odd(dropped);
    return;
  }
  for (auto* p = static_cast<promise*>(n); p != nullptr;) {  // they may nest a million deep
    promise* const outer = p->outer;
    if constexpr (trace::on) trace::record_here(trace::op::gone, p);
    p->handle().destroy();
    p = outer;
  }
}

/// Switches to `other.from`, and makes `other` whoever switches back. (Dialect co: await it.)
[[nodiscard]] inline auto transfer(frame::arrived& other, void* word = nullptr) noexcept {
  rule(static_cast<bool>(other.from), "resumed twice, or empty: a continuation is one-shot");
  auto const arrive = [&other](frame::arrived a) { other = std::move(a); };
  return frame::crossing(std::move(other.from), word, arrive);
}

/// The layer below all others: a body goes where its parameter `other` says.
struct frame::raw {
  arrived& other;
  explicit raw(arrived& o) noexcept : other(o) {}
  template <class Callable> raw(Callable&, arrived& o) noexcept : other(o) {}
  void begun(arrived a) { other = std::move(a); }
  arrived ended() { return std::move(other); }
  arrived failed() { return std::move(other); }
};

/// The coroutine type of bodies. Its promise is made with the coroutine's own parameters, and
/// makes its Layer from them, which says: begun(arrival), ended() and failed() (who goes on, and
/// the word for them), and returned(value) where a body returns one. One with absorbs() is asked,
/// in a catch block, whether what the body let out counts as its end.
template <class Layer> class frame::body {
 public:
  class promise_type;
  explicit body(promise_type& p) noexcept : promise_(&p) {}
  promise_type& promise() const noexcept { return *promise_; }

 private:
  promise_type* promise_;
};

namespace detail {
template <class Layer>
struct frame_result {  // what co_return says to the layer; a promise may declare only one of two
  Layer layer;
  void return_void() const noexcept {}
};
template <class Layer>
requires requires { typename Layer::result; }
struct frame_result<Layer> {
  Layer layer;
  void return_value(typename Layer::result r) { layer.returned(std::move(r)); }
};
}  // namespace detail

template <class Layer>
class frame::body<Layer>::promise_type : public frame::promise, public detail::frame_result<Layer> {
 public:
  template <class... Args>
  explicit promise_type(Args&... args) noexcept
      : promise(*this), detail::frame_result<Layer>{Layer(args...)} {}
  promise_type(promise_type&&) = delete;
  ~promise_type() { free_callable(); }

  body get_return_object() noexcept { return body(*this); }
  auto initial_suspend() const noexcept { return beginning{}; }
  auto final_suspend() const noexcept { return ending{}; }
  void unhandled_exception() {
    if constexpr (requires { Layer::absorbs(); }) {
      if (Layer::absorbs()) return;
    }
    error_ = current_error();
  }

  /// Keeps the callable whose coroutine this is.
  template <class F> void keep(F* callable) noexcept {
    callable_ = callable;
    free_ = [](void* p) { delete static_cast<F*>(p); };
  }

 private:
  struct beginning {
    promise_type* me = nullptr;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<promise_type> h) noexcept { me = &h.promise(); }
    void await_resume() const {
      rule(!is_odd(me->from), "an exception left a body for a computation that had not begun");
      me->layer.begun(receive(*me));
    }
  };
  struct ending {
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> h) const noexcept {
      auto& me = h.promise();
      if (me.error_ == odd(dropped)) [[unlikely]] {
        h.destroy();
        return std::noop_coroutine();  // down the stack, to a driver who has its arrival
      }
      me.free_callable();  // before anybody knows that it has ended
      arrived heir = me.error_ == nullptr ? me.layer.ended() : me.layer.failed();
      rule(static_cast<bool>(heir.from),
           "a body must end with somebody to go on: other.from is empty");
      void* const from = me.error_;  // null: they are told that we have finished
      node* const to = heir.from.release();
      if constexpr (trace::on) trace::record_end(to, heir.word, from != nullptr, false);
      h.destroy();
      return enter(to, from, heir.word);
    }
    void await_resume() const noexcept {}
  };

  void free_callable() noexcept {
    if (callable_ != nullptr) free_(std::exchange(callable_, nullptr));
  }

  void* error_ = nullptr;
  void* callable_ = nullptr;
  void (*free_)(void*) = nullptr;
};

template <class F, class... Args> frame::continuation frame::make(F f, Args&&... args) {
  if constexpr (std::is_empty_v<F>) {
    static F shared(std::move(f));  // nothing in it that could be dead
    return continuation(&shared(std::forward<Args>(args)...).promise());
  } else {
    auto kept = std::make_unique<F>(std::move(f));
    auto& promise = (*kept)(std::forward<Args>(args)...).promise();
    promise.keep(kept.release());
    return continuation(&promise);
  }
}

static_assert(strategy<frame, dialect::co>);

}  // namespace kont
