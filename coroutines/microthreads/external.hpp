// coroutines/microthreads/external.hpp -- how other OS threads reach a world of microthreads.
//
//   kont::scheduler<kont::fifo, kont::stack, kont::real_clock> world;
//   auto const open = world.clock().expect();              run() waits for others
//   another thread:  kont::external(world, [&] { … }).get();           in a microthread
//                    world.clock().post([&] { door.set(); });          between two of them
#pragma once
#include <exception>
#include <future>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "lib/thrown.hpp"

namespace kont {

namespace detail {
// What another thread asks of a world, and is always told.
template <class F> struct asked {
  using result = std::invoke_result_t<F>;
  explicit asked(F f) : what(std::move(f)) {}
  asked(asked&&) = delete;
  ~asked() {  // not left to ~promise, which wants memory and is noexcept
    if (open) fail(thrown<std::future_error>(std::future_errc::broken_promise));
  }
  void operator()() {
    try {
      if constexpr (std::is_void_v<result>) {
        what();
        answer.set_value();
      } else {
        answer.set_value(what());
      }
      open = false;
    } catch (unwinding const&) { throw; } catch (...) {
      fail(std::current_exception());
    }
  }
  void fail(std::exception_ptr why) noexcept {
    answer.set_exception(std::move(why));
    open = false;
  }

  F what;
  std::promise<result> answer;
  bool open = true;
};
}  // namespace detail

/// Runs f() in a microthread of `in` on behalf of another OS thread, which may get() what it
/// returns or throws; one that is killed throws `exited`, and what spawn throws is thrown by get()
/// as well. Thread-safe, and wakes a world that is idle: its clock is a real_clock or an
/// io::reactor. A world that nobody else keeps busy returns from run(): hold in.clock().expect() as
/// long as others may call. The world must not be destroyed before it has run what was asked of it,
/// or get() throws a broken promise. Throws std::bad_alloc. (uthread's `external`.)
template <class World, class F> std::future<std::invoke_result_t<F>> external(World& in, F f) {
  static_assert(World::style == dialect::direct);
  static_assert(
      requires { in.clock().expect(); },
      "external: of these clocks only real_clock and io::reactor hear other threads");
  auto const asked = std::make_shared<detail::asked<F>>(std::move(f));
  auto answer = asked->answer.get_future();
  try {
    in.clock().post([&in, asked] {
      try {
        in.spawn("external", [asked] { (*asked)(); });
      } catch (std::exception const&) { asked->fail(std::current_exception()); }
    });
  } catch (std::bad_alloc const&) {
    asked->fail(std::current_exception());
    throw;
  }
  return answer;
}

}  // namespace kont
