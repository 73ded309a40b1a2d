// examples/servers/echo.cpp -- an echo server: sends back what comes (RFC 862).
#include "coroutines/microthreads/io/read.hpp"
#include "coroutines/microthreads/io/write.hpp"
#include "examples/servers/serve.hpp"

namespace {

using namespace servers;

void echo(tcp::socket peer) {
  char buffer[2048];
  io::error_code end;
  while (true) {
    std::size_t const n = io::read_some(peer, asio::buffer(buffer), io::waits(end));
    if (end) return;
    io::write(peer, asio::buffer(buffer, n), io::waits);
  }
}

}  // namespace

int main(int argc, char** argv) {
  return run(argc, argv, "Sends back what comes.", serves::nothing, [](options const& chosen) {
    serve_all(chosen, 32 * 1024, [](tcp::socket peer) { echo(std::move(peer)); });
  });
}
