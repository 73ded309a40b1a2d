// papers/io/crowd.cpp -- many clients in one loop around epoll_wait.
#include "papers/io/crowd.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <system_error>

namespace kont::papers {
namespace {

constexpr char message[] = "a message of sixty-four bytes, which is what others measure too";
constexpr int patience = 20'000;  // ms

int checked(int result, char const* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

}  // namespace

crowd::crowd(std::uint16_t port, std::size_t connections)
    : poll_(checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")) {
  clients_.reserve(connections);  // epoll points into it
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  for (std::size_t i = 0; i < connections; ++i) {
    int const s = checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket");
    auto& c = clients_.emplace_back(client{s, 0, 0});
    checked(::connect(s, reinterpret_cast<sockaddr const*>(&to), sizeof to), "connect");
    int const yes = 1;
    checked(::setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes), "setsockopt");
    epoll_event wanted{.events = EPOLLIN, .data = {.ptr = &c}};
    checked(::epoll_ctl(poll_, EPOLL_CTL_ADD, s, &wanted), "epoll_ctl");
  }
}

crowd::~crowd() {
  for (auto const& c : clients_) ::close(c.descriptor);
  ::close(poll_);
}

void crowd::talk(std::size_t rounds) {
  if (rounds == 0) return;
  talking_ = clients_.size();
  for (auto& c : clients_) {
    c.to_come = rounds;
    send(c);
  }
  while (talking_ > 0) {
    epoll_event events[256];
    int const n = ::epoll_wait(poll_, events, 256, patience);
    if (n < 0 && errno == EINTR) continue;
    if (checked(n, "epoll_wait") == 0) throw std::runtime_error("the server is silent");
    for (int i = 0; i < n; ++i) receive(*static_cast<client*>(events[i].data.ptr));
  }
}

void crowd::send(client& c) {
  c.received = 0;
  if (::send(c.descriptor, message, sizeof message, MSG_NOSIGNAL) != sizeof message)
    throw std::system_error(errno, std::generic_category(), "send");
}

void crowd::receive(client& c) {
  char buffer[2 * sizeof message];
  auto const n = ::recv(c.descriptor, buffer, sizeof buffer, 0);
  if (n <= 0) throw std::runtime_error("the server has hung up");
  auto const size = static_cast<std::size_t>(n);
  if (c.received + size > sizeof message || std::memcmp(buffer, message + c.received, size) != 0)
    throw std::runtime_error("not what was sent: " + std::string(buffer, size));
  c.received += size;
  if (c.received < sizeof message) return;
  if (--c.to_come > 0) {
    send(c);
  } else {
    --talking_;
  }
}

std::size_t raise_the_limit_of_descriptors() {
  rlimit files{};
  checked(::getrlimit(RLIMIT_NOFILE, &files), "getrlimit");
  files.rlim_cur = files.rlim_max;
  checked(::setrlimit(RLIMIT_NOFILE, &files), "setrlimit");
  return files.rlim_cur;
}

}  // namespace kont::papers
