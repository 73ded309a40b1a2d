// examples/servers/serve.hpp -- what every server does: listens, and gives each connection a
// microthread of its own.
#pragma once
#include <sys/resource.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <utility>

#include "coroutines/microthreads/io/waits.hpp"
#include "examples/servers/options.hpp"

namespace servers {

namespace asio = boost::asio;
namespace io = kont::io;
using asio::ip::tcp;
using namespace std::chrono_literals;

/// Each connection is a descriptor: as many as the system lets us have.
inline void raise_the_limit_of_descriptors() {
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) != 0) return;
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
}

/// From here on SIGINT and SIGTERM change nothing: it ends, and some, like `timeout`, send two.
inline void ignore_second_signals() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &both, nullptr);
}

/// Where it listens, which is printed.
inline tcp::acceptor opened(asio::io_context& context, options const& chosen) {
  tcp::acceptor door(context, {asio::ip::make_address(chosen.address), chosen.port});
  // Else Asio waits for the next who comes, though others may have come with who went away again.
  door.set_option(tcp::acceptor::enable_connection_aborted(true));
  std::printf("listening on %s:%d\n", chosen.address.c_str(), door.local_endpoint().port());
  std::fflush(stdout);
  return door;
}

/// Calls serve(socket) for each who connects, in microthreads on stacks of `stack_size` bytes, till
/// SIGINT or SIGTERM; then ends them all. A connection that ends in an error ends alone.
template <class Serve> void serve_all(options const& chosen, std::size_t stack_size, Serve serve) {
  raise_the_limit_of_descriptors();
  std::signal(SIGPIPE, SIG_IGN);
  io::world world;
  auto& context = world.clock().context();
  tcp::acceptor door = opened(context, chosen);

  auto const one = [&](tcp::socket& peer) {
    try {
      serve(std::move(peer));
    } catch (boost::system::system_error const&) {  // it went away, or was too slow
    } catch (std::exception const& e) { std::fprintf(stderr, "a connection: %s\n", e.what()); }
  };
  world.spawn("door", [&] {
    for (;;) {
      io::error_code e;
      tcp::socket peer = door.async_accept(io::waits(e));
      if (e) {  // no descriptor is free, say: some time one will be
        world.sleep_for(10ms);
        continue;
      }
      peer.set_option(tcp::no_delay(true), e);  // an answer may be two writes
      try {                                     // without memory for one more, the others go on
        world.spawn("connection", [&one, peer = std::move(peer)]() mutable { one(peer); },
                    {.size = stack_size});
      } catch (std::exception const& f) { std::fprintf(stderr, "a connection: %s\n", f.what()); }
    }
  });
  asio::signal_set signals(context, SIGINT, SIGTERM);
  world.spawn("end", [&] {
    signals.async_wait(io::waits);
    world.kill_all();
  });
  world.run();
  ignore_second_signals();
}

}  // namespace servers
