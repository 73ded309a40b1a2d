// lib/stacks/overflow.cpp -- names the computation that ran off its stack, then aborts.
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>

#include "lib/stacks/stack.hpp"

namespace kont::stacks {
namespace {

constexpr std::size_t alternate_size = 64 * 1024;  // room for the report and for an abort handler
constexpr std::size_t largest_signal_frame = 5 * 1024;  // of AArch64; x86-64 tells its own
struct sigaction previous;
constinit thread_local teller who_runs = nullptr;

// A line put together without allocation or locks: snprintf is not async-signal-safe.
class line {
 public:
  line& operator<<(char const* text) noexcept {
    while (*text != '\0' && used_ < sizeof text_ - 1) text_[used_++] = *text++;
    return *this;
  }
  /// What somebody has called it: so long that the rest has room, and on this line.
  line& quoted(char const* name) noexcept {
    *this << " (\"";
    for (unsigned n = 0; name[n] != '\0' && n < longest_name; ++n) {
      auto const byte = static_cast<unsigned char>(name[n]);
      char const one[] = {byte < ' ' ? '?' : name[n], '\0'};
      *this << one;
    }
    return *this << "\")";
  }
  line& operator<<(std::size_t n) noexcept {
    char digits[24] = {};
    char* at = digits + sizeof digits - 1;
    do *--at = static_cast<char>('0' + n % 10);
    while ((n /= 10) != 0);
    return *this << static_cast<char const*>(at);
  }
  void print() const noexcept {
    [[maybe_unused]] auto const written = ::write(STDERR_FILENO, text_, used_);
  }

 private:
  static constexpr unsigned longest_name = 100;
  char text_[512];
  std::size_t used_ = 0;
};

[[noreturn]] void report(place const& where, char const* fault) noexcept {
  head const& stack = *where.stack;
  line text;
  text << "kont: stack overflow in ";
  if (stack.id == 0) text << "a computation";
  if (stack.id != 0) text << "microthread " << stack.id;
  if (stack.name != nullptr) text.quoted(stack.name);
  if (auto const in = who_runs != nullptr ? who_runs() : request(); stack.id == 0 && in.id != 0) {
    text << " of microthread " << in.id;
    if (in.name != nullptr) text.quoted(in.name);
  }
  text << ": its stack is " << stack.size << " bytes, the fault lies "
       << static_cast<std::size_t>(where.bottom - fault) << " bytes past the end; ask for "
       << 2 * stack.size << " bytes where it is started (stacks::request::size)\n";
  text.print();
  std::abort();
}

// Where the kernel found no room for a signal's frame it does not say so; nor where it looked,
// which is below the red zone. Null: something else was wrong.
char const* where_a_signal_went(siginfo_t const& info, mcontext_t const& now) noexcept {
  if (info.si_code != SI_KERNEL) return nullptr;
#if defined(__x86_64__)
  constexpr auto general_protection = 13;  // as of an address that cannot be
  if (now.gregs[REG_TRAPNO] == general_protection) return nullptr;
  auto const sp = static_cast<std::uintptr_t>(now.gregs[REG_RSP]);
#else
  auto const sp = static_cast<std::uintptr_t>(now.sp);
#endif
  return reinterpret_cast<char const*>(sp - 128);
}
std::size_t signal_frame() noexcept {
  auto const most = ::getauxval(AT_MINSIGSTKSZ);  // 0: the system (qemu-user) does not say
  return most != 0 ? most : largest_signal_frame;
}

// Faults are told apart by their address: a guard answers SEGV_MAPERR on some kernels and
// SEGV_ACCERR on others. What is not ours goes to whoever handled it before.
void on_fault(int signal, siginfo_t* info, void* context) {
  auto const* fault = static_cast<char const*>(info->si_addr);
  auto const& now = static_cast<ucontext_t const*>(context)->uc_mcontext;
  auto const* const from = where_a_signal_went(*info, now);
  place const where = find(from != nullptr ? from : fault);
  if (from != nullptr) fault = std::max<char const*>(from - signal_frame(), where.guard_bottom);
  if (where && fault < where.bottom && where.guard_bottom < where.bottom) report(where, fault);
  if ((previous.sa_flags & SA_SIGINFO) != 0 && previous.sa_sigaction != nullptr) {
    previous.sa_sigaction(signal, info, context);
  } else {
    ::sigaction(signal, &previous, nullptr);  // the faulting instruction runs again, into it
  }
}

// The fault is handled on a stack of its own: there is none left on the one that overflowed.
class alternate_stack {
 public:
  alternate_stack() noexcept {
    stack_t there{};
    ::sigaltstack(nullptr, &there);
    if ((there.ss_flags & SS_DISABLE) == 0) return;  // somebody's already: keep it
    memory_ =
        ::mmap(nullptr, alternate_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory_ == MAP_FAILED) return;
    stack_t const ours{.ss_sp = memory_, .ss_flags = 0, .ss_size = alternate_size};
    ::sigaltstack(&ours, nullptr);
  }
  ~alternate_stack() {
    if (memory_ == MAP_FAILED) return;
    stack_t const none{.ss_sp = nullptr, .ss_flags = SS_DISABLE, .ss_size = 0};
    ::sigaltstack(&none, nullptr);
    ::munmap(memory_, alternate_size);
  }
  alternate_stack(alternate_stack&&) = delete;

 private:
  void* memory_ = MAP_FAILED;
};

}  // namespace

void watch_overflow() noexcept {
  keep_for_others();
  thread_local alternate_stack const mine;
  (void)mine;
  static std::once_flag installed;
  std::call_once(installed, [] {
    struct sigaction ours {};
    ours.sa_sigaction = on_fault;
    ours.sa_flags = SA_SIGINFO | SA_ONSTACK;
    ::sigaction(SIGSEGV, &ours, &previous);
  });
}

teller ask_who_runs(teller whom) noexcept { return std::exchange(who_runs, whom); }

}  // namespace kont::stacks
