// generators/generator_frame.hpp -- generators whose body is a C++20 coroutine: co_yield v.
//
//   kont::generator<int, kont::frame> odd() {
//     for (int i = 1;; i += 2) co_yield i;
//   }
#pragma once
#include <concepts>
#include <coroutine>
#include <memory>
#include <utility>

#include "continuations/strategies/frame.hpp"
#include "generators/generator.hpp"
#include "lib/trace/recorder.hpp"

namespace kont {

/// The promise of `generator<R, frame>`: the consumer drives, so a yield needs no transfer: it
/// keeps the value's address, for the driver to look up, and suspends, which returns there.
template <class R> class frame_yields : public frame::promise {
  using types = yielding<R>;
  static_assert(alignof(typename types::value) <= 16,
                "g++ 12 does not align frames beyond 16 (PR 104177)");

 public:
  frame_yields() noexcept : promise(*this) {}
  frame_yields(frame_yields&&) = delete;

  generator<R, frame> get_return_object() noexcept {
    return generator<R, frame>(frame::continuation(this));
  }
  std::suspend_always initial_suspend() const noexcept { return {}; }
  auto final_suspend() const noexcept { return ending{}; }
  void return_void() const noexcept {}
  void unhandled_exception() { error_ = frame::current_error(); }

  /// Lends `v` to the consumer until it asks for the next.
  [[gnu::always_inline]] std::suspend_always yield_value(typename types::reference v) noexcept {
    if constexpr (trace::on) trace::carries<typename types::value>(v);
    give(types::word(static_cast<typename types::reference>(v)));
    return {};
  }
  /// Lends a copy.
  auto yield_value(typename types::value const& v) requires std::is_rvalue_reference_v<
      typename types::reference> && std::copy_constructible<typename types::value> {
    return copied(v, *this);
  }
  /// Yields all of `inner`; an element goes straight to the consumer, however deep it comes from.
  template <class G>
  requires std::same_as<std::remove_cvref_t<G>, generator<R, frame>>
  auto yield_value(elements_of<G> all) noexcept {
    word = nullptr;  // no error yet: the last element's address is still there
    return nested{std::move(all.inner).release(), *this};
  }
  template <class A> void await_transform(A&&) = delete;  // a generator only yields

 private:
  [[gnu::always_inline]] void give(void* value) noexcept {
    word = value;  // where the driver looks: that it is we who come, it takes for granted
    if constexpr (trace::on) trace::record_here(trace::op::transfer, this, from, value);
  }

  // Made where it stays, in the frame: it need not be asked again where its value is.
  struct copied : std::suspend_always {
    typename types::value value;
    [[gnu::always_inline]] copied(typename types::value const& v, frame_yields& me) : value(v) {
      if constexpr (trace::on) trace::carries(value);
      me.give(types::word(static_cast<typename types::reference>(value)));
    }
    copied(copied&&) = delete;
  };

  // Begins an inner generator with our consumer in its inbox, and us as the outer one.
  struct nested {
    frame::continuation inner;
    frame_yields& me;
    bool await_ready() const noexcept { return !inner; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept {
      node* const to = inner.release();
      static_cast<frame::promise*>(to)->outer = &me;
      if constexpr (trace::on) trace::record_here(trace::op::transfer, &me, to);
      return frame::pull_from(to, me.from, nullptr);
    }
    void await_resume() const {
      if (me.word != nullptr) [[unlikely]]
        frame::open(std::exchange(me.word, nullptr));
    }
  };

  struct ending {
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<frame_yields> h) const noexcept {
      auto& me = h.promise();
      auto* const outer = static_cast<frame_yields*>(me.outer);
      auto* const consumer = static_cast<node*>(me.from);
      void* const error = me.error_;  // null: told that we have finished
      node* const heir = outer != nullptr ? outer : consumer;
      if constexpr (trace::on) trace::record_end(heir, nullptr, error != nullptr, false);
      h.destroy();
      if (outer != nullptr) { return frame::pull_from(outer, consumer, error); }
      consumer->from = error;
      return std::noop_coroutine();  // back to the driver
    }
    void await_resume() const noexcept {}
  };

  void* error_ = nullptr;
};

/// Drives the bodies of a `generator<R, frame>`, as its part that moves with it. They lie in each
/// other's inbox from the beginning, and stay there: an element stores nothing here, and one look
/// at our inbox tells that it comes from whom we resumed. (Some processors write to one line of the
/// cache in a cycle, and then an element takes as long as its stores.)
template <class R> class frame_driver {
 public:
  frame_driver() noexcept { hold(nullptr); }
  explicit frame_driver(frame::continuation body) noexcept { hold(body.release()); }
  frame_driver(frame_driver&& d) noexcept { hold(d.release()); }
  frame_driver& operator=(frame_driver&& d) noexcept {
    frame::node* const body = d.release();
    frame::continuation const old(release());
    hold(body);
    return *this;
  }
  ~frame_driver() { frame::continuation const old(release()); }
  explicit operator bool() const noexcept { return here_.from != nullptr; }
  operator frame::continuation() && noexcept { return frame::continuation(release()); }

  /// Resumes the body, which must be there; returns the word it brings, null at the end.
  [[gnu::always_inline]] void* step() {
    auto* const to = static_cast<frame_yields<R>*>(next());
    if constexpr (trace::on) trace::record_here(trace::op::transfer, &here_, to);
    std::coroutine_handle<frame_yields<R>>::from_promise(*to).resume();
    if (here_.from != to) [[unlikely]] {
      if (frame::settle_pull(here_) == nullptr) return nullptr;
    }
    return next()->word;
  }

 private:
  frame::node* next() const noexcept { return static_cast<frame::node*>(here_.from); }
  void hold(frame::node* body) noexcept {
    here_.from = body;
    if (body != nullptr) body->from = &here_;
  }
  frame::node* release() noexcept {
    return static_cast<frame::node*>(std::exchange(here_.from, nullptr));
  }

  frame::node here_;
};

template <class R> struct body_side<R, frame> {
  using rest = frame_driver<R>;
  template <bool> [[gnu::always_inline]] static void* step(rest& body) { return body.step(); }
};

}  // namespace kont

template <class R, class... Args>
struct std::coroutine_traits<kont::generator<R, kont::frame>, Args...> {
  using promise_type = kont::frame_yields<R>;
};
