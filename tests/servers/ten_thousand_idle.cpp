// tests/servers/ten_thousand_idle.cpp -- ten_thousand_idle PORT: that many connections at once to
// an echo server of this machine; all of them are answered, twice.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "papers/io/crowd.hpp"

int main(int argc, char** argv) try {
  constexpr std::size_t wanted = 10'000, others = 50;
  if (argc != 2) return 2;
  if (kont::papers::raise_the_limit_of_descriptors() < wanted + others) {
    std::puts("the hard limit of descriptors (ulimit -Hn) is too low here");
    return 77;
  }
  kont::papers::crowd clients(static_cast<std::uint16_t>(std::atoi(argv[1])), wanted);
  clients.talk(1);
  clients.talk(1);
  std::puts("10000 connections were answered");
  return 0;
} catch (std::exception const& e) {
  std::printf("%s\n", e.what());
  return 1;
}
