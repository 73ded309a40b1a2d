// coroutines/microthreads/external.hpp -- how other OS threads reach a world of microthreads.
//
//   kont::scheduler<kont::fifo, kont::stack, kont::real_clock> world;
//   auto const open = world.clock().expect();              run() waits for others
//   another thread:  kont::external(world, [&] { … }).get();           in a microthread
//                    world.clock().post([&] { door.set(); });          between two of them
#pragma once
#include <exception>
#include <future>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"

namespace kont {

/// Runs f() in a microthread of `in` on behalf of another OS thread, which may get() what it
/// returns or throws; one that is killed throws `exited`. Thread-safe, and wakes a world that is
/// idle: its clock is a real_clock or an io::reactor. A world that nobody else keeps busy returns
/// from run(): hold in.clock().expect() as long as others may call. The world must not be
/// destroyed before it has run what was asked of it. Throws std::bad_alloc. (uthread's
/// `external`.)
template <class World, class F> std::future<std::invoke_result_t<F>> external(World& in, F f) {
  static_assert(World::style == dialect::direct);
  static_assert(
      requires { in.clock().expect(); },
      "external: of these clocks only real_clock and io::reactor hear other threads");
  std::packaged_task<std::invoke_result_t<F>()> task(std::move(f));
  auto answer = task.get_future();
  in.clock().post([&in, task = std::move(task)]() mutable {
    try {
      in.spawn("external", std::move(task));
    } catch (std::exception const&) {}  // no stack for it: the caller's future is a broken promise
  });
  return answer;
}

}  // namespace kont
