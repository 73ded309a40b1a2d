// tests/concurrent/explorer_release_sequences.cpp -- what continues the effect of a release store:
// read-modify-writes of any thread do; since C++20 a later store does not, not even of its thread.
#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(explorer_release_sequences)

namespace {

using namespace kont::explore;
using enum std::memory_order;

enum class then { changed_by_another, stored_again, stored_again_behind_a_fence };

template <then How> struct continued {
  static constexpr std::size_t threads = 3;
  plain<int> data{0};
  atom<int> flag{0};

  void thread(std::size_t i) {
    if (i == 1) {
      data = 7;
      if constexpr (How == then::stored_again_behind_a_fence) fence(release);
      flag.store(1, release);
      if constexpr (How != then::changed_by_another) flag.store(2, relaxed);
    } else if (i == 2) {
      int one = 1;
      if constexpr (How == then::changed_by_another) {
        flag.compare_exchange_strong(one, 2, relaxed, relaxed);
      }
    } else if (flag.load(acquire) == 2) {
      require(data == 7, "the message has come");
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(goes_on_through_what_another_changes) {
  is_right<continued<then::changed_by_another>>();
}
BOOST_AUTO_TEST_CASE(ends_where_it_is_stored_again) {
  is_found<continued<then::stored_again>>("data race");
}
BOOST_AUTO_TEST_CASE(a_fence_reaches_all_later_stores) {
  is_right<continued<then::stored_again_behind_a_fence>>();
}

BOOST_AUTO_TEST_SUITE_END()
