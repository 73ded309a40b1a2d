// tests/unit/stacks_high_water.cpp -- how deep a stack was ever used can be asked afterwards.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "lib/stacks/stack.hpp"

BOOST_AUTO_TEST_SUITE(stacks_high_water)

using namespace kont::stacks;

BOOST_AUTO_TEST_CASE(an_unused_stack_has_only_its_head) {
  auto* const s = acquire(kind_of({.size = 32 * 1024, .coloured = false}));
  BOOST_TEST(high_water(*s) <= sizeof(head));
  BOOST_TEST(high_water(*s) > 0u);
  release(s);
}

BOOST_AUTO_TEST_CASE(the_lowest_byte_ever_written_counts) {
  auto* const s = acquire(kind_of({.size = 128 * 1024}));
  for (std::size_t used : {5000u, 4096u, 4097u, 70000u, 70000u, 128u * 1024u}) {
    auto const before = high_water(*s);
    s->bottom[s->size - used] = 1;
    BOOST_TEST(high_water(*s) == std::max(before, used));
  }
  release(s);
}

BOOST_AUTO_TEST_CASE(reuse_keeps_the_mark_and_trim_clears_it) {
  auto const kind = kind_of({.size = 256 * 1024});
  auto* const s = acquire(kind);
  s->bottom[0] = 1;
  release(s);
  BOOST_TEST(acquire(kind) == s);
  BOOST_TEST(high_water(*s) == s->size);
  release(s);
  BOOST_TEST(trim() >= 1u);
  auto* const again = acquire(kind);
  BOOST_TEST(high_water(*again) < 4096u);
  release(again);
}

BOOST_AUTO_TEST_SUITE_END()
