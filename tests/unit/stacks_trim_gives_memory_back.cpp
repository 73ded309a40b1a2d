// tests/unit/stacks_trim_gives_memory_back.cpp -- free stacks may be emptied; used ones stay.
#include <sys/mman.h>

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

#include "lib/stacks/stack.hpp"

BOOST_AUTO_TEST_SUITE(stacks_trim_gives_memory_back)

using namespace kont::stacks;

namespace {

std::size_t resident_pages(head const& s) {
  std::vector<unsigned char> in(s.size / 4096);
  BOOST_TEST_REQUIRE(::mincore(s.bottom, s.size, in.data()) == 0);
  std::size_t n = 0;
  for (auto page : in) n += page & 1u;
  return n;
}

}  // namespace

BOOST_AUTO_TEST_CASE(trim_empties_the_free_stacks_of_this_thread) {
  auto const kind = kind_of({});
  std::vector<head*> taken;
  for (int i = 0; i < 10; ++i) taken.push_back(acquire(kind));
  std::vector<head> const were = [&] {
    std::vector<head> copies;
    for (auto* s : taken) copies.push_back(*s);
    return copies;
  }();
  for (auto* s : taken) std::memset(s->bottom, 7, s->size / 2);
  for (auto* s : taken) release(s);
  BOOST_TEST(trim() == 10u);
  for (auto const& s : were) BOOST_TEST(resident_pages(s) == 0u);
  BOOST_TEST(trim() == 0u);
}

BOOST_AUTO_TEST_CASE(trim_leaves_used_stacks_alone) {
  auto* const used = acquire(kind_of({}));
  std::memset(used->bottom, 7, 4096);
  trim();
  BOOST_TEST(used->bottom[4095] == 7);
  release(used);
}

BOOST_AUTO_TEST_CASE(trimmed_stacks_are_handed_out_again_before_new_ones_are_cut) {
  auto const kind = kind_of({.size = 32 * 1024});
  std::vector<head*> taken;
  for (int i = 0; i < 5; ++i) taken.push_back(acquire(kind));
  for (auto* s : taken) release(s);
  trim();
  auto const before = count().handed_out;
  for (auto& s : taken) {
    s = acquire(kind);
    BOOST_TEST(s->size == 32 * 1024u);
    BOOST_TEST(s->kind == kind);
    BOOST_TEST(s->bottom[0] == 0);
    BOOST_TEST(s->name == nullptr);
  }
  BOOST_TEST(count().handed_out == before);
  for (auto* s : taken) release(s);
}

BOOST_AUTO_TEST_SUITE_END()
