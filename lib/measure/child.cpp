// lib/measure/child.cpp -- posix_spawn between three files in memory.
#include "lib/measure/child.hpp"

#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <thread>

namespace kont::measure {
namespace {

/// A file in memory that a child can inherit as one of its standard streams.
class memory_file {
  int fd_;

 public:
  memory_file() : fd_(::memfd_create("kont child", MFD_CLOEXEC)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "memfd_create");
  }
  memory_file(memory_file const&) = delete;
  ~memory_file() { ::close(fd_); }
  int fd() const { return fd_; }

  void fill(std::string_view text) {
    while (!text.empty()) {
      auto const done = ::write(fd_, text.data(), text.size());
      if (done < 0) throw std::system_error(errno, std::generic_category(), "write to memory");
      text.remove_prefix(static_cast<std::size_t>(done));
    }
    ::lseek(fd_, 0, SEEK_SET);
  }
  std::string text() const {
    std::string all;
    std::array<char, 4096> some;
    ::lseek(fd_, 0, SEEK_SET);
    for (ssize_t got; (got = ::read(fd_, some.data(), some.size())) > 0;)
      all.append(some.data(), static_cast<std::size_t>(got));
    return all;
  }
};

/// Polls: a child runs for a tenth of a second or more, so five milliseconds are little.
int wait_for(pid_t child, std::chrono::seconds limit) {
  auto const end = std::chrono::steady_clock::now() + limit;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    if (std::chrono::steady_clock::now() > end) ::kill(child, SIGKILL);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

std::optional<child_result> run_child(std::vector<std::string> arguments, std::string_view input,
                                      std::chrono::seconds limit) {
  memory_file in, out, err;
  in.fill(input);
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);

  posix_spawn_file_actions_t streams;
  ::posix_spawn_file_actions_init(&streams);
  ::posix_spawn_file_actions_adddup2(&streams, in.fd(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&streams, out.fd(), STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&streams, err.fd(), STDERR_FILENO);
  pid_t child = 0;
  int const failed =
      ::posix_spawnp(&child, argv.front(), &streams, nullptr, argv.data(), ::environ);
  ::posix_spawn_file_actions_destroy(&streams);
  if (failed != 0) return std::nullopt;
  int const status = wait_for(child, limit);
  return child_result{status, out.text(), err.text()};
}

}  // namespace kont::measure
