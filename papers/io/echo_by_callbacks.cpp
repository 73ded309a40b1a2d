// papers/io/echo_by_callbacks.cpp -- an echo server of Boost.Asio alone: each connection an object
// that its callbacks keep alive. (After Asio's example cpp11/echo/async_tcp_echo_server.cpp.)
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <utility>

#include "papers/io/echo_servers.hpp"

namespace kont::papers {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

class session : public std::enable_shared_from_this<session> {
 public:
  explicit session(tcp::socket peer) : peer_(std::move(peer)) {}
  void read() {
    peer_.async_read_some(asio::buffer(buffer_),
                          [self = shared_from_this()](error_code e, std::size_t n) {
                            if (!e) self->write(n);
                          });
  }

 private:
  void write(std::size_t n) {
    asio::async_write(peer_, asio::buffer(buffer_, n),
                      [self = shared_from_this()](error_code e, std::size_t) {
                        if (!e) self->read();
                      });
  }
  tcp::socket peer_;
  char buffer_[1024];
};

void accept(tcp::acceptor& door) {
  door.async_accept([&door](error_code e, tcp::socket peer) {
    if (e) return;
    peer.set_option(tcp::no_delay(true));
    std::make_shared<session>(std::move(peer))->read();
    accept(door);
  });
}

}  // namespace

void echo_by_callbacks(std::function<void(std::uint16_t)> const& listens) {
  asio::io_context context(1);
  tcp::acceptor door(context, {asio::ip::address_v4::loopback(), 0});
  listens(door.local_endpoint().port());
  accept(door);
  context.run();
}

}  // namespace kont::papers
