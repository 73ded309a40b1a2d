// tests/unit/copy_siblings_go_to_another_thread.cpp -- computations that share a home, begun by one
// thread, go on on another that has had none of its own.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "continuations/strategies/copy.hpp"

BOOST_AUTO_TEST_SUITE(copy_siblings_go_to_another_thread)

BOOST_AUTO_TEST_CASE(copy_siblings_go_to_another_thread) {
  using continuation = kont::copy::continuation;
  continuation a, b;
  std::thread([&] {
    auto const begun = [](int more) {
      return kont::copy::start([more](auto& other) {
        for (int i = 0; i < more; ++i) other = std::move(other.from).resume(other.word);
        auto* const sibling = static_cast<continuation*>(other.word);
        if (sibling != nullptr) *sibling = std::move(*sibling).resume().from;
      });
    };
    a = begun(2).resume().from;
    b = begun(1).resume().from;
  }).join();
  bool over = false;
  std::thread([&] {  // its first: it moves stacks, and has opened no home
    b = std::move(b).resume(&a).from;
    over = !b && a;
    a = {};
  })
      .join();
  BOOST_TEST(over);
}

BOOST_AUTO_TEST_SUITE_END()
