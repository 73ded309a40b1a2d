// coroutines/microthreads/metronome.hpp -- a timer signal that rings the pulse of a scheduler.
//
//   kont::metronome const beat(world.its_pulse(), 10ms);
//   world.run();     whoever passes a checkpoint after a beat lets the others go first
#pragma once
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <system_error>

#include "coroutines/microthreads/preemption.hpp"
#include "lib/clock.hpp"
#include "lib/rule.hpp"

namespace kont {

/// Rings a pulse every so often while it lives, by a signal: a microthread that runs at such a
/// moment is stopped at its next checkpoint, and by run_watched() returned. It counts the processor
/// time of the program, so that who only sleeps is not disturbed. Make and destroy it on the thread
/// that runs the scheduler, which gets the signals; each thread may have its own. The signal is
/// SIGURG, which by default nobody minds, and which is ours from the first one on; system calls go
/// on after it where they can. Linux only (timer_create(2)).
class metronome {
 public:
  /// Throws std::system_error. The kernel counts in ticks of its own, of some milliseconds.
  metronome(pulse& rung, timeline::duration every) {
    rule(every.count() > 0, "metronome: between two beats some time passes");
    static bool const is_ours = take_the_signal();
    sigevent how{};
    how.sigev_notify = SIGEV_THREAD_ID;
    how.sigev_signo = SIGURG;
    how.sigev_value.sival_ptr = &rung;
    how._sigev_un._tid = ::gettid();
    if (!is_ours || ::timer_create(CLOCK_PROCESS_CPUTIME_ID, &how, &timer_) != 0)
      throw std::system_error(errno, std::generic_category(), "metronome: timer_create");
    timespec const interval = to_timespec(every);
    itimerspec const beats{.it_interval = interval, .it_value = interval};
    ::timer_settime(timer_, 0, &beats, nullptr);
  }
  metronome(metronome&&) = delete;
  ~metronome() {
    sigset_t its{}, were{};
    sigemptyset(&its);
    sigaddset(&its, SIGURG);
    ::pthread_sigmask(SIG_BLOCK, &its, &were);
    ::timer_delete(timer_);
    timespec const at_once{};  // one that is on its way must not find the pulse gone
    while (::sigtimedwait(&its, nullptr, &at_once) > 0) continue;
    ::pthread_sigmask(SIG_SETMASK, &were, nullptr);
  }

 private:
  static bool take_the_signal() noexcept {
    struct sigaction ours {};
    ours.sa_sigaction = [](int, siginfo_t* s, void*) {
      if (s->si_code == SI_TIMER) static_cast<pulse*>(s->si_value.sival_ptr)->ring();
    };
    ours.sa_flags = SA_SIGINFO | SA_RESTART | SA_ONSTACK;  // it may come on any stack, however full
    return ::sigaction(SIGURG, &ours, nullptr) == 0;
  }
  timer_t timer_{};
};

}  // namespace kont
