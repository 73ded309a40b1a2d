// examples/servers/folder.cpp -- opens what is beneath a folder, lists it, and sends it.
#include "examples/servers/folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include "coroutines/microthreads/io/waits.hpp"

namespace servers {

namespace {

[[noreturn]] void fail(std::string const& what, int error = errno) {
  throw std::system_error(error, std::generic_category(), what);
}

}  // namespace

file::~file() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

struct stat file::facts() const {
  struct stat of {};
  if (::fstat(descriptor_, &of) != 0) fail("fstat");
  return of;
}

folder::folder(std::string const& path)
    : root_(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
  if (root_.descriptor() < 0) fail(path);
  int error = 0;
  open(".", error);
  if (error == ENOSYS) fail("openat2, which keeps clients in " + path, error);
}

file folder::open(std::string const& path, int& error) const {
  return open_beneath(path, O_RDONLY, error);
}

file folder::create(std::string const& path, int& error) const {
  return open_beneath(path, O_WRONLY | O_CREAT, error);
}

file folder::open_beneath(std::string const& path, int flags, int& error) const {
  open_how how{};
  how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);  // a pipe, say
  how.mode = (flags & O_CREAT) != 0 ? 0644 : 0;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  long const opened = ::syscall(SYS_openat2, root_.descriptor(), path.empty() ? "." : path.c_str(),
                                &how, sizeof how);
  error = opened < 0 ? errno : 0;
  file f(static_cast<int>(opened));
  if (error != 0) return f;
  auto const mode = f.facts().st_mode;
  if (!S_ISREG(mode) && !S_ISDIR(mode)) error = EACCES;
  return f;
}

std::vector<entry> entries(file const& of) {
  std::vector<entry> all;
  int const descriptor = ::openat(of.descriptor(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail("a folder");
  std::unique_ptr<DIR, int (*)(DIR*)> const open(::fdopendir(descriptor), ::closedir);
  if (open == nullptr) fail("fdopendir");
  while (dirent const* const next = ::readdir(open.get())) {
    std::string const name = next->d_name;
    struct stat facts {};
    if (name == "." || name == "..") continue;
    if (::fstatat(descriptor, next->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0) continue;
    all.push_back({name, facts});
  }
  std::ranges::sort(all, {}, &entry::name);
  return all;
}

void send(boost::asio::ip::tcp::socket& to, file const& f, std::uint64_t from,
          std::uint64_t count) {
  using namespace std::chrono_literals;
  constexpr std::uint64_t at_once = 1 << 20;  // then others may run
  to.native_non_blocking(true);
  auto offset = static_cast<off_t>(from);
  while (count > 0) {
    ssize_t const sent =
        ::sendfile(to.native_handle(), f.descriptor(), &offset, std::min(count, at_once));
    if (sent > 0) {
      count -= static_cast<std::uint64_t>(sent);
      kont::io::world::yield();
    } else if (sent == 0) {
      fail("the file has become shorter", EIO);
    } else if (errno == EAGAIN) {
      to.async_wait(boost::asio::socket_base::wait_write, kont::io::waits.within(30s));
    } else {
      throw boost::system::system_error(errno, boost::system::system_category());
    }
  }
}

}  // namespace servers
