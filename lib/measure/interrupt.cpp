// lib/measure/interrupt.cpp -- a flag, set by the first SIGINT.
#include "lib/measure/interrupt.hpp"

#include <signal.h>

#include <atomic>

namespace kont::measure {
namespace {

std::atomic<bool> noted = false;
static_assert(std::atomic<bool>::is_always_lock_free);  // or a handler could not set it
struct sigaction before;

}  // namespace

interruptible::interruptible() noexcept {
  noted = false;
  struct sigaction once {};
  once.sa_handler = [](int) { noted = true; };
  // Not on the stack that runs, which may be a microthread's; the second time it is the default.
  once.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART | SA_ONSTACK);
  ::sigaction(SIGINT, nullptr, &before);
  if (before.sa_handler != SIG_IGN) ::sigaction(SIGINT, &once, nullptr);
}
interruptible::~interruptible() { ::sigaction(SIGINT, &before, nullptr); }

bool interrupted() noexcept { return noted.load(); }

}  // namespace kont::measure
