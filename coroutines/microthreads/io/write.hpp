// coroutines/microthreads/io/write.hpp -- writes all of a buffer, and waits only if it must.
#pragma once
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <cstddef>

#include "coroutines/microthreads/io/waits.hpp"

namespace kont::io {

/// Like asio::async_write(to, what, how), for a socket. Most writes are over at once, since the
/// kernel takes a copy: then nobody is switched to. (An Asio handler may never be called at once;
/// a plain call may return.) Leaves the socket non-blocking.
template <class Socket, class World>
std::size_t write(Socket& to, asio::const_buffer what, token<World> how) {
  static_assert(World::style == dialect::direct);
  error_code e;
  if (!to.non_blocking()) to.non_blocking(true, e);  // (where that fails, so does writing)
  std::size_t const n = to.write_some(what, e);
  if (!e && how.error != nullptr) *how.error = e;
  if (n == what.size() && !e) return n;
  return n + asio::async_write(to, what + n, how);  // an error shows there once more
}

}  // namespace kont::io
