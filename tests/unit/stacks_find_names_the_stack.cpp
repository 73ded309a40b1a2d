// tests/unit/stacks_find_names_the_stack.cpp -- an address leads to its stack, or to none.
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <utility>

#include "lib/stacks/stack.hpp"

BOOST_AUTO_TEST_SUITE(stacks_find_names_the_stack)

using namespace kont::stacks;

namespace {

std::pair<guarding, std::size_t> const guards[] = {
    {guarding::none, 0},
    {guarding::page, static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))},
    {guarding::wide, guard_size}};

}  // namespace

BOOST_AUTO_TEST_CASE(every_address_of_a_stack_and_its_guard_leads_to_it) {
  for (std::size_t size : {16u * 1024u, 64u * 1024u, 1024u * 1024u}) {
    for (auto const& [kind_of_guard, guard] : guards) {
      head* taken[70];  // into a second region
      for (auto& s : taken) s = acquire(kind_of({.size = size, .guard = kind_of_guard}));
      for (auto* s : taken) {
        for (char const* at :
             {s->bottom, s->bottom + size / 2, s->top(), s->bottom + size - 1, s->bottom - guard}) {
          auto const p = find(at);
          BOOST_TEST_REQUIRE(static_cast<bool>(p));
          BOOST_TEST(p.stack == s);
          BOOST_TEST((p.bottom == s->bottom && p.guard_bottom == s->bottom - guard));
        }
        auto const below = find(s->bottom - guard - 1);
        BOOST_TEST((!below || below.stack != s));
        release(s);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(other_addresses_lead_nowhere) {
  int local = 0;
  static int global = 0;
  release(acquire(kind_of({})));
  BOOST_TEST(!find(nullptr));
  BOOST_TEST(!find(&local));
  BOOST_TEST(!find(&global));
  BOOST_TEST(!find(reinterpret_cast<void*>(&find)));
}

BOOST_AUTO_TEST_SUITE_END()
