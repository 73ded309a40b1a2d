// tests/unit/stacks_free_lists_follow_the_thread.cpp -- a computation that goes on in another
// thread takes from the free lists of that one.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "continuations/strategies/stack.hpp"
#include "lib/small_blocks.hpp"

BOOST_AUTO_TEST_SUITE(stacks_free_lists_follow_the_thread)

using namespace kont;

namespace {

constexpr unsigned kind = stacks::kind_of({});

// What a thread gives back, it gets again next.
struct last_given_back {
  void* stack = nullptr;
  void* block = nullptr;
  [[gnu::always_inline]] last_given_back() {
    auto* const s = stacks::acquire(kind);
    stacks::release(s);
    stack = s;
    block = small_blocks::take(64);
    small_blocks::give_back(block, 64);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(of_the_thread_it_goes_on_in) {
  bool same_stack = true, same_block = true;
  auto k = stack::start([&](arrival<stack::continuation>& other) {
    last_given_back const here;
    transfer(other);
    last_given_back const there;
    same_stack = here.stack == there.stack;
    same_block = here.block == there.block;
  });
  k = std::move(k).resume().from;
  std::thread([&] { k = std::move(k).resume().from; }).join();
  BOOST_TEST(!same_stack);
  BOOST_TEST(!same_block);
}

BOOST_AUTO_TEST_SUITE_END()
