// tests/reliability/r5_a_switch_preserves_registers.cpp -- a switch keeps what the ABI says, and
// each thing it does to that end is needed: left out, it is missed.
#include <boost/test/unit_test.hpp>
#include <cfenv>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

#include "continuations/strategies/strategies.hpp"
#include "tests/forked.hpp"
#include "tests/reliability/r5_mutants.hpp"

namespace {

using namespace kont;

#if defined(KONT_ASAN) || defined(KONT_TSAN)
constexpr int patterns = 20'000;
#else
constexpr int patterns = 1'000'000;
#endif

// Switches by transfer, or by resume_keeping.
template <class S, bool keeping> struct partner {
  using continuation = typename S::continuation;
  arrival<continuation> other;
  std::mt19937_64 random;
  int wrong = 0;

  [[gnu::noinline]] static void cross(void* self) {
    auto& to = static_cast<partner*>(self)->other;
    if constexpr (keeping) {
      to = std::move(to.from).resume_keeping();
    } else {
      transfer(to);
    }
  }
  // Switches with random registers, and compares what is there on return.
  void cross_with_a_pattern() {
    test::registers in{}, out{};
    for (auto& r : in) r = random();
    test::kont_test_call_with(&cross, this, in.data(), out.data());
    wrong += !test::are_kept(in, out);
  }
};

template <class S, bool keeping = false> int differences(int rounds) {
  partner<S, keeping> here{{}, std::mt19937_64(1)}, there{{}, std::mt19937_64(2)};
  bool over = false;
  here.other.from = S::start([&](auto& first) {
    there.other = std::move(first);
    while (!over) there.cross_with_a_pattern();
    first = std::move(there.other);
  });
  for (int i = 0; i < rounds; ++i) here.cross_with_a_pattern();
  over = true;
  transfer(here.other);
  return here.wrong + there.wrong;
}

// Values that live across a switch, more of each sort than there are registers: read once from
// here before it, and compared after it. Volatile, so that the compiler keeps what it has read.
std::uint64_t volatile wholes[KONT_WHOLES];
double volatile reals[KONT_REALS];
long double volatile wide;
std::uint64_t told;  // in memory that the other side changes

void fill(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  for (auto& w : wholes) w = random();
  for (auto& r : reals) r = static_cast<double>(random() >> 12);
  wide = static_cast<long double>(random()) / 3;
}

// Needed in registers before and after, so that the compiler would like to keep them in between.
template <class T> [[gnu::always_inline]] inline T in_a_register(T value) {
  if constexpr (std::is_floating_point_v<T>) {
    asm volatile("" : "+" KONT_VECTOR_REGISTER(value));
  } else {
    asm volatile("" : "+r"(value));
  }
  return value;
}

#define KONT_READ_WHOLE(z, n, unused) \
  auto const whole_##n = in_a_register<std::uint64_t>(wholes[n]);
#define KONT_READ_REAL(z, n, unused) auto const real_##n = in_a_register<double>(reals[n]);
#define KONT_CHECK_WHOLE(z, n, unused) same = same & (in_a_register(whole_##n) == wholes[n]);
#define KONT_CHECK_REAL(z, n, unused) same = same & (in_a_register(real_##n) == reals[n]);

template <class F> [[gnu::noinline]] bool values_survive(F const& away) {
  // of a size nobody knows: the rest of the frame is then found by the frame pointer
  auto* const some = static_cast<char volatile*>(__builtin_alloca(wholes[0] % 64 + 1));
  some[0] = 1;
  BOOST_PP_REPEAT(KONT_WHOLES, KONT_READ_WHOLE, ~)
  BOOST_PP_REPEAT(KONT_REALS, KONT_READ_REAL, ~)
  auto const long_one = wide;
  told = 1;
  away(static_cast<void*>(&told));
  bool same = told == 2;
  BOOST_PP_REPEAT(KONT_WHOLES, KONT_CHECK_WHOLE, ~)
  BOOST_PP_REPEAT(KONT_REALS, KONT_CHECK_REAL, ~)
  same = same & (some[0] == 1);
  return same & (long_one == wide);
}

// Whether values survive a hundred switches to the spoiler of all registers.
template <class Go> bool keep_values(Go const& go) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    fill(seed);
    if (!values_survive(go)) return false;
  }
  return true;
}
template <class Jump> bool keeps_values() {
  alignas(16) static char stack_of_the_spoiler[1024];
  target::saved spoiler{};
  target::begin(spoiler, reinterpret_cast<void*>(&test::kont_test_spoiler),
                stack_of_the_spoiler + sizeof stack_of_the_spoiler);
  return keep_values([&](void* word) __attribute__((__always_inline__)) {
    target::saved here{};
    void* from = &here;
    Jump::jump(here, &spoiler, from, word);
  });
}

#if defined(__x86_64__)
// The same of the switch that keeps more, told that they lie so many bytes behind where they do.
[[gnu::noinline]] void never() { asm volatile(""); }
template <std::size_t off> bool keeps_more() {
  alignas(16) static struct {
    char frames[1024];
    x86_64::tip at;
  } spoiler;
  x86_64::begin(spoiler.at, reinterpret_cast<void*>(&test::kont_test_spoiler_of_tips));
  return keep_values([&](void* word) __attribute__((__always_inline__)) {
    void* from = nullptr;
    x86_64::jump_keeping<x86_64::with_bx + off>(&spoiler.at, from, word);
    if (from == &spoiler) never();  // so it is no leaf: see tip_x86_64.hpp
  });
}
#endif

// In a child: a switch that forgets a register may well crash.
bool caught(bool (&keeps)()) {
  auto const child = test::forked([&] {
    if (!keeps()) ::_exit(1);
  });
  return child.code != 0;
}

struct verdict {
  char const* missing;
  bool caught;
};
#define KONT_TRY(z, n, unused) \
  {test::without_##n::missing, caught(keeps_values<test::without_##n>)},

target::fp_control random_control(std::mt19937_64& random) {
  return test::control_of(static_cast<std::uint32_t>(random()));
}
void set_control(target::fp_control to) {
  target::fp_control now;
  target::exchange_fp_control(now, to);
}
bool is_set(target::fp_control want) { return test::same(target::read_fp_control(), want); }

// Both sides set random control words before each switch. How often does either find, after it,
// its own words (`own`) or else those that were set last?
template <class S> int misses(int rounds, bool own) {
  using arrived = arrival<typename S::continuation>;
  auto const before = target::read_fp_control();
  std::mt19937_64 random(7);
  target::fp_control last = before;
  int wrong = 0;
  auto const cross = [&](arrived& other) {
    auto const mine = last = random_control(random);
    set_control(mine);
    transfer(other);
    wrong += !is_set(own ? mine : last);
  };
  bool over = false;
  arrived there;
  there.from = S::start([&](arrived& other) {
    wrong += !is_set(own ? before : last);
    while (!over) cross(other);
  });
  for (int i = 0; i < rounds; ++i) cross(there);
  over = true;
  transfer(there);
  set_control(before);
  return wrong;
}

// What begins on a stack: sends back whether that is aligned. (Instrumented, it would align its
// frame itself.)
[[gnu::no_sanitize_address]] void tell_alignment(void*, void* from, target::saved*) {
  bool const aligned = test::kont_test_stack_pointer() % 16 == test::at_a_call;
  target::leave(static_cast<target::saved*>(from), nullptr, aligned ? from : nullptr);
}

}  // namespace

BOOST_AUTO_TEST_CASE(random_registers_are_kept_by_every_strategy) {
  for_each_strategy<dialect::direct>([]<class S>() {
    bool const slow = describe<S>.name == "thread" || describe<S>.name == "ucontext";
    BOOST_TEST(differences<S>(slow ? patterns / 100 : patterns) == 0, describe<S>.name);
  });
  BOOST_TEST((differences<basic_stack<stack_options{.inlined = false}>>(patterns)) == 0);
  BOOST_TEST((differences<basic_stack<stack_options{.fp_control = true}>>(patterns)) == 0);
  BOOST_TEST((differences<stack, true>(patterns)) == 0);
}

BOOST_AUTO_TEST_CASE(values_of_the_program_survive_a_switch) {
  using continuation = stack::continuation;
  auto k = stack::start([](arrival<continuation>& other) {
    for (;;) {
      bool const same = values_survive([&](void*) __attribute__((__always_inline__)) {
        told = 2;
        transfer(other);
      });
      *static_cast<std::uint64_t*>(other.word) = same ? 2 : 3;
    }
  });
  int wrong = 0;
  for (std::uint64_t seed = 1; seed <= patterns / 10; ++seed) {
    fill(seed);
    wrong += !values_survive([&](void* word) __attribute__((__always_inline__)) {
      k = std::move(k).resume(word).from;
    });
  }
  BOOST_TEST(wrong == 0);
}

#if defined(__x86_64__)  // elsewhere it is the plain switch
BOOST_AUTO_TEST_CASE(values_survive_a_switch_that_keeps_more) {
  BOOST_TEST(!caught(keeps_more<0>));
}
#endif

BOOST_AUTO_TEST_CASE(the_first_frame_is_aligned) {
  for_each_strategy<dialect::direct>([]<class S>() {
    for (int i = 0; i < 100; ++i) {
      std::uintptr_t seen = 0;
      auto k = S::start(
          [&, pad = std::vector<char>(1)](auto&) { seen = test::kont_test_stack_pointer(); });
      std::move(k).resume();
      BOOST_TEST(seen % 16 == test::at_a_call, describe<S>.name);
    }
  });
}

BOOST_AUTO_TEST_CASE(floating_point_control_is_the_threads_or_each_ones_own) {
  BOOST_TEST(misses<stack>(patterns, false) == 0);
  BOOST_TEST((misses<basic_stack<stack_options{.fp_control = true}>>(patterns, true)) == 0);
}

BOOST_AUTO_TEST_CASE(status_bits_belong_to_the_thread) {
  using own = basic_stack<stack_options{.fp_control = true}>;
  std::feclearexcept(FE_ALL_EXCEPT);
  auto k = own::start([](auto& other) {
    std::fesetround(FE_UPWARD);
    double volatile third = 1.0;
    third = third / 3.0;  // inexact
    transfer(other);
  });
  k = std::move(k).resume().from;
  BOOST_TEST(std::fetestexcept(FE_ALL_EXCEPT) == FE_INEXACT);
  BOOST_TEST(std::fegetround() == FE_TONEAREST);
}

// The seeded faults.
BOOST_AUTO_TEST_CASE(seeded_fault_the_wrong_policy_of_floating_point_is_caught) {
  BOOST_TEST(misses<stack>(1000, true) > 0);
  BOOST_TEST((misses<basic_stack<stack_options{.fp_control = true}>>(1000, false)) > 0);
}

BOOST_AUTO_TEST_CASE(seeded_fault_a_stack_that_is_not_aligned_is_caught) {
  alignas(16) static char memory[4096];
  for (std::uintptr_t off : {0u, 8u}) {
    auto const child = test::forked([&] {  // for a processor may refuse such a stack
      target::saved first{}, here;
      target::begin(first, reinterpret_cast<void*>(&tell_alignment), memory + sizeof memory);
      first.sp = static_cast<char*>(first.sp) - off;
      void *from = &here, *word = nullptr;
      target::jump(here, &first, from, word);
      if (word == nullptr) ::_exit(1);
    });
    BOOST_TEST((child.code == 0) == (off == 0));
  }
}

BOOST_AUTO_TEST_CASE(seeded_fault_every_register_that_is_not_kept_is_missed) {
  BOOST_TEST(!caught(keeps_values<test::faithful>));
#if defined(__OPTIMIZE__) && !defined(KONT_ASAN) && !defined(KONT_TSAN)
  verdict const all[] = {{test::without_fp::missing, caught(keeps_values<test::without_fp>)},
                         {test::without_other::missing, caught(keeps_values<test::without_other>)},
                         BOOST_PP_REPEAT(KONT_TOLD_COUNT, KONT_TRY, ~)};
  for (auto const& v : all) {
#if defined(__clang__)  // takes any statement with an operand in memory to change all of it
    if (v.missing == std::string("memory")) continue;
#endif
    BOOST_TEST(v.caught, v.missing << " was not missed");
  }
#if defined(__x86_64__)
  BOOST_TEST(caught(keeps_more<8>));
#endif
#else
  BOOST_TEST_MESSAGE("not optimized, or sanitized: registers hold nothing across it");
  BOOST_TEST(caught(keeps_values<test::without_fp>));
#endif
}
