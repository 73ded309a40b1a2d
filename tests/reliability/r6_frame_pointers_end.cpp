// tests/reliability/r6_frame_pointers_end.cpp -- who goes from frame pointer to frame pointer comes
// to an end in the computation he began in, and never to the stack of whoever resumed it. (Compiled
// with them: see meson.build.)
#include <boost/test/unit_test.hpp>
#include <cstdint>

#include "continuations/strategies/strategies.hpp"

namespace {

using namespace kont;

constexpr std::uintptr_t room = 64 * 1024;  // of a body that calls nobody else

/// Whether the chain of frames that begins at `frame` ends with a null before it leads anywhere but
/// up the same stack.
bool ends(void* const* frame) {
  auto at = reinterpret_cast<std::uintptr_t>(frame);
  auto const end = at + room;
  while (true) {
    auto const next = reinterpret_cast<std::uintptr_t>(*reinterpret_cast<void**>(at));
    if (next == 0) return true;
    if (next <= at || next >= end) return false;
    at = next;
  }
}

[[gnu::noinline]] bool ends_here() {
  return ends(static_cast<void* const*>(__builtin_frame_address(0)));
}
template <class S> [[gnu::noinline]] bool ends_in_a_body() {
  void* volatile resumer = __builtin_frame_address(0);  // what the first frame would lead to
  bool at_once = false, later = false;
  auto k = S::start([&](arrival<typename S::continuation>& other) {
    at_once = ends_here();
    transfer(other);
    later = ends_here();
  });
  k = std::move(k).resume().from;
  std::move(k).resume();
  return resumer != nullptr && at_once && later;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(r6_frame_pointers_end)

BOOST_AUTO_TEST_CASE(in_each_of_our_own_switches) {
  BOOST_TEST(ends_in_a_body<stack>());
  BOOST_TEST(ends_in_a_body<basic_stack<stack_options{.exceptions = false}>>());
  BOOST_TEST(ends_in_a_body<basic_stack<stack_options{.fp_control = true}>>());
  BOOST_TEST(ends_in_a_body<basic_stack<stack_options{.inlined = false}>>());
  BOOST_TEST(ends_in_a_body<copy>());
}

BOOST_AUTO_TEST_CASE(a_seeded_frame_of_another_stack_is_found) {
  static void* elsewhere[] = {nullptr};
  void* last[] = {nullptr};
  void* astray[] = {elsewhere};
  BOOST_TEST(ends(last));
  BOOST_TEST(!ends(astray));
}

BOOST_AUTO_TEST_SUITE_END()
