// examples/servers/folder.hpp -- a folder, and nothing outside of it.
#pragma once
#include <sys/stat.h>

#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace servers {

/// An open file or folder, closed at the end.
class file {
 public:
  explicit file(int descriptor = -1) noexcept : descriptor_(descriptor) {}
  file(file&& f) noexcept : descriptor_(std::exchange(f.descriptor_, -1)) {}
  file& operator=(file&& f) noexcept {
    std::swap(descriptor_, f.descriptor_);
    return *this;
  }
  ~file();
  int descriptor() const noexcept { return descriptor_; }
  /// What the system knows of it. Throws std::system_error.
  struct stat facts() const;

 private:
  int descriptor_;
};

/// What is beneath a folder. `path` is relative to it; neither `..` nor a symbolic link leads out
/// of it, whoever renames what meanwhile (openat2 with RESOLVE_BENEATH, Linux 5.6).
class folder {
 public:
  /// Throws std::system_error.
  explicit folder(std::string const& path);
  /// A regular file or a folder, to be read. `error`: what errno would be; EXDEV: it leads out.
  file open(std::string const& path, int& error) const;
  /// A file to be written, made if it is not there. It is not emptied: nothing may come.
  file create(std::string const& path, int& error) const;

 private:
  file open_beneath(std::string const& path, int flags, int& error) const;
  file root_;
};

/// What is in an open folder, without `.` and `..`, in the order of the names.
struct entry {
  std::string name;
  struct stat facts;
};
std::vector<entry> entries(file const& of);

/// Sends `count` bytes of a file, from byte `from` on; the peer takes some of them every 30 s, or
/// this throws. (sendfile: they go from the page cache to the network.)
void send(boost::asio::ip::tcp::socket& to, file const& f, std::uint64_t from, std::uint64_t count);

}  // namespace servers
