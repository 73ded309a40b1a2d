// tests/reliability/r6_one_can_unwind_anywhere.cpp -- at every instruction of a switch, and when a
// signal comes, a backtrace is whole: it ends at the root of the stack it is on.
#include <signal.h>
#include <time.h>
#include <ucontext.h>
#include <unwind.h>

#include <array>
#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <system_error>

#include "continuations/strategies/strategies.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/forked.hpp"
#include "tests/reliability/r5_mutants.hpp"

namespace {

using namespace kont;

// What a backtrace has seen. Filled in by signal handlers: no memory is taken.
struct trace {
  static constexpr int longest = 100;
  int frames = 0;
  bool ended = false;  // the unwinder says that nobody called the last one
  bool drives = false, lives = false;
  bool drives_below = false;  // and is not the function that was interrupted
  void* root = nullptr;       // the function of the last frame
};
// The functions that must be on the way, on the thread's stack and on the other; null: none.
void* driver;
void* body;

_Unwind_Reason_Code note_frame(_Unwind_Context* at, void* to) {
  auto& seen = *static_cast<trace*>(to);
  if (++seen.frames > trace::longest) return _URC_NORMAL_STOP;
  int before = 0;
  auto const ip = _Unwind_GetIPInfo(at, &before);
  auto* const in = _Unwind_FindEnclosingFunction(reinterpret_cast<void*>(ip - !before));
  if (in == nullptr) return _URC_NO_REASON;  // what the system put under a signal
  seen.root = in;
  seen.drives = seen.drives || in == driver;
  seen.drives_below = seen.drives_below || (in == driver && !before);
  seen.lives = seen.lives || in == body;
  return _URC_NO_REASON;
}

struct tally {
  long taken = 0, wrong = 0, on_computations = 0;
  std::array<void*, 8> roots{};  // of computations
  void note(void* root) {
    for (auto& r : roots) {
      if (r == root) return;
      if (r == nullptr) return void(r = root);
    }
    ++wrong;  // too many to be roots
  }
};
tally all;
bool volatile stepping = false;  // from the next trap on, another after each instruction

constexpr greg_t trap_flag = 0x100;
void take_a_backtrace(int, siginfo_t*, void* context) {
  auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
  bool const on_computation = bool(stacks::find(reinterpret_cast<void*>(registers[REG_RSP])));
  trace seen;
  seen.ended = _Unwind_Backtrace(&note_frame, &seen) == _URC_END_OF_STACK;
  ++all.taken;
  all.on_computations += on_computation;
  bool const whole = on_computation ? !seen.drives_below && (seen.lives || body == nullptr)
                                    : seen.drives || driver == nullptr;
  all.wrong += !seen.ended || !whole;
  if (on_computation) all.note(seen.root);
  registers[REG_EFL] = stepping ? registers[REG_EFL] | trap_flag : registers[REG_EFL] & ~trap_flag;
}

// While one lives, this signal takes a backtrace.
class on_signal {
 public:
  explicit on_signal(int number) : number_(number) {
    all = {};
    struct sigaction act {};
    act.sa_sigaction = &take_a_backtrace;
    act.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    ::sigaction(number, &act, &before_);
    _Unwind_Backtrace([](_Unwind_Context*, void*) { return _URC_NO_REASON; }, nullptr);
  }
  on_signal(on_signal&&) = delete;
  ~on_signal() { ::sigaction(number_, &before_, nullptr); }

 private:
  int number_;
  struct sigaction before_ {};
};

template <class K> [[gnu::noinline]] void live(arrival<K>& other) {
  while (other.word != nullptr) transfer(other, other.word);
}
template <bool keeping, class K> [[gnu::noinline]] void drive(K& k, int times) {
  int on = 1;
  for (int i = 0; i < times; ++i) {
    stepping = true;
    asm volatile("int3");
    if constexpr (keeping) {
      k = std::move(k).resume_keeping(&on).from;
    } else {
      k = std::move(k).resume(&on).from;
    }
    stepping = false;
  }
}

// Steps through switches there and back.
template <class S, bool keeping = false> tally stepped() {
  using K = typename S::continuation;
  driver = reinterpret_cast<void*>(&drive<keeping, K>);
  body = reinterpret_cast<void*>(&live<K>);
  int on = 1;
  auto k = S::start([](arrival<K>& other) { live(other); });
  k = std::move(k).resume(&on).from;
  on_signal const traps(SIGTRAP);
  drive<keeping>(k, 20);
  auto const seen = all;
  std::move(k).resume();
  return seen;
}

// Steps through a life: its first switch, and the one from which it does not come back.
template <class S> tally stepped_through_a_life() {
  using K = typename S::continuation;
  driver = body = nullptr;
  int went = 0;
  auto k = S::start([&went](arrival<K>&) { ++went; });
  on_signal const traps(SIGTRAP);
  stepping = true;
  asm volatile("int3");
  k = std::move(k).resume().from;
  stepping = false;
  BOOST_TEST(went == 1);
  return all;
}

// The switch of `stack` as another jump.
template <class Jump> struct other_switch : stack_switch<stack_options{}> {
  [[gnu::always_inline]] static void jump(suspended& here, suspended& to, void*& from,
                                          void*& word) noexcept {
    stacks::leave(here.note, to.note);
    Jump::jump(here.at, &to.at, from, word);
  }
};

template <class S, bool keeping = false> void check_steps() {
  auto const seen = stepped<S, keeping>();
  BOOST_TEST(seen.wrong == 0);
  BOOST_TEST(seen.taken > 20 * 38);
  BOOST_TEST(seen.on_computations > 20 * 10);
  BOOST_TEST(seen.taken - seen.on_computations > 20 * 10);
  BOOST_TEST(seen.roots[0] != nullptr);
  BOOST_TEST(seen.roots[1] == nullptr);
  BOOST_TEST_MESSAGE(seen.taken << " instructions, a whole backtrace at each");
}

constexpr long enough = 5'000;  // signals
template <class S> using world = scheduler<fifo, S>;
template <class S> [[gnu::noinline]] void yield_until() {
  while (*static_cast<long volatile*>(&all.taken) < enough) world<S>::yield();
}
// A signal of its own clock, 10,000 times a second.
class ticking {
 public:
  ticking() {
    struct sigevent to_us {};
    to_us.sigev_notify = SIGEV_SIGNAL;
    to_us.sigev_signo = SIGALRM;
    if (::timer_create(CLOCK_MONOTONIC, &to_us, &timer_) != 0)
      throw std::system_error(errno, std::generic_category(), "timer_create");
    itimerspec const often{{0, 100'000}, {0, 100'000}};
    ::timer_settime(timer_, 0, &often, nullptr);
  }
  ticking(ticking&&) = delete;
  ~ticking() { ::timer_delete(timer_); }

 private:
  timer_t timer_{};
};

template <class S> [[gnu::noinline]] void run(world<S>& w) {
  on_signal const alarms(SIGALRM);
  ticking const clock;
  w.run();
}

template <class S> void check_signals() {
  driver = reinterpret_cast<void*>(&run<S>);
  body = nullptr;  // signals come while one begins or ends, too
  world<S> w;
  for (int i = 0; i < 10; ++i) w.spawn([] { yield_until<S>(); });
  run(w);
  BOOST_TEST(all.wrong == 0);
  BOOST_TEST(all.taken >= enough);
  BOOST_TEST(all.on_computations > 0);
  BOOST_TEST_MESSAGE(all.taken << " signals, " << all.wrong << " broken backtraces");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(r6_one_can_unwind_anywhere)

BOOST_AUTO_TEST_CASE(at_every_instruction_of_a_switch) {
  check_steps<stack>();
  check_steps<basic_stack<stack_options{.exceptions = false}>>();
  check_steps<basic_stack<stack_options{.fp_control = true}>>();
  check_steps<basic_stack<stack_options{.inlined = false}>>();
  check_steps<stack, true>();
}

BOOST_AUTO_TEST_CASE(at_every_instruction_of_a_life) {
  auto const seen = stepped_through_a_life<stack>();
  BOOST_TEST(seen.wrong == 0);
  BOOST_TEST(seen.taken > 38);
}

BOOST_AUTO_TEST_CASE(a_switch_that_says_nothing_to_unwinders_is_caught) {
  auto const child = test::forked([] {
    if (stepped<stackful<other_switch<test::faithful>>>().wrong > 0) ::_exit(1);
  });
  BOOST_TEST((child.code == 1 || child.signal != 0));
}

BOOST_AUTO_TEST_CASE(whenever_a_signal_comes) { check_signals<stack>(); }

BOOST_AUTO_TEST_SUITE_END()
