// coroutines/microthreads/future.hpp -- a value that another microthread will have.
//
//   auto sum = kont::async(world, [&] { return slow(1) + slow(2); });
//   … sum.get() …                                  // waits; throws what it threw
#pragma once
#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>

#include "coroutines/microthreads/event.hpp"
#include "lib/rule.hpp"
#include "lib/thrown.hpp"

namespace kont {

/// What get() throws when the promise was dropped without a value.
struct broken_promise : std::logic_error {
  broken_promise() : std::logic_error("broken promise: it was dropped without a value") {}
};

namespace detail {
template <class T, class World> struct promised {
  using value_type = std::conditional_t<std::is_void_v<T>, std::true_type, T>;
  promised(World& world, std::string name) : done(world, std::move(name)) {}
  T take() {
    if (error) std::rethrow_exception(error);
    rule(value.has_value(), "get: a future is got once");
    [[maybe_unused]] auto kept = *std::exchange(value, std::nullopt);
    if constexpr (!std::is_void_v<T>) return kept;
  }
  event<World> done;
  std::optional<value_type> value;
  std::exception_ptr error;
  std::uint64_t keeper = 0;  // whose promise it is, if that is known
};
}  // namespace detail

template <class T, class World> class promise;

/// Waits for what a promise is given. A value: moved, not copied. Every operation O(1), and at most
/// one switch. (Baker & Hewitt 1977; std::future.)
template <class T, class World = scheduler<>> class future {
  using state = detail::promised<T, World>;

 public:
  future() = default;
  /// Whether it is of a promise.
  bool valid() const noexcept { return state_ != nullptr; }
  /// Whether get() need not wait.
  bool is_ready() const noexcept { return valid() && state_->done.is_set(); }

  // In the dialect co, await what these return; in the dialect cps, pass the rest, as rest(value)
  // or rest(), and return it.
  /// Waits, and takes the value; throws the exception that was set. Once.
  template <class... Rest> [[gnu::always_inline]] auto get(Rest... rest) {
    return World::await(getting(its_state()), World::never, std::move(rest)...);
  }
  /// Waits until get() need not.
  template <class... Rest> [[gnu::always_inline]] auto wait(Rest... rest) {
    return World::await(awaiting_it<void>(its_state()), World::never, std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it need not.
  template <class... Rest> [[gnu::always_inline]] auto wait_until(instant t, Rest... rest) {
    return World::await(awaiting_it<bool>(its_state()), t, std::move(rest)...);
  }
  template <class... Rest>
  [[gnu::always_inline]] auto wait_for(timeline::duration d, Rest... rest) {
    return wait_until(World::moment(d), std::move(rest)...);
  }

 private:
  friend promise<T, World>;
  struct awaiter : event<World>::waiter {
    awaiter(std::shared_ptr<state> s, char const* does)
        : event<World>::waiter(s->done, does), its(std::move(s)) {}
    std::uint64_t holder() const noexcept final { return its->keeper; }
    std::shared_ptr<state> its;
  };
  struct getting final : awaiter {
    explicit getting(std::shared_ptr<state> s) : awaiter(std::move(s), "get") {}
    T result(bool) { return this->its->take(); }
  };
  template <class R> struct awaiting_it final : awaiter {
    explicit awaiting_it(std::shared_ptr<state> s) : awaiter(std::move(s), "wait") {}
    R result(bool in_time) const noexcept { return answered<R>(in_time); }
  };

  explicit future(std::shared_ptr<state> s) noexcept : state_(std::move(s)) {}
  std::shared_ptr<state> const& its_state() const noexcept {
    rule(valid(), "get: a future must be of a promise");
    return state_;
  }
  std::shared_ptr<state> state_;
};

/// What its future waits for: to be given a value or an exception, once. Dropped without, it gives
/// broken_promise (std::bad_alloc where there is no memory for that). A value: moved, not copied.
/// Switches to nobody.
template <class T, class World = scheduler<>> class promise {
  using state = detail::promised<T, World>;

 public:
  explicit promise(World& world, std::string name = "a future")
      : state_(std::make_shared<state>(world, std::move(name))) {}
  promise(promise&&) noexcept = default;
  promise& operator=(promise&& p) noexcept {
    promise old(std::move(p));  // the one we had goes with it, unless it is ours
    std::swap(state_, old.state_);
    std::swap(has_future_, old.has_future_);
    return *this;
  }
  ~promise() {
    if (state_ && !state_->done.is_set()) set_exception(thrown<broken_promise>());
  }

  future<T, World> get_future() {
    rule(state_ != nullptr, "get_future: a promise that was moved from has none");
    rule(!std::exchange(has_future_, true), "get_future: a promise has one future");
    return future<T, World>(state_);
  }
  /// set_value(v), or set_value() of a promise<void>.
  template <class... V> void set_value(V&&... v) {
    must_be_open("set_value: a promise that was moved from cannot be kept");
    state_->value.emplace(std::forward<V>(v)...);
    state_->done.set();
  }
  void set_exception(std::exception_ptr e) {
    must_be_open("set_exception: a promise that was moved from cannot be kept");
    rule(e != nullptr, "set_exception: it must be an exception, not null");
    state_->error = std::move(e);
    state_->done.set();
  }
  /// Says who is to keep it, for lists of who waits for whom.
  void kept_by(std::uint64_t id) noexcept {
    rule(state_ != nullptr, "kept_by: nobody keeps a promise that was moved from");
    state_->keeper = id;
  }

 private:
  void must_be_open(char const* rule_text) const noexcept {
    rule(state_ != nullptr, rule_text);
    rule(!state_->done.is_set(), "set_value: a promise is kept once");
  }
  std::shared_ptr<state> state_;
  bool has_future_ = false;
};

namespace detail {
template <class T, class World, class F> void keep(promise<T, World>& p, F& f) {
  try {
    if constexpr (std::is_void_v<T>) {
      f();
      p.set_value();
    } else {
      p.set_value(f());
    }
  } catch (exited const&) { throw; } catch (unwinding const&) {
    throw;
  } catch (...) { p.set_exception(std::current_exception()); }
}
}  // namespace detail

/// Runs `f()` in a microthread of its own: the future of what it returns or throws. One that is
/// killed breaks its promise. (Dialect direct.)
template <class World, std::invocable F>
requires(World::style == dialect::direct) auto async(World& world, F f, std::string name = {}) {
  using T = std::invoke_result_t<F&>;
  promise<T, World> p(world, name.empty() ? "a future" : name);
  auto result = p.get_future();
  auto state = std::make_shared<promise<T, World>>(std::move(p));
  auto const h =
      world.spawn(name, [state, f = std::move(f)]() mutable { detail::keep(*state, f); });
  state->kept_by(h.id());
  return result;
}
/// The same in the other dialects, where the body `f(promise)` has to keep it: async<int>(w, f).
template <class T, class World, class F>
requires(World::style != dialect::direct &&
         std::invocable<F&, promise<T, World>>) future<T, World> async(World& world, F f,
                                                                       std::string name = {}) {
  promise<T, World> p(world, name.empty() ? "a future" : name);
  auto result = p.get_future();
  world.spawn(name, [p = std::move(p), f = std::move(f)]() mutable { return f(std::move(p)); });
  return result;
}

}  // namespace kont
