// papers/io/echo_by_microthreads.cpp -- an echo server: each connection a loop in a microthread.
#include <boost/asio/ip/tcp.hpp>

#include "coroutines/microthreads/io/read.hpp"
#include "coroutines/microthreads/io/write.hpp"
#include "papers/io/echo_servers.hpp"

namespace kont::papers {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

void echo(tcp::socket& peer) {
  char buffer[1024];
  io::error_code end;
  while (true) {
    auto const n = io::read_some(peer, asio::buffer(buffer), io::waits(end));
    if (end) return;
    io::write(peer, asio::buffer(buffer, n), io::waits(end));
    if (end) return;
  }
}

}  // namespace

void echo_by_microthreads(std::function<void(std::uint16_t)> const& listens) {
  io::world world;
  tcp::acceptor door(world.clock().context(), {asio::ip::address_v4::loopback(), 0});
  listens(door.local_endpoint().port());
  world.spawn([&] {
    while (true) {
      tcp::socket peer = door.async_accept(io::waits);
      peer.set_option(tcp::no_delay(true));
      world.spawn([peer = std::move(peer)]() mutable { echo(peer); });
    }
  });
  world.run();
}

}  // namespace kont::papers
