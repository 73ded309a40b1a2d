// lib/measure/safe_file.cpp -- write aside, flush, rename; every step checked.
#include "lib/measure/safe_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <deque>
#include <system_error>
#include <utility>

namespace kont::measure {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(fs::path const& path, std::error_code why) {
  throw file_error("cannot write " + path.string() + ": " + why.message());
}
[[noreturn]] void fail(fs::path const& path) { fail(path, {errno, std::generic_category()}); }

/// What the path names is open already, and its place in the file is that of who prints there.
bool is_our_output(fs::path const& path) { return path == "/dev/stdout"; }

/// An open descriptor under the name it will be reported as.
class output {
  fs::path const& reported_as_;
  int fd_;

 public:
  output(fs::path const& at, int flags, fs::path const& reported_as)
      : reported_as_(reported_as),
        fd_(is_our_output(at) ? ::dup(STDOUT_FILENO)
                              : ::open(at.c_str(), flags | O_WRONLY | O_CLOEXEC, 0666)) {
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

/// Where the bytes finally go: behind a symbolic link, so that the link stays.
fs::path behind_links(fs::path const& path) {
  std::error_code ignored;
  auto const real = fs::canonical(path, ignored);
  return real.empty() ? path : real;
}

bool is_device(fs::path const& path) {
  if (is_our_output(path)) return true;
  std::error_code why;
  auto const status = fs::status(path, why);
  if (status.type() == fs::file_type::directory)
    fail(path, std::make_error_code(std::errc::is_a_directory));
  return fs::exists(status) && status.type() != fs::file_type::regular;
}

/// One that would be replaced by the other.
bool are_one(fs::path const& a, fs::path const& b) {
  if (a.empty() || b.empty()) return false;
  std::error_code unseen;
  if (fs::exists(a, unseen) && fs::exists(b, unseen))
    return fs::is_regular_file(a, unseen) && fs::equivalent(a, b, unseen);
  auto const whole = [&](fs::path const& p) {
    return fs::weakly_canonical(fs::absolute(p), unseen);
  };
  return whole(a) == whole(b);
}

/// A text beside the file whose place it takes; if it never does, it is gone again.
class beside {
  fs::path reported_as_, target_, path_;

 public:
  beside(fs::path const& path, std::string_view text, std::size_t which = 0)
      : reported_as_(path), target_(behind_links(path)) {
    std::error_code why;
    if (target_.has_parent_path()) fs::create_directories(target_.parent_path(), why);
    if (why) fail(path, why);
    path_ = target_.string() + ".new." + std::to_string(::getpid()) + '.' + std::to_string(which);
    try {
      output out(path_, O_CREAT | O_TRUNC, path);
      out.write(text);
      out.flush();
      out.close();
    } catch (...) {
      ::unlink(path_.c_str());
      throw;
    }
  }
  beside(beside const&) = delete;
  ~beside() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }
  void take_its_place() {
    if (::rename(path_.c_str(), target_.c_str()) != 0) fail(reported_as_);
    path_.clear();
  }
};

}  // namespace

std::string contents_of(fs::path const& path, std::string_view what) {
  std::string text;
  auto* const in = std::fopen(path.c_str(), "rbe");
  int why = in != nullptr ? 0 : errno;
  if (in != nullptr) {
    char some[1 << 16];
    while (auto const n = std::fread(some, 1, sizeof some, in)) text.append(some, n);
    if (std::ferror(in) != 0) why = errno;
    std::fclose(in);
  }
  if (why == 0) return text;
  throw usage_error("cannot read " + std::string(what) + ' ' + path.string() + ": " +
                    std::generic_category().message(why));
}

void replace_files(std::vector<replacement> const& all) {
  std::deque<beside> ready;
  std::vector<replacement const*> devices;
  for (auto const& one : all) {
    if (is_device(one.path))
      devices.push_back(&one);
    else
      ready.emplace_back(one.path, one.text, ready.size());
  }
  std::fflush(stdout);           // what was printed before comes before
  for (auto const* d : devices)  // a rename would replace the device itself
    output(d->path, 0, d->path).write(d->text);
  for (auto& one : ready) one.take_its_place();
}

void replace_file(fs::path const& path, std::string_view text) {
  replace_files({{path, std::string(text)}});
}

void check_replaceable(fs::path const& path) {
  if (is_device(path))
    output(path, 0, path);
  else
    beside(path, "");
}

void check_named(fs::path const& path) {
  std::error_code unseen;  // then it is not there for us
  auto const folder = fs::absolute(path).parent_path();
  if (!fs::exists(folder, unseen))
    throw file_error("cannot write " + path.string() + ": there is no folder " + folder.string());
  check_replaceable(path);
}

void check_apart(std::vector<purpose> const& all) {
  for (auto b = all.begin(); b != all.end(); ++b)
    for (auto a = all.begin(); a != b; ++a)
      if (are_one(a->file, b->file))
        throw usage_error(std::string(a->name) + " and " + std::string(b->name) + " are both " +
                          b->file.string() + "; each has a file of its own");
}

}  // namespace kont::measure
