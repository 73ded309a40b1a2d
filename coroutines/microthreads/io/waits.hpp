// coroutines/microthreads/io/waits.hpp -- the completion token of microthreads: with it, each
// asynchronous operation of Asio is a plain call that returns its result.
//
//   kont::io::world world;
//   world.spawn([&] {
//     tcp::socket peer(world.clock().context());
//     peer.async_connect(where, io::waits);
//     std::size_t n = peer.async_read_some(buffer, io::waits.within(5s));
//   });
#pragma once
#include <boost/asio/async_result.hpp>
#include <tuple>
#include <type_traits>
#include <utility>

#include "continuations/reach.hpp"
#include "coroutines/microthreads/io/operation.hpp"
#include "coroutines/microthreads/io/reactor.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont::io {

/// Microthreads that wait for I/O.
using world = scheduler<fifo, stack, reactor>;

/// Suspends the running microthread of `World` till the operation is over, and returns what the
/// handler gets: nothing, a value or a tuple. An error is thrown, as boost::system::system_error.
/// One switch away and one back. What is called off (by kill, or its deadline) is cancelled, and
/// the call leaves only when it is really over: its buffers may be locals. An operation that has no
/// cancellation, such as a resolver's, then takes as long as it takes. As ever in Asio, a socket
/// must outlive the operations on it: in the frame of who waits, or longer than the world.
/// In the dialect co, await what the call returns.
template <class World> struct token {
  static_assert(!moves_frames<typename World::strategy_type>,
                "io: buffers lie in frames, and this strategy moves the frames of who waits");
  static_assert(World::style != dialect::cps, "io: the dialects are direct and co");

  error_code* error = nullptr;
  instant deadline = World::never;

  /// The error is put into `e`, not thrown.
  token operator()(error_code& e) const noexcept { return {&e, deadline}; }
  /// Till then at most: then the error is boost::asio::error::timed_out.
  token until(instant t) const noexcept { return {error, t}; }
  token within(timeline::duration d) const { return {error, World::moment(d)}; }
};
template <class World> inline constexpr token<World> waits_in{};
inline constexpr auto const& waits = waits_in<world>;

}  // namespace kont::io

template <class World, class... Results>
class boost::asio::async_result<kont::io::token<World>, void(Results...)> {
 public:
  template <class Init, class... Args>
  static auto initiate(Init&& init, kont::io::token<World> how, Args&&... args) {
    if constexpr (World::style == kont::dialect::direct) {
      auto start = [&](auto handler) {
        std::forward<Init>(init)(std::move(handler), std::forward<Args>(args)...);
      };
      return World::await(in<decltype(start)>(std::move(start), how.error), how.deadline);
    } else {  // begun when it is awaited, after this has returned
      auto start = [init = std::decay_t<Init>(std::forward<Init>(init)),
                    kept = std::tuple<std::decay_t<Args>...>(std::forward<Args>(args)...)](
                       auto handler) mutable {
        auto const begin = [&](auto&... each) {
          std::move(init)(std::move(handler), std::move(each)...);
        };
        std::apply(begin, kept);
      };
      return World::await(in<decltype(start)>(std::move(start), how.error), how.deadline);
    }
  }

 private:
  template <class Start> using in = kont::io::operation<World, Start, std::decay_t<Results>...>;
};
