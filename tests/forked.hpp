// tests/forked.hpp -- runs a function in a forked child: what it said, and how it ended.
#pragma once
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace kont::test {

struct ended {
  int code = -1;     ///< its exit code, or -1 if a signal ended it
  int signal = 0;    ///< the signal that ended it, or 0
  std::string said;  ///< its standard error
};

/// All that a file in memory holds, from its start.
inline std::string contents(int file) {
  std::string text;
  char piece[4096];
  ::lseek(file, 0, SEEK_SET);
  for (ssize_t n; (n = ::read(file, piece, sizeof piece)) > 0;) {
    text.append(piece, static_cast<std::size_t>(n));
  }
  return text;
}

/// Without the line in which qemu-user says that a signal ended a program.
inline std::string without_emulator(std::string said) {
  auto const at = said.rfind("qemu: uncaught target signal");
  if (at != std::string::npos) said.resize(at);
  return said;
}

/// Runs `body()` in a child of its own and waits. The child begins with the default signal actions
/// and no alternate signal stack, for Boost.Test's would answer faults in our place. It ends with
/// exit code 0 when `body` returns, and with SIGALRM when it takes longer than `seconds`.
/// The caller has one thread only.
template <class F> ended forked(F&& body, unsigned seconds = 30) {
  std::fflush(nullptr);  // or the child writes what was buffered here once more
  int const said = ::memfd_create("said", MFD_CLOEXEC);
  pid_t const child = ::fork();
  if (said < 0 || child < 0) throw std::runtime_error("no child: memfd_create or fork failed");
  if (child == 0) {
    for (int s : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGALRM}) ::signal(s, SIG_DFL);
    stack_t const none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    ::sigaltstack(&none, nullptr);
    rlimit const no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    ::dup2(said, STDERR_FILENO);
    ::alarm(seconds);
    body();
    ::_exit(0);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  ended result;
  if (WIFEXITED(status)) result.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) result.signal = WTERMSIG(status);
  result.said = without_emulator(contents(said));
  ::close(said);
  return result;
}

}  // namespace kont::test
