// tests/unit/stacks_outlive_statics.cpp -- the destructor of a static starts a computation, when
// the thread_local variables of main's thread are gone.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>

#include "generators/generator.hpp"

BOOST_AUTO_TEST_SUITE(stacks_outlive_statics)

namespace {

int sum() {
  int all = 0;
  for (int i : kont::generator<int>([](auto& yield) { yield(1), yield(2); })) all += i;
  return all;
}
struct last {
  bool asked = false;
  ~last() {
    if (asked) ::_exit(sum() == 3 ? 0 : 1);
  }
};
last at_the_end;  // made before any stack is, and so destroyed after

}  // namespace

BOOST_AUTO_TEST_CASE(stacks_outlive_statics) {
  auto const child = ::fork();
  if (child == 0) {
    at_the_end.asked = true;
    (void)sum();
    std::exit(2);
  }
  int status = 0;
  BOOST_TEST_REQUIRE(::waitpid(child, &status, 0) == child);
  BOOST_TEST(status == 0);
}

BOOST_AUTO_TEST_SUITE_END()
