// lib/trace/recorder.cpp -- the recording is a file in memory: what is written there is safe.
#include "lib/trace/recorder.hpp"

#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "lib/concurrent/spin_lock.hpp"

namespace kont::trace {
namespace {

constexpr std::size_t largest = std::size_t{4} << 30;  // of the file
constexpr std::uintptr_t widest = 64 << 10;            // a frame is smaller
constexpr std::size_t longest_text = 64;

// The calls that led to an event, each set of them written once: told apart by a hash of 64 bits.
class known_calls {
 public:
  struct found {
    std::uint32_t number;
    bool is_new;
  };
  found look_up(std::uint64_t hash) noexcept {
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
      if (slots_[i].hash == hash) return {slots_[i].number, false};
      if (slots_[i].number != 0) continue;
      if (used_ > mask / 2) return {0, false};  // more places than anybody looks at
      slots_[i] = {hash, ++used_};
      return {used_, true};
    }
  }

 private:
  static constexpr std::size_t mask = (1 << 14) - 1;
  struct slot {
    std::uint64_t hash = 0;
    std::uint32_t number = 0;
  };
  std::array<slot, mask + 1> slots_{};
  std::uint32_t used_ = 0;
};

// Which line of control this thread carries on; 0: it has none yet.
constinit thread_local std::uint32_t line_here = 0;

class file {
 public:
  file() noexcept {
    char const* const path = std::getenv("KONT_TRACE_FILE");
    if (path == nullptr) return;
    fd_ = ::open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd_ < 0 || !next_window()) return;
    head_ = reinterpret_cast<heading*>(at_);
    *head_ = {};
    ::dl_iterate_phdr(
        [](dl_phdr_info* program, std::size_t, void* to) {
          *static_cast<std::uint64_t*>(to) = program->dlpi_addr;
          return 1;  // the first is the program itself
        },
        &head_->loaded_at);
    at_ += sizeof(heading);
    head_->stack = address(environ);  // it lies just above the first frame of main
    ::pthread_atfork(nullptr, nullptr, [] { its().off_ = true; });
  }

  static file& its() noexcept {
    static file the;
    return the;
  }
  // Calls what(file) if anything is recorded: it alone writes then, on this thread's line.
  template <class F> static void write(F what) noexcept {
    file& to = its();
    if (to.head_ == nullptr || to.off_.load(std::memory_order_relaxed)) return;
    section const alone(to.lock_);
    to.turn_to_line();
    what(to);
  }
  void put(entry const& one) noexcept {
    if (entry* const e = room(1)) *e = one;
  }
  // Room for so many entries in a row, or null.
  entry* room(std::size_t n) noexcept {
    auto const size = n * sizeof(entry);
    if (static_cast<std::size_t>(end_ - at_) < size && !next_window()) return nullptr;
    return reinterpret_cast<entry*>(std::exchange(at_, at_ + size));
  }
  std::uint32_t site(void const* frame, void const* caller) noexcept;

 private:
  void turn_to_line() noexcept {
    if (line_here == 0) [[unlikely]]
      begin_line();
    if (line_here != line_) [[unlikely]]
      put({op::line, 0, line_ = line_here, 0});
  }
  void begin_line() noexcept {
    struct last_of_thread {
      ~last_of_thread() {
        write([](file& to) { to.put({op::line_ends, 0, to.line_, 0}); });
      }
    };
    line_here = ++lines_;
    if (lines_ == 1) return;  // the program's first thread: the recording ends with it
    thread_local last_of_thread const at_exit;
    (void)at_exit;
  }
  // What is left of the old one stays zero, up to where the new one begins: op::none, skipped.
  bool next_window() noexcept {
    if (off_) return false;
    void* more = MAP_FAILED;
    if (size_ < largest && ::ftruncate(fd_, static_cast<off_t>(size_ + window_size)) == 0) {
      more = ::mmap(nullptr, window_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd_,
                    static_cast<off_t>(size_));
    }
    if (more == MAP_FAILED) {
      if (head_ != nullptr) head_->full = 1;
      return !(off_ = true);
    }
    if (at_ != nullptr && end_ - window_size != reinterpret_cast<char*>(head_)) {
      ::munmap(end_ - window_size, window_size);
    }
    size_ += window_size;
    at_ = static_cast<char*>(more);
    end_ = at_ + window_size;
    return true;
  }

  int fd_ = -1;
  std::atomic<bool> off_ = false;
  spin_lock lock_;  // of all that follows
  char* at_ = nullptr;
  char* end_ = nullptr;
  heading* head_ = nullptr;
  std::size_t size_ = 0;
  std::uint32_t lines_ = 0, line_ = 0;  // how many there are; whose events are written
  known_calls calls_;
};

// Follows the frames upward. A frame has the address of the next one, and above it where that goes
// on. The first frame of a computation has something else, which lies far away.
std::uint32_t file::site(void const* frame, void const* caller) noexcept {
  std::array<void const*, deepest> calls{caller};
  std::size_t n = 1;
  auto hash = reinterpret_cast<std::uint64_t>(caller) * 0x9e3779b97f4a7c15u;
  for (auto const* fp = static_cast<void* const*>(frame); n < deepest;) {
    auto const* const next = static_cast<void* const*>(fp[0]);
    auto const distance =
        reinterpret_cast<std::uintptr_t>(next) - reinterpret_cast<std::uintptr_t>(fp);
    if (fp[1] == nullptr || distance % sizeof(void*) != 0) break;
    calls[n++] = fp[1];
    hash = (hash ^ reinterpret_cast<std::uint64_t>(fp[1])) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29;
    if (distance == 0 || distance > widest) break;
    fp = next;
  }
  auto const known = calls_.look_up(hash | 1);
  if (known.is_new) {
    constexpr std::size_t more = deepest * sizeof(void*) / sizeof(entry);
    if (entry* const e = room(1 + more)) {
      e[0] = {op::frames, static_cast<std::uint16_t>(n), known.number, 0};
      std::memcpy(static_cast<void*>(e + 1), calls.data(), sizeof calls);
    }
  }
  return known.number;
}

}  // namespace

void record(op what, std::uint64_t a, std::uint64_t b, std::uint64_t c, ending how,
            void const* frame) noexcept {
  auto const* const caller = __builtin_return_address(0);
  file::write([=](file& to) {
    auto const site = to.site(frame, caller);
    if (entry* const e = to.room(2)) {
      *e = {what, static_cast<std::uint16_t>(how), site, a};
      new (e + 1) where_to{b, c};
    }
  });
}

void note(op what, std::uint64_t a, std::uint16_t detail) noexcept {
  file::write([=](file& to) { to.put({what, detail, 0, a}); });
}

void note_text(op what, std::uint64_t a, std::uint32_t id, std::string_view text) noexcept {
  file::write([=](file& to) {
    auto const size = std::min(text.size(), longest_text);
    if (entry* const e = to.room(1 + (size + sizeof(entry) - 1) / sizeof(entry))) {
      *e = {what, static_cast<std::uint16_t>(size), id, a};
      std::copy_n(text.data(), size, reinterpret_cast<char*>(e + 1));
    }
  });
}

void line_of_control::leave() noexcept { number_ = line_here; }
void line_of_control::arrive_here() const noexcept { line_here = number_; }

}  // namespace kont::trace
