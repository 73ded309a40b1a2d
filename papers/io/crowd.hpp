// papers/io/crowd.hpp -- clients of an echo server on this machine: one thread, bare epoll.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace kont::papers {

/// Many connections to 127.0.0.1. It does as little as a client can, so that the server is what is
/// measured. Everything throws std::system_error or std::runtime_error.
class crowd {
 public:
  /// Connects them all.
  crowd(std::uint16_t port, std::size_t connections);
  crowd(crowd&&) = delete;
  ~crowd();
  /// Each sends a message and waits for it to come back, `rounds` times; all of them at once.
  void talk(std::size_t rounds);

 private:
  struct client {
    int descriptor;
    std::size_t to_come, received;
  };
  void send(client& c);
  void receive(client& c);

  int poll_;
  std::size_t talking_ = 0;
  std::vector<client> clients_;
};

/// As many descriptors as the system lets us have; returns how many that are.
std::size_t raise_the_limit_of_descriptors();

}  // namespace kont::papers
