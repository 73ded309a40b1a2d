// lib/measure/safe_file.cpp -- write aside, flush, rename; every step checked.
#include "lib/measure/safe_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace kont::measure {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(fs::path const& path, std::error_code why) {
  throw file_error("cannot write " + path.string() + ": " + why.message());
}
[[noreturn]] void fail(fs::path const& path) { fail(path, {errno, std::generic_category()}); }

/// An open descriptor under the name it will be reported as.
class output {
  fs::path const& reported_as_;
  int fd_;

 public:
  output(fs::path const& at, int flags, fs::path const& reported_as)
      : reported_as_(reported_as), fd_(::open(at.c_str(), flags | O_WRONLY | O_CLOEXEC, 0666)) {
    if (fd_ < 0) fail(reported_as_);
  }
  output(output const&) = delete;
  ~output() {
    if (fd_ >= 0) ::close(fd_);
  }
  void write(std::string_view text) {
    while (!text.empty()) {
      auto const done = ::write(fd_, text.data(), text.size());
      if (done < 0 && errno != EINTR) fail(reported_as_);
      if (done > 0) text.remove_prefix(static_cast<std::size_t>(done));
    }
  }
  void flush() {
    if (::fsync(fd_) != 0) fail(reported_as_);
  }
  /// close() is where network file systems report a full disk.
  void close() {
    if (::close(std::exchange(fd_, -1)) != 0) fail(reported_as_);
  }
};

/// The name beside the target that is gone again, whatever happens.
struct aside {
  fs::path path;
  ~aside() { ::unlink(path.c_str()); }
};

/// Where the bytes finally go: behind a symbolic link, so that the link stays.
fs::path behind_links(fs::path const& path) {
  std::error_code ignored;
  auto const real = fs::canonical(path, ignored);
  return real.empty() ? path : real;
}

bool is_device(fs::path const& path) {
  std::error_code why;
  auto const status = fs::status(path, why);
  if (status.type() == fs::file_type::directory)
    fail(path, std::make_error_code(std::errc::is_a_directory));
  return fs::exists(status) && status.type() != fs::file_type::regular;
}

/// Writes `text` beside `path`, and renames it over `path` when `keep`.
void write_aside(fs::path const& path, std::string_view text, bool keep) {
  auto const target = behind_links(path);
  std::error_code why;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), why);
  if (why) fail(path, why);
  aside const beside{target.string() + ".new." + std::to_string(::getpid())};
  output out(beside.path, O_CREAT | O_TRUNC, path);
  out.write(text);
  out.flush();
  out.close();
  if (keep && ::rename(beside.path.c_str(), target.c_str()) != 0) fail(path);
}

}  // namespace

void replace_file(fs::path const& path, std::string_view text) {
  if (is_device(path))
    output(path, 0, path).write(text);  // a rename would replace the device itself
  else
    write_aside(path, text, true);
}

void check_replaceable(fs::path const& path) {
  if (is_device(path))
    output(path, 0, path);
  else
    write_aside(path, "", false);
}

void check_named(fs::path const& path) {
  std::error_code unseen;  // then it is not there for us
  auto const folder = fs::absolute(path).parent_path();
  if (!fs::exists(folder, unseen))
    throw file_error("cannot write " + path.string() + ": there is no folder " + folder.string());
  check_replaceable(path);
}

}  // namespace kont::measure
