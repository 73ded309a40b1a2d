// tests/reliability/r2_a_million_guarded_stacks.cpp -- a million computations at once, every stack
// guarded, at the system's own limit of mappings; and their memory comes back.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

#include "continuations/strategies/stack.hpp"
#include "lib/measure/resident.hpp"
#include "tests/forked.hpp"

namespace {

using namespace kont;
using continuation = stack::continuation;

#if defined(KONT_ASAN)
constexpr std::size_t wanted = 20'000;  // the shadow of a stack takes two pages more
constexpr bool measured = false, counted = true;
#elif defined(KONT_TSAN)
constexpr std::size_t wanted = 2'000;  // a fiber of the sanitizer takes more than a stack
constexpr bool measured = false, counted = false;  // and mappings of its own
#elif !defined(__OPTIMIZE__)
constexpr std::size_t wanted = 100'000;
constexpr bool measured = true, counted = true;
#else
constexpr std::size_t wanted = 1'000'000;
constexpr bool measured = true, counted = true;
#endif
constexpr std::size_t most_mappings = 50;
constexpr double most_resident = 4.6 * 1024;  // bytes each: the page of its top, and the record

std::size_t how_many() {
  auto const room = measure::available_bytes();
  auto const fit = room < 1u << 30 ? 0 : (room - (1u << 30)) / 5'000;
  return std::min<std::size_t>(wanted, fit);
}

std::string max_map_count() {
  std::string limit;
  std::ifstream("/proc/sys/vm/max_map_count") >> limit;
  return limit;
}

struct reading {
  stacks::census census = stacks::count();
  double mappings = static_cast<double>(measure::mapping_count());
  double resident = static_cast<double>(measure::resident_bytes());
};

// What is wrong after `n` computations were begun, or nothing.
std::string fault(reading const& before, reading const& now, std::size_t n) {
  auto const unguarded = now.census.unguarded - before.census.unguarded;
  auto const guarded =
      now.census.guarded + now.census.split - before.census.guarded - before.census.split;
  if (unguarded != 0) return std::to_string(unguarded) + " stacks are unguarded";
  if (guarded < n) return "only " + std::to_string(guarded) + " guards were installed";
  if (counted && now.mappings - before.mappings > most_mappings) return "too many mappings";
  auto const each = (now.resident - before.resident) / static_cast<double>(n);
  if (measured && each > most_resident) return std::to_string(each) + " bytes resident each";
  return {};
}

continuation begun() {
  auto k = stack::start([](arrival<continuation>& other) {
    for (;;) transfer(other);
  });
  return std::move(k).resume().from;
}

constexpr int not_possible = 77;
constexpr unsigned guard_advice = 102;  // MADV_GUARD_INSTALL

// From now on every such call of this process with this third argument fails so.
bool refuse(unsigned call, unsigned third_argument, unsigned error) {
  constexpr auto third = static_cast<unsigned>(offsetof(seccomp_data, args) + 2 * 8);
  sock_filter filter[] = {
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 3, call},
      {BPF_LD | BPF_W | BPF_ABS, 0, 0, third},
      {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, third_argument},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | error},
      {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
  };
  sock_fprog const program{std::size(filter), filter};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}
void tell(std::string const& what) {
  [[maybe_unused]] auto const n = ::write(STDERR_FILENO, what.data(), what.size());
}
std::string found_after(std::size_t n) {
  std::vector<continuation> alive(n);
  reading const before;
  for (auto& k : alive) k = begun();
  return fault(before, reading(), n);
}

bool seeded(test::ended const& child) {
  if (child.code == not_possible) BOOST_TEST_MESSAGE("no seccomp filter here: not seeded");
  return child.code != not_possible;
}

}  // namespace

// The seeded faults: a system that has fewer guards to give, and one that has none.
BOOST_AUTO_TEST_CASE(seeded_fault_guards_that_split_mappings_are_reported) {
  auto const child = test::forked([] {
    if (!refuse(SYS_madvise, guard_advice, EINVAL)) ::_exit(not_possible);
    tell(found_after(1'000));
  });
  if (!seeded(child)) return;
  BOOST_TEST(child.said == (counted ? "too many mappings" : ""));
}

BOOST_AUTO_TEST_CASE(seeded_fault_unguarded_stacks_are_reported) {
  auto const child = test::forked([] {
    if (!refuse(SYS_madvise, guard_advice, EINVAL)) ::_exit(not_possible);
    if (!refuse(SYS_mprotect, PROT_NONE, ENOMEM)) ::_exit(not_possible);
    stacks::allow_unguarded(true);
    tell(found_after(1'000));
  });
  if (!seeded(child)) return;
  BOOST_TEST(child.said == "1000 stacks are unguarded");
}

BOOST_AUTO_TEST_CASE(without_leave_an_unguarded_stack_is_an_error) {
  auto const child = test::forked([] {
    if (!refuse(SYS_madvise, guard_advice, EINVAL)) ::_exit(not_possible);
    if (!refuse(SYS_mprotect, PROT_NONE, ENOMEM)) ::_exit(not_possible);
    try {
      begun();
    } catch (stacks::exhausted const& e) { tell(e.what()); }
  });
  if (!seeded(child)) return;
  BOOST_TEST(child.said ==
             "no memory for a stack: mprotect of a guard failed: Cannot allocate memory");
}

BOOST_AUTO_TEST_CASE(a_million_computations_at_once_are_guarded_and_give_their_memory_back) {
  auto const n = how_many();
  auto const limit = max_map_count();
  if (n < wanted)
    BOOST_TEST_MESSAGE("memory is short: " << n << " computations instead of " << wanted);
  std::vector<continuation> alive(n);
  begun();  // and dropped: the first one maps what all share
  if (stacks::count().split != 0) {
    BOOST_TEST_MESSAGE("guards split mappings here (Linux before 6.13): not a million");
    return;
  }
  reading const before;
  for (auto& k : alive) k = begun();
  reading const full;
  BOOST_TEST(fault(before, full, n - 1) == "");
  BOOST_TEST_MESSAGE(n << " computations: " << full.mappings - before.mappings << " mappings, "
                       << (full.resident - before.resident) / static_cast<double>(n)
                       << " bytes resident each");
  for (auto& k : alive) {  // all are still there, and one half is only now dropped
    k = std::move(k).resume().from;
    if ((&k - alive.data()) % 2 == 0) k = {};
  }
  alive.clear();
  BOOST_TEST(stacks::trim() > 0u);
  reading const after;
  if (measured) {
    BOOST_TEST(after.resident - before.resident < (full.resident - before.resident) / 100 + 3e7);
  }
  BOOST_TEST(after.census.handed_out == full.census.handed_out);
  BOOST_TEST(max_map_count() == limit);
}
