// tests/unit/io_tests.hpp -- what the tests of real I/O share: two ends of a connection.
#pragma once
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <string>
#include <string_view>

#include "coroutines/microthreads/io/waits.hpp"

namespace kont::test {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using local = asio::local::stream_protocol;

struct connection {
  local::socket near, far;
  explicit connection(asio::io_context& in) : near(in), far(in) {
    asio::local::connect_pair(near, far);
  }
};

/// Sends back what comes, until the other end closes.
template <class World> void echo(local::socket& socket) {
  char buffer[1024];
  io::error_code end;
  while (true) {
    auto const n = socket.async_read_some(asio::buffer(buffer), io::waits_in<World>(end));
    if (end) return;
    asio::async_write(socket, asio::buffer(buffer, n), io::waits_in<World>);
  }
}

/// What comes back for `text`.
template <class World> std::string answer(local::socket& socket, std::string_view text) {
  std::string back(text.size(), '\0');
  asio::async_write(socket, asio::buffer(text), io::waits_in<World>);
  asio::async_read(socket, asio::buffer(back), io::waits_in<World>.within(10s));
  return back;
}

}  // namespace kont::test
