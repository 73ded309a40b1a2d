// continuations/strategies/thread.hpp -- an OS thread for each computation, all but one of them
// waiting for the baton. The slow oracle: the system keeps what others keep by hand.
//
//   suspended, or not begun      running                  finished
//   | frames                |    | frames          |      joined, and its record freed, by who
//   | record: baton, which  |    | that run now:   |      gets control next
//   |  its thread waits for |<-k | this thread has |
//   | (futex)               |    | the baton       |
//
// A switch hands the baton over and waits for one's own. So exceptions, floating-point control and
// thread_local variables are each computation's own. Who gets control from a finished computation
// joins its thread. Stackless Python's `uthread` had this as its compatibility mode.
#pragma once
#include <pthread.h>
#include <unistd.h>

#include <cstring>
#include <new>
#include <semaphore>
#include <utility>

#include "continuations/strategies/own_stack.hpp"
#include "continuations/strategies/stackful.hpp"
#include "lib/trace/recorder.hpp"

namespace kont {

/// The Switch (see stackful) of the strategy `thread`.
struct thread_switch {
  static constexpr bool shares_exceptions = false;
  static constexpr bool on_own_threads = true;
  static constexpr bool inlined = true;
  static void mark_root() noexcept {}

  struct suspended;
  struct home {
    stacks::request want;
    std::size_t align = 0;
    suspended* start = nullptr;  // at the beginning of its memory
    ::pthread_t os{};
  };
  struct suspended : mailbox {
    std::binary_semaphore baton{0};
    [[no_unique_address]] trace::carried_line line;
    home* ended = nullptr;  // of who jumped here last, and finished
    void (*entry)(void*, void*, suspended*) = nullptr;
  };

  static void* room(std::size_t bytes, std::size_t align, stacks::request want, home& taken) {
    void* const memory = ::operator new (bytes, std::align_val_t{align});
    taken.want = want;
    taken.align = align;
    taken.start = static_cast<suspended*>(memory);
    return memory;
  }
  static void give_back(home const& taken) noexcept {
    ::operator delete (taken.start, std::align_val_t{taken.align});
  }
  static void const* whose() noexcept { return nullptr; }  // orders are a thread's
  static bool holds(home const&, void const*) noexcept { return true; }

  // Throws stacks::exhausted: no switch has to, for its thread is there.
  template <class Entry> static void begin(suspended& at, Entry entry, home& taken) {
    at.entry = entry;
    stacks::allowed(taken.want.size);
    if (int const error = launch(taken)) throw stacks::exhausted("pthread_create", error);
  }

  static void jump(suspended& here, suspended& to, void*& from, void*& word) noexcept {
    pass(to, from, word);
    here.baton.acquire();
    here.line.arrive_here();
    here.get(from, word);
  }
  static void leave(suspended& to, void* from, void* word, home& taken) noexcept {
    to.ended = &taken;
    pass(to, from, word);
  }
  static void arrive(suspended& here, suspended*) noexcept {
    auto* const dead = std::exchange(here.ended, nullptr);
    if (dead == nullptr) return;
    ::pthread_join(dead->os, nullptr);
    give_back(*dead);
  }

 private:
  // Makes `to` go on, in its thread.
  static void pass(suspended& to, void* from, void* word) noexcept {
    to.put(from, word);
    to.line.leave();
    to.baton.release();
  }
  static int launch(home& where) noexcept {
    auto const least = static_cast<std::size_t>(::sysconf(_SC_THREAD_STACK_MIN));
    ::pthread_attr_t how;
    ::pthread_attr_init(&how);
    ::pthread_attr_setguardsize(&how, stacks::guard_size);  // which is a part of the size
    auto const size = where.want.size_or(stacks::default_size);
    ::pthread_attr_setstacksize(&how, size + least + stacks::guard_size);
    int const error = ::pthread_create(&where.os, &how, &main, &where);
    ::pthread_attr_destroy(&how);
    return error;
  }
  static void* main(void* its_home) noexcept {
    auto& where = *static_cast<home*>(its_home);
    auto& self = *where.start;
    name(where.want.name);
    self.baton.acquire();
    self.line.arrive_here();
    self.entry(self.word, self.from, &self);
    return nullptr;
  }
  static void name(char const* wanted) noexcept {
    if (wanted == nullptr) return;
    char shown[16] = {};  // as much as Linux keeps
    std::strncpy(shown, wanted, sizeof shown - 1);
    ::pthread_setname_np(::pthread_self(), shown);
  }
};

/// One-shot continuations on OS threads. A switch costs some microseconds.
/// Thread-safety: a continuation may be resumed by any thread, by one at a time.
using thread = stackful<thread_switch>;
static_assert(strategy<thread, dialect::direct>);

}  // namespace kont
