// tests/io_uring/if_it_is_here.cpp -- PROGRAM ARGUMENTS...: runs it, if the kernel lets it use
// io_uring; else the test is skipped, and says why.
#include <liburing.h>
#include <unistd.h>

#include <boost/asio/detail/config.hpp>
#include <cstdio>
#include <cstring>

#if !defined(BOOST_ASIO_HAS_IO_URING_AS_DEFAULT)
#error "what is compiled like this has another reactor"
#endif

int main(int argc, char** argv) {
  constexpr int skipped = 77;
  constexpr unsigned entries = 16'384;  // as Asio's ring has, which may be more than one may lock
  io_uring ring;
  if (int const error = -::io_uring_queue_init(entries, &ring, 0); error != 0) {
    std::printf("not here: the kernel refuses io_uring: %s\n", std::strerror(error));
    return skipped;
  }
  ::io_uring_queue_exit(&ring);
  if (argc < 2) return 0;
  ::execvp(argv[1], argv + 1);
  std::perror(argv[1]);
  return 1;
}
