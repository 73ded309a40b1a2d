// lib/measure/child.cpp -- fork and exec between files in memory, or on a pair of sockets.
#include "lib/measure/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace kont::measure {

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

namespace {

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

/// How a child is kept.
struct leash {
  int when_we_end;     ///< the signal that it gets then; 0: none
  std::uint64_t most;  ///< bytes in any file that it writes
};

/// In the child itself, which is why this forks: posix_spawn knows neither.
void put_on(leash const& kept, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, kept.when_we_end);
  if (kept.when_we_end != 0 && ::getppid() != parent) ::_exit(127);  // too late to be told
  rlimit files{};
  ::getrlimit(RLIMIT_FSIZE, &files);
  files.rlim_cur = static_cast<rlim_t>(std::min<std::uint64_t>(files.rlim_cur, kept.most));
  ::setrlimit(RLIMIT_FSIZE, &files);
  ::signal(SIGXFSZ, SIG_DFL);
}

/// Makes of a forked child that program on these streams, or writes a byte to `failed`.
[[noreturn]] void become(char* const* argv, std::array<int, 3> const& streams, int failed) {
  for (int to = 0; to < 3; ++to) {
    int const from = streams[static_cast<std::size_t>(to)];
    if (from == to) {
      ::fcntl(to, F_SETFD, 0);  // dup2 would leave it to be closed
    } else {
      ::dup2(from, to);
    }
  }
  ::execvp(argv[0], argv);
  ::_exit(::write(failed, "", 1) == 1 ? 127 : 126);
}

/// Starts arguments[0] on these streams; empty: it cannot be.
std::optional<pid_t> start(std::vector<std::string>& arguments, std::array<int, 3> const& streams,
                           leash const& kept) {
  std::vector<char*> argv;
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  std::array<int, 2> failed;  // closed by exec
  if (::pipe2(failed.data(), O_CLOEXEC) != 0)
    throw std::system_error(errno, std::generic_category(), "pipe2");
  pid_t const parent = ::getpid();
  pid_t const child = ::fork();
  if (child == 0) {
    put_on(kept, parent);
    become(argv.data(), streams, failed[1]);
  }
  ::close(failed[1]);
  char byte = 0;
  bool const runs = child > 0 && ::read(failed[0], &byte, 1) == 0;
  ::close(failed[0]);
  if (child > 0 && !runs) ::waitpid(child, nullptr, 0);
  return runs ? std::optional(child) : std::nullopt;
}

}  // namespace

std::optional<child_result> run_child(std::vector<std::string> arguments, std::string_view input,
                                      std::chrono::seconds limit, std::uint64_t most) {
  memory_file in, out, err;
  in.fill(input);
  auto const child = start(arguments, {in.fd(), out.fd(), err.fd()}, {SIGKILL, most});
  if (!child) return std::nullopt;
  int const status = wait_for(*child, limit);
  return child_result{status, out.text(), err.text()};
}

dialogue::dialogue(std::vector<std::string> arguments) : err_(std::make_unique<memory_file>()) {
  std::array<int, 2> ends;
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    throw std::system_error(errno, std::generic_category(), "socketpair");
  auto const child = start(arguments, {ends[1], ends[1], err_->fd()}, {0, no_bound});
  ::close(ends[1]);
  socket_ = ends[0];
  if (child) {
    child_ = *child;
    return;
  }
  ::close(socket_);
  throw std::runtime_error("not installed: " + arguments.front());
}

dialogue::~dialogue() {
  ::close(socket_);
  if (child_ != 0) wait_for(child_, std::chrono::seconds(0));
}

void dialogue::ended() {
  auto const status = wait_for(child_, std::chrono::seconds(1));
  child_ = 0;
  auto const said = err_->text();
  throw std::runtime_error(said.empty() ? "it ended with status " + std::to_string(status)
                                        : said.substr(0, said.find('\n')));
}

std::string dialogue::ask(std::string_view line, std::chrono::seconds limit) {
  if (child_ == 0) throw std::runtime_error("it has ended before");
  auto const text = std::string(line) + '\n';
  if (::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) != std::ssize(text)) ended();
  auto end = unread_.find('\n');
  for (std::array<char, 4096> some; end == unread_.npos; end = unread_.find('\n')) {
    pollfd readable{.fd = socket_, .events = POLLIN, .revents = 0};
    std::chrono::milliseconds const patience = limit;
    if (::poll(&readable, 1, static_cast<int>(patience.count())) == 0)
      throw std::runtime_error("it was silent for " + std::to_string(limit.count()) + " s");
    auto const got = ::recv(socket_, some.data(), some.size(), 0);
    if (got <= 0) ended();
    unread_.append(some.data(), static_cast<std::size_t>(got));
  }
  auto answer = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  return answer;
}

}  // namespace kont::measure
