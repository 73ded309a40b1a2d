// tests/concurrent/inbox_nothing_is_lost.cpp -- all that is put comes out, in order, to a consumer
// who sleeps when it is empty: who finds it so rings. Weaker orders are found.
#include "lib/concurrent/inbox.hpp"
#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(inbox_nothing_is_lost)

namespace {

using namespace kont;
using namespace kont::explore;
using enum std::memory_order;

template <inbox_orders O = {}> struct letters {
  static constexpr std::size_t threads = 3;
  struct letter {
    plain<letter*> next;
    plain<std::size_t> from, number;
  };
  inbox<letter, atom, O> in;
  explore::bell rung;
  letter all[4];

  void thread(std::size_t i) {
    if (i == 1) return consume();
    for (std::size_t n = 0; n < 2; ++n) {
      letter& l = all[2 * (i - 2) + n];
      l.from = i;
      l.number = n;
      if (in.put(l)) rung.ring();
    }
  }
  void consume() {
    std::size_t had[4] = {};
    for (std::size_t n = 0; n < 4;) {
      rung.wait();
      for (letter* l = in.take_all(); l != nullptr; l = l->next, ++n) {
        require(l->number == had[l->from]++, "the letters of one come in order");
      }
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(all_letters_come) { is_right<letters<>>(3, 1'000'000); }
BOOST_AUTO_TEST_CASE(put_without_release) { is_found<letters<{.put = relaxed}>>("data race"); }
BOOST_AUTO_TEST_CASE(take_without_acquire) { is_found<letters<{.take = relaxed}>>("data race"); }
BOOST_AUTO_TEST_CASE(taken_by_load_and_store) {  // letters are lost, or come again
  is_found<letters<{.by_exchange = false}>>("");
}

BOOST_AUTO_TEST_SUITE_END()
