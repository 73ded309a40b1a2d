// tests/unit/stacks_exhausted.cpp -- no more memory for a stack is an error that can be caught.
#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>

#include "lib/stacks/annotate.hpp"
#include "lib/stacks/stack.hpp"
#include "tests/forked.hpp"

BOOST_AUTO_TEST_SUITE(stacks_exhausted)

using namespace kont::stacks;

namespace {

// In a child whose address space may not grow: what acquiring stacks says in the end.
void take_until_exhausted() {
  auto const kind = kind_of({.size = 1024 * 1024});
  release(acquire(kind));
  rlimit const little{std::size_t{1} << 30, std::size_t{1} << 30};
  ::setrlimit(RLIMIT_AS, &little);
  head* last = nullptr;
  try {
    for (int i = 0; i < 100'000; ++i) last = acquire(kind);
  } catch (std::bad_alloc const& e) {
    std::strncpy(last->bottom, e.what(), 200);  // the stacks it gave are good
    [[maybe_unused]] auto const n = ::write(2, last->bottom, std::strlen(last->bottom));
    release(last);
    if (acquire(kind) == last) ::_exit(3);  // and it goes on with what it has
  }
}

}  // namespace

#if !defined(KONT_ASAN) && !defined(KONT_TSAN)
BOOST_AUTO_TEST_CASE(the_address_space_is_used_up) {
  release(acquire(kind_of({})));  // shows how guards are made here
  auto const child = kont::test::forked(take_until_exhausted);
  BOOST_TEST(child.code == 3);
  // which may be that of mappings, where a guard takes one: Linux before 6.13, emulators
  std::string const call = count().split == 0 ? "mmap" : "mprotect of a guard";
  BOOST_TEST(child.said == "no memory for a stack: " + call + " failed: Cannot allocate memory");
}
#else
BOOST_AUTO_TEST_CASE(a_limit_on_the_address_space_would_end_the_sanitizer_itself) {
  BOOST_TEST(take_until_exhausted != nullptr);
}
#endif

BOOST_AUTO_TEST_CASE(the_error_says_which_call_failed_and_why) {
  BOOST_TEST(exhausted("mmap", ENOMEM).what() ==
             std::string("no memory for a stack: mmap failed: Cannot allocate memory"));
}

BOOST_AUTO_TEST_SUITE_END()
