// coroutines/microthreads/io/read.hpp -- reads what has come, and waits only if nothing has.
#pragma once
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <cstddef>

#include "coroutines/microthreads/io/waits.hpp"

namespace kont::io {

/// Like from.async_read_some(into, how), for a socket. Others run first: who answers a request and
/// asks for the next one often finds it there by then, and the kernel need not tell. Where nothing
/// has come, it waits until something has. Leaves the socket non-blocking. O(others that are ready)
/// for who calls, and two switches.
template <class Socket, class World>
std::size_t read_some(Socket& from, asio::mutable_buffer into, token<World> how) {
  static_assert(World::style == dialect::direct);
  error_code e;
  std::size_t n = 0;
  if (!from.non_blocking()) from.non_blocking(true, e);  // (where that fails, so does reading)
  World::yield();
  while (n = from.read_some(into, e), e == asio::error::would_block) {
    from.async_wait(Socket::wait_read, token<World>{&e, how.deadline});
    if (e) break;
  }
  give(how.error, e);
  return n;
}

}  // namespace kont::io
