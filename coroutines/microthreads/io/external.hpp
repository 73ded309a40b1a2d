// coroutines/microthreads/io/external.hpp -- how other OS threads reach a world of microthreads.
#pragma once
#include <boost/asio/post.hpp>
#include <future>
#include <type_traits>
#include <utility>

#include "continuations/continuation.hpp"
#include "coroutines/microthreads/io/reactor.hpp"

namespace kont::io {

/// Runs f() in a microthread of `in` on behalf of another OS thread, which may get() what it
/// returns or throws; one that is killed throws `exited`. Thread-safe, and wakes a world that is
/// idle. A world that nobody else keeps busy returns from run(): hold
/// boost::asio::make_work_guard(in.clock().context()) as long as others may call. The world
/// must not be destroyed before it has run what was asked of it. (uthread's `external`.)
template <class World, class F> std::future<std::invoke_result_t<F>> external(World& in, F f) {
  static_assert(World::style == dialect::direct);
  std::packaged_task<std::invoke_result_t<F>()> task(std::move(f));
  auto answer = task.get_future();
  asio::post(in.clock().context(), [&in, task = std::move(task)]() mutable {
    try {
      in.spawn("external", std::move(task));
    } catch (std::exception const&) {}  // no stack for it: the caller's future is a broken promise
  });
  return answer;
}

}  // namespace kont::io
