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
    return copied{{}, v};
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

  struct copied : std::suspend_always {
    typename types::value value;
    [[gnu::always_inline]] void await_suspend(std::coroutine_handle<frame_yields> h) noexcept {
      if constexpr (trace::on) trace::carries(value);
      h.promise().give(types::word(static_cast<typename types::reference>(value)));
    }
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

template <class R> struct body_side<R, frame> {
  [[gnu::always_inline]] static void* step(frame::continuation& rest) { return rest.pull(); }
};

}  // namespace kont

template <class R, class... Args>
struct std::coroutine_traits<kont::generator<R, kont::frame>, Args...> {
  using promise_type = kont::frame_yields<R>;
};
