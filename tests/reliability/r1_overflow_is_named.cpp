// tests/reliability/r1_overflow_is_named.cpp -- an overflow is always named, and never silent: one
// line with id, name, size and offset; no byte of a neighbour changes.
#include <alloca.h>

#include <boost/test/unit_test.hpp>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <random>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "continuations/strategies/stack.hpp"
#include "tests/forked.hpp"

namespace {

using namespace kont;
constexpr stacks::shape bare{.guard = stacks::guarding::none};

#if defined(KONT_TSAN)
constexpr int overflows = 20;  // it waits a second at the end of each child
#elif defined(KONT_ASAN) || defined(KONT_EMULATED) || !defined(__OPTIMIZE__)
constexpr int overflows = 60;  // a fork copies the tables of the shadow memory, or the emulator's
#else
constexpr int overflows = 1000;
#endif
constexpr int changed = 98, unchanged = 97;  // what the child answers, besides the line it writes

// The stacks beside the victims, filled with a pattern. Looked at by the handler of SIGABRT.
struct neighbour {
  char* bottom;
  char* end;
};
neighbour neighbours[32];
int neighbour_count;

char pattern(char const* at) {
  return static_cast<char>(reinterpret_cast<std::uintptr_t>(at) * 167 >> 3);
}
__attribute__((no_sanitize("address", "thread"))) void fill(neighbour n) {
  for (char* at = n.bottom; at < n.end; ++at) *at = pattern(at);
  neighbours[neighbour_count++] = n;
}
__attribute__((no_sanitize("address", "thread"))) void on_abort(int) {
  for (int i = 0; i < neighbour_count; ++i) {
    for (char* at = neighbours[i].bottom; at < neighbours[i].end; ++at) {
      if (*at != pattern(at)) ::_exit(changed);
    }
  }
  ::_exit(unchanged);
}

// Takes five stacks of a kind and leaves the middle one on the free list, so that the next
// computation of this thread gets it. The others stay taken.
stacks::head* surround_a_victim(unsigned kind) {
  stacks::head* taken[5];
  for (auto& s : taken) s = stacks::acquire(kind);
  for (int i : {0, 1, 3, 4}) fill({taken[i]->bottom, taken[i]->top()});
  stacks::release(taken[2]);
  return taken[2];
}

char volatile sink;

// Ways to use more stack than there is. Each is called on a stack whose lowest byte is `bottom`.
std::size_t room(char const* bottom) {
  return static_cast<std::size_t>(static_cast<char*>(__builtin_frame_address(0)) - bottom);
}

template <std::size_t Frame> [[gnu::noinline]] std::size_t recurse(std::size_t depth) {
  char volatile block[Frame];
  block[0] = static_cast<char>(depth);
  auto const below = depth == 0 ? 0 : recurse<Frame>(depth - 1);
  return below + static_cast<std::size_t>(block[0]) + 1;
}
[[gnu::noinline]] void use_alloca(std::size_t bytes, std::size_t times) {
  auto* const block = static_cast<char volatile*>(alloca(bytes));
  block[0] = 1;
  if (times > 1) use_alloca(bytes, times - 1);
  sink = block[0];
}
// Goes down until `left` bytes are left, then does `last`.
[[gnu::noinline]] void near_the_end(char const* bottom, std::size_t left, void (*last)()) {
  char volatile block[64];
  block[0] = 1;
  if (room(bottom) > left) {
    near_the_end(bottom, left, last);
  } else {
    last();
  }
  sink = block[0];
}
void deep_throw(char const* bottom, std::size_t left) {
  try {
    near_the_end(bottom, left, [] { throw std::runtime_error("deep down"); });
  } catch (std::runtime_error const&) {
    recurse<100>(1u << 20);  // there was room enough: then the plain way
  }
}
void signal_on_top(char const* bottom, std::size_t left) {
  ::signal(SIGUSR1, [](int) {});
  ::raise(SIGUSR1);  // the first call binds the symbol, which takes more stack than the signal
  ::signal(SIGUSR1, [](int) { recurse<200>(1u << 20); });
  near_the_end(bottom, left, [] { ::raise(SIGUSR1); });
}

enum class way { recursion, frame, large_frame, huge_frame, by_alloca, throwing, signalled };
#if defined(KONT_TSAN)
constexpr int ways = 6;  // its signal handlers run with SIGSEGV blocked: a fault in one is the end
#else
constexpr int ways = 7;
#endif

void overflow(way how, std::mt19937& random, char const* bottom) {
  auto const between = [&](std::size_t low, std::size_t high) {
    return std::uniform_int_distribution(low, high)(random);
  };
  switch (how) {
    case way::recursion:
      recurse<40>(1u << 24);
      break;
    case way::frame:
      recurse<16'000>(1u << 20);
      break;
    case way::large_frame:
      recurse<70'000>(1u << 20);
      break;
    case way::huge_frame:
      recurse<200'000>(1u << 20);
      break;
    case way::by_alloca:
      use_alloca(between(16'000, 200'000), 1u << 20);
      break;
    case way::throwing:
      deep_throw(bottom, between(600, 3'000));
      break;
    case way::signalled:
      signal_on_top(bottom, between(600, 6'000));
      break;
  }
}

// One random overflow, on one of 1..4 threads, the others being inside computations of their own.
struct scenario {
  explicit scenario(unsigned seed) : random(seed), how(static_cast<way>(pick(0, ways - 1))) {
    size = std::size_t{1} << pick(14, 20);
    threads = pick(1, 4);
    started_here = pick(0, 1) == 0;
    id = pick(0, 3) == 0 ? 0 : random() + std::uint64_t{1};
    named = pick(0, 3) != 0;
  }
  std::string who() const {
    auto const subject = id == 0 ? "a computation" : "microthread " + std::to_string(id);
    return named ? subject + R"( \("parser"\))" : subject;
  }
  unsigned pick(unsigned low, unsigned high) {
    return std::uniform_int_distribution(low, high)(random);
  }
  std::mt19937 random;
  way how;
  std::size_t size;
  unsigned threads;
  bool started_here, named;
  std::uint64_t id;
};

std::mutex one_at_a_time;
std::condition_variable parked;
unsigned waiting;

template <stacks::shape Usual> unsigned kind(std::size_t size) {
  return stacks::kind_of({size, Usual.guard, Usual.coloured});
}

// A thread that is deep inside a computation while another one overflows.
template <stacks::shape Usual> void bystander(std::size_t size) {
  {
    std::lock_guard const hold(one_at_a_time);
    surround_a_victim(kind<Usual>(size));
  }
  auto k = basic_stack<stack_options{.shape = Usual}>::start(
      [](auto&) {
        std::unique_lock hold(one_at_a_time);
        ++waiting;
        parked.notify_all();
        parked.wait(hold, [] { return false; });
      },
      {.size = size});
  std::move(k).resume();
}

// The child: its last words are the line of the library, its exit code the state of the others.
template <stacks::shape Usual> void overflow_once(scenario s) {
  ::signal(SIGABRT, on_abort);
  auto* const victim = surround_a_victim(kind<Usual>(s.size));
  auto k = basic_stack<stack_options{.shape = Usual}>::start(
      [&](auto&) { overflow(s.how, s.random, victim->bottom); },
      {.size = s.size, .name = s.named ? "parser" : nullptr, .id = s.id});
  std::vector<std::thread> others;
  for (unsigned i = 1; i < s.threads; ++i) others.emplace_back([&] { bystander<Usual>(s.size); });
  {
    std::unique_lock hold(one_at_a_time);
    parked.wait(hold, [&] { return waiting + 1 == s.threads; });
  }
  if (s.started_here) {
    std::move(k).resume();
    return;
  }
  std::thread([&] {  // a worker that only resumes what others started
    stacks::watch_overflow();
    std::move(k).resume();
  })
      .join();
}

// What is wrong with the end of a child, or nothing.
std::string fault(test::ended const& child, std::string const& who, std::size_t size) {
  std::regex const line("kont: stack overflow in " + who + ": its stack is " +
                        std::to_string(size) +
                        R"( bytes, the fault lies (\d+) bytes past the end)"
                        R"(; ask for \d+ bytes where it is started \(stacks::request::size\)\n)");
  std::smatch parts;
  if (child.code == changed) return "a neighbour was changed";
  if (child.code != unchanged) {
    return "no abort: exit code " + std::to_string(child.code) + ", signal " +
           std::to_string(child.signal) + ", said \"" + child.said + '"';
  }
  if (!std::regex_match(child.said, parts, line)) return "not the line: \"" + child.said + '"';
  auto const offset = std::stoul(parts[1]);
  if (offset == 0 || offset > stacks::guard_size) return "the offset is not in the guard";
  return {};
}

// The seeded faults write where a frame would lie that was not caught by a guard.
__attribute__((no_sanitize("address"))) void write_past_the_end(char* bottom, std::size_t by) {
  *static_cast<char volatile*>(bottom - by) = 1;
  std::abort();
}

// Whether so many random overflows are each named and change no neighbour.
template <stacks::shape Usual> void try_overflows(unsigned how_many) {
  int wrong = 0;
  for (unsigned seed = 0; seed < how_many; ++seed) {
    scenario const s(seed);
    auto const found = fault(test::forked([&] { overflow_once<Usual>(s); }), s.who(), s.size);
    if (found.empty()) continue;
    if (++wrong <= 5) {
      BOOST_TEST_MESSAGE("seed " << seed << ", way " << static_cast<int>(s.how) << ", " << s.size
                                 << " bytes, " << s.threads << " threads: " << found);
    }
  }
  BOOST_TEST(wrong == 0);
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_random_overflow_is_named_and_changes_no_neighbour) {
  try_overflows<stacks::shape{}>(overflows);
}

BOOST_AUTO_TEST_CASE(a_name_leaves_room_for_the_rest_of_the_line) {
  auto const name = "two\nlines" + std::string(600, 'n');
  auto const child = test::forked([&] {
    stacks::watch_overflow();
    auto k = stack::start([](auto&) { recurse<500>(1u << 20); }, {.name = name.c_str()});
    std::move(k).resume();
  });
  BOOST_TEST(child.said.find("(\"two?linesnnn") != std::string::npos, child.said);
  BOOST_TEST(child.said.ends_with("(stacks::request::size)\n"), child.said);
}

// One page of guard is enough for what this file and the library are compiled with, where compilers
// touch each page: for AArch64 they touch one in 64 KiB.
#if defined(__x86_64__)
BOOST_AUTO_TEST_CASE(every_random_overflow_of_a_packed_stack_is_named_and_changes_no_neighbour) {
  try_overflows<stacks::packed>(overflows / 2);
}
#endif

#if defined(__x86_64__) && !defined(KONT_ASAN) && !defined(KONT_TSAN)
constexpr std::uintptr_t no_address = std::uintptr_t{1} << 62;  // not canonical
BOOST_AUTO_TEST_CASE(another_fault_near_the_end_is_not_called_an_overflow) {
  auto const child = test::forked([] {
    auto k = packed_stack::start([](auto&) {  // the kernel tells of both alike
      auto const* const bottom = stacks::find(__builtin_frame_address(0)).bottom;
      near_the_end(bottom, 4'000, [] { *reinterpret_cast<char volatile*>(no_address) = 1; });
    });
    std::move(k).resume();
  });
  BOOST_TEST(child.signal == SIGSEGV);
  BOOST_TEST(child.said == "");
}
#endif

BOOST_AUTO_TEST_CASE(seeded_fault_an_unguarded_stack_is_caught) {
  auto const child = test::forked([] {
    ::signal(SIGABRT, on_abort);
    auto* const victim = surround_a_victim(stacks::kind_of(bare));
    auto k = basic_stack<stack_options{.shape = bare}>::start(
        [&](auto&) { write_past_the_end(victim->bottom, 8'000); });
    std::move(k).resume();
  });
  BOOST_TEST(fault(child, "a computation", stacks::default_size) == "a neighbour was changed");
}

BOOST_AUTO_TEST_CASE(seeded_fault_a_frame_that_steps_over_a_guard_of_one_page_is_caught) {
  auto const child = test::forked([] {
    ::signal(SIGABRT, on_abort);
    auto* const victim = surround_a_victim(stacks::kind_of(stacks::packed));
    auto const guard = victim->bottom - stacks::find(victim).guard_bottom;
    auto k = packed_stack::start([&](auto&) {  // as a frame whose pages were not probed
      write_past_the_end(victim->bottom, static_cast<std::size_t>(guard) + 8'192);
    });
    std::move(k).resume();
  });
  BOOST_TEST(fault(child, "a computation", stacks::packed.size) == "a neighbour was changed");
}

BOOST_AUTO_TEST_CASE(seeded_fault_an_end_without_the_line_is_caught) {
  auto const silent = test::forked([] { ::raise(SIGKILL); });
  BOOST_TEST(fault(silent, "a computation", 16'384).starts_with("no abort"));
  auto const other = scenario(1);
  auto const child = test::forked([&] { overflow_once<stacks::shape{}>(other); });
  BOOST_TEST(fault(child, "somebody else", other.size).starts_with("not the line"));
}
